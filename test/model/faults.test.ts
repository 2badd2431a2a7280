import { expect, test } from '@jest/globals'
import { loadModels } from '../../src/model/index.ts'

/** One line a fault: `line:column what → expected → cure`. */
function told(sdl: string): readonly string[] {
  const { faults } = loadModels(new Map([['schema/test.graphql', sdl.trim()]]))
  return faults.map(
    ({ at, what, expected, cure }) => `${at.line}:${at.column} ${what} → ${expected} → ${cure}`,
  )
}

/** A model with a key and a tenant, and the fields that a case is about on line 3. */
const order = (
  fields: string,
  more = '',
) => `type Order @model(source: "orders", key: "order_id", tenant: "tenant_id") {
  id: ID! @column(name: "order_id")
  ${fields}
}
type Customer @model(source: "customers", key: "customer_id", tenant: "tenant_id") {
  id: ID! @column(name: "customer_id")
  plan: String
  orders: [Order!]! @link(to: "customer_id")
}
${more}`

/** Balances by shop and day, with the fields that a case is about on line 5. */
const usage = (
  fields: string,
) => `type Usage @model(source: "usage", key: ["tenant_id", "day"], tenant: "tenant_id") {
  shop: ID! @column(name: "tenant_id")
  day: Date! @time
  at: DateTime @time gb: Decimal
  ${fields}
}`

/** Who signed up and what they ordered, with the fields that a case is about on line 4. */
const signup = (fields: string) => `type Signup @model(source: "signups", key: "id", tenant: "tenant_id") {
  id: ID! size: Int
  day: Date @time at: DateTime! @time
  ${fields}
}
type Order @model(source: "orders", key: "id", tenant: "tenant_id") {
  id: ID! paid: Boolean placedAt: DateTime! @time
  person: Signup @link(from: "person_id")
  orderCount: Int! @measure(count: true) firstOrder: DateTime @measure(min: "{placedAt}")
}
type Far @model(source: "far", key: "id", shared: true, warehouse: "other") { id: ID! at: DateTime @time farCount: Int @measure(count: true) }`

const model = (binding: string) => `type Order @model(${binding}) { orderId: ID! }`

const cases: readonly (readonly [title: string, sdl: string, ...faults: readonly string[]])[] = [
  [
    `a syntax error`,
    `type Order {`,
    `1:13 Expected Name, found <EOF> → GraphQL type definitions → Correct the syntax at this place`,
  ],
  [
    `a definition that is no type and no enum`,
    `input Order { id: ID }`,
    `1:1 Only types and enums can be declared in a schema file → type Name @model(…) { … } or enum Name { … } → Remove the definition`,
  ],
  [
    `a name that is declared twice`,
    order(`x: Int`, `enum Order { A }`),
    `10:6 "Order" is declared twice, first at schema/test.graphql:1 → one declaration of a name → Rename or remove one`,
  ],
  [
    `a type without @model`,
    `type Order { id: ID! }`,
    `1:6 "Order" has no @model → @model(source: "schema.table", key: "…", tenant: "…") → Bind the type to a table, view or SQL with @model`,
  ],
  [
    `a directive that nobody knows`,
    order(`paid: Boolean @colum(name: "is_paid")`),
    `3:17 Unknown directive @colum → one of @allow, @column, @deprecated, @link, @measure, @pii, @sql, @time → Write @column`,
  ],
  [
    `a misspelt @model`,
    `type Order @modle(source: "orders") { id: ID! }`,
    `1:12 Unknown directive @modle → one of @allow, @freshness, @minGroup, @model, @owner, @rows → Write @model`,
  ],
  [
    `a directive at the wrong place`,
    order(`paid: Boolean @owner(team: "x")`),
    `3:17 @owner cannot stand on a field → one of @allow, @column, @deprecated, @link, @measure, @pii, @sql, @time → Move it to a type`,
  ],
  [
    `a directive that stands twice`,
    order(`paid: Boolean @column(name: "a") @column(name: "b")`),
    `3:36 @column stands twice on "paid" → one @column → Remove one`,
  ],
  [
    `an argument that nobody knows`,
    order(`paid: Boolean @column(nam: "is_paid")`),
    `3:25 @column has no argument "nam" → one of name → Write "name"`,
  ],
  [
    `an argument that stands twice`,
    order(`paid: Boolean @column(name: "a", name: "b")`),
    `3:36 @column has "name" twice → one "name" → Remove one`,
  ],
  [
    `an argument of the wrong form`,
    order(`paid: Boolean @column(name: 5)`),
    `3:31 "name" of @column has the wrong form → a text in double quotes that is not empty → Correct the value`,
  ],
  [
    `a missing argument`,
    order(`paid: Boolean @column`),
    `3:17 @column has no "name" → @column(name: …) → Add the argument "name"`,
  ],
  [
    `a model without a source`,
    model(`key: "order_id", shared: true`),
    `1:12 "Order" has no source → source: "schema.table", or sql: "select …" → Say where its rows are`,
  ],
  [
    `a model with two sources`,
    model(`source: "orders", sql: "select 1", key: "order_id", shared: true`),
    `1:12 "Order" has both a source and SQL → either source or sql → Remove one`,
  ],
  [
    `a source that is no name`,
    model(`source: "a.b.c", key: "order_id", shared: true`),
    `1:27 "a.b.c" is not the name of a table → table or schema.table, as the catalog spells them; a name with a dot inside in double quotes → Correct the name`,
  ],
  [
    `SQL that is no query`,
    model(`sql: "delete from orders", key: "order_id", shared: true`),
    `1:24 The SQL of a model is not one query → one select without ";" → Write a single select`,
  ],
  [
    `a model without a key`,
    model(`source: "orders", shared: true`),
    `1:12 "Order" has no key → key: "column", or key: ["one", "other"] → Name the columns that tell one row from another`,
  ],
  [
    `a key that names a column twice`,
    model(`source: "orders", key: ["order_id", "order_id"], shared: true`),
    `1:12 The key of "Order" names a column twice → each column once → Remove one`,
  ],
  [
    `a key column that is no field`,
    model(`source: "orders", key: "id", shared: true`),
    `1:6 The key column "id" of "Order" is no field → a field for each key column → Add a field such as id: ID! @column(name: "id")`,
  ],
  [
    `a key of a type that is not exact`,
    `type Order @model(source: "orders", key: "id", shared: true) { id: Float! }`,
    `1:64 "id" is part of the key and a Float → a type whose values are exact → Choose another key, or another type`,
  ],
  [
    `a key that is hidden`,
    `type Order @model(source: "orders", key: "id", shared: true) { id: ID! @allow(roles: ["boss"]) }`,
    `1:64 "id" is part of the key, but @allow hides it from some → a field that everyone sees who sees the model → Remove @allow here; put it on the type to hide the whole model`,
  ],
  [
    `a tenant that is hidden`,
    order(`tenantId: ID! @allow(roles: ["boss"])`),
    `3:3 "tenantId" is the tenant, but @allow hides it from some → a field that everyone sees who sees the model → Remove @allow here; put it on the type to hide the whole model`,
  ],
  [
    `a model without a tenant that is not shared`,
    model(`source: "orders", key: "order_id"`),
    `1:12 "Order" has no tenant → tenant: "column", tenant: "link.column", or shared: true for data that every tenant may see → Say whose rows they are`,
  ],
  [
    `a model that is shared: false and has no tenant`,
    model(`source: "orders", key: "order_id", shared: false`),
    `1:12 "Order" has no tenant → tenant: "column", tenant: "link.column", or shared: true for data that every tenant may see → Say whose rows they are`,
  ],
  [
    `a model with a tenant that is shared`,
    model(`source: "orders", key: "order_id", tenant: "tenant_id", shared: true`),
    `1:75 "Order" has a tenant and is shared → either tenant, or shared: true for data that every tenant may see → Remove "shared" if the rows belong to tenants`,
  ],
  [
    `a tenant path along a field that is no link`,
    order(
      `x: Int`,
      `type Line @model(source: "lines", key: "id", tenant: "ordr.tenant_id") { id: ID! order: Order @link(from: "order_id") }`,
    ),
    `10:54 The tenant "ordr.tenant_id" goes along "ordr", which is no link of Line → one of its to-one links: order → Write "order"`,
  ],
  [
    `a tenant path that leads to many rows`,
    order(
      `x: Int`,
      `type Shop @model(source: "shops", key: "id", tenant: "orders.tenant_id") { id: ID! orders: [Order!]! @link(to: "shop_id") }`,
    ),
    `10:54 The tenant "orders.tenant_id" goes along "orders", which leads to many rows → a path along to-one links: a row belongs to one tenant → Choose a path that leads to one row`,
  ],
  [
    `a freshness that is no duration`,
    `type Order @model(source: "orders", key: "id", shared: true) @freshness(column: "at", warn: "1h") { id: ID! }`,
    `1:93 "1h" is not an age → an ISO 8601 duration such as "PT6H" or "P1D" → Correct the duration`,
  ],
  [
    `@allow without roles`,
    order(`paid: Boolean @allow(roles: [])`),
    `3:17 @allow names no role → at least one role → Name a role, or remove @allow`,
  ],
  [
    `a type that nobody knows`,
    order(`paid: Bolean`),
    `3:9 Unknown type "Bolean" → one of BigInt, Boolean, Date, DateTime, Decimal, Float, ID, Int, JSON, String, or an enum or a model of the project → Write Boolean`,
  ],
  [
    `a list that is no link`,
    order(`tags: [String!]`),
    `3:9 "tags" is a list of String → one value; only links are lists → Write String`,
  ],
  [
    `a field with arguments`,
    order(`paid(at: Date): Boolean`),
    `3:8 "paid" has arguments → a field without arguments → Remove them; the API adds its own`,
  ],
  [
    `two fields of a name`,
    order(`paid: Boolean paid: Boolean`),
    `3:17 "Order" has two fields "paid" → one field of a name → Rename or remove one`,
  ],
  [
    `a field that filters need the name of`,
    order(`not: Boolean`),
    `3:3 "not" cannot be the name of a field: filters use that word → a name that the API leaves free → Rename the field and keep the column with @column(name: …)`,
  ],
  [
    `@time on something that is no time`,
    order(`status: String @time`),
    `3:18 @time stands on "status", which is String → Date or DateTime → Remove @time, or correct the type`,
  ],
  [
    `@column beside @sql`,
    order(`paid: Boolean @column(name: "x") @sql(expr: "true")`),
    `3:36 "paid" has both @column and @sql → either @column or @sql → Remove one`,
  ],
  [
    `a link to a model that is not there`,
    order(`customer: Custmer @link(from: "customer_id")`),
    `3:13 The link "customer" leads to "Custmer", which is no model → one of the models: Customer, Order → Write Customer`,
  ],
  [
    `a model as a type without @link`,
    order(`customer: Customer`),
    `3:13 "customer" has the type "Customer", but no @link → a scalar, an enum, or a link → Add @link, or use one of BigInt, Boolean, Date, DateTime, Decimal, Float, ID, Int, JSON, String`,
  ],
  [
    `a link that is required`,
    order(`customer: Customer! @link(from: "customer_id")`),
    `3:13 The link "customer" is required → a link that may be null: its row may be missing → Write Customer without "!"`,
  ],
  [
    `a link without columns`,
    order(`customer: Customer @link`),
    `3:22 The link "customer" names no columns → @link(from: "column of this model") → Name the columns`,
  ],
  [
    `a list that has only from`,
    order(`customers: [Customer!]! @link(from: "customer_id")`),
    `3:27 The link "customers" is a list, but has only "from" → @link(to: …): columns of Customer → Write @link(to: "…") with the columns of Customer, or make the link one: Customer`,
  ],
  [
    `a link whose columns do not pair`,
    order(`customer: Customer @link(from: ["tenant_id", "customer_id"])`),
    `3:22 The link "customer" pairs 2 columns of Order with 1 column of Customer → as many columns on both sides: (tenant_id, customer_id) and (customer_id) → Name 2 columns on both sides, in the same order`,
  ],
  [
    `a link along a path that leads elsewhere`,
    order(
      `lines: [Line!]! @link(along: "product") more: [Line!]! @link(along: "nothing.x") one: Line @link(along: "order")`,
      `type Line @model(source: "lines", key: "id", tenant: "tenant_id") { id: ID! product: Product @link(from: "p") }
       type Product @model(source: "products", key: "id", shared: true) { id: ID! }`,
    ),
    '3:94 The link "one" goes along "order" → a list, and the to-one links by which its rows lead back here, such as @link(along: "order.customer") → Make the field a list, and leave "from" and "to" out',
    '3:19 The link "lines" goes along "product", which leads to Product → a path from Line that leads back to Order → Correct the path',
    '3:58 The link "more" goes along "nothing", which is no to-one link of Line within the warehouse → one of its to-one links: product → Correct the path',
  ],
  [
    `a to-many link between warehouses`,
    order(
      `far: [Far!]! @link(to: "order_id")`,
      `type Far @model(source: "far", key: "id", shared: true, warehouse: "other") { id: ID! }`,
    ),
    `3:16 "Order" is in the warehouse "default" and "Far" in "other" → a link within one warehouse, or a to-one link of one column → Bring both tables into one warehouse, or remove the link`,
  ],
  [
    `an expression that reaches into another warehouse`,
    order(
      `far: Far @link(from: "far_id") big: Boolean @sql(expr: "{far.id} > 1")`,
      `type Far @model(source: "far", key: "id", shared: true, warehouse: "other") { id: ID! }`,
    ),
    `3:59 {far.id}: "far" leads to the warehouse "other" → a path within one warehouse → Keep the column in this warehouse`,
  ],
  [
    'a tenant path into another warehouse',
    `type Order @model(source: "orders", key: "id", tenant: "far.x") { id: ID! far: Far @link(from: "far_id") }
type Far @model(source: "far", key: "id", shared: true, warehouse: "other") { id: ID! }`,
    '1:56 The tenant "far.x" goes along "far", which leads to the warehouse "other" → a path within one warehouse: the tenant is bound where the table is read → Keep the tenant in a column of the table',
  ],
  [
    `@link beside @measure`,
    order(`customer: Customer @link(from: "customer_id") @measure(count: true)`),
    `3:49 "customer" has both @link and @measure → either one → Remove @measure or @link`,
  ],
  [
    `a reference to a field that is not there`,
    order(`large: Boolean @sql(expr: "{amont} > 500") amount: Decimal`),
    `3:30 {amont}: "Order" has no field "amont" → one of the dimensions of Order: amount, id, large → Write "amount"`,
  ],
  [
    `a reference in a block string, at its own line`,
    order(`large: Boolean @sql(expr: """
    true and
      {nothing}
  """)`),
    `5:7 {nothing}: "Order" has no field "nothing" → one of the dimensions of Order: id, large → Declare the field, or correct the name`,
  ],
  [
    `a reference behind escapes, at its own column`,
    order(`large: Boolean @sql(expr: "'\\"\\u0041' = {nothing}")`),
    `3:43 {nothing}: "Order" has no field "nothing" → one of the dimensions of Order: id, large → Declare the field, or correct the name`,
  ],
  [
    `a reference to a measure in @sql`,
    order(`n: Int @measure(count: true) big: Boolean @sql(expr: "{n} > 5")`),
    `3:57 {n}: "n" is a measure → a dimension → Use its expression, or a measure with expr`,
  ],
  [
    `a path through a to-many link`,
    order(
      `x: Int`,
      `type Plan @model(source: "plans", key: "id", shared: true) { id: ID! customers: [Customer!]! @link(to: "plan") n: Int @measure(countDistinct: "{customers.id}") }`,
    ),
    `10:144 {customers.id}: "customers" leads to many rows → a path along to-one links → Declare the measure on Customer`,
  ],
  [
    `a path that ends at a link`,
    order(`customer: Customer @link(from: "customer_id") n: Int @measure(countDistinct: "{customer}")`),
    `3:81 {customer}: "customer" is a link → a path that ends at a dimension → Name a field of Customer: {customer.…}`,
  ],
  [
    `a path that goes on behind a dimension`,
    order(`status: String n: Int @measure(countDistinct: "{status.id}")`),
    `3:50 {status.id}: "status" is no link → a path along to-one links → End the path at {status}`,
  ],
  [
    `an expression that reads other rows`,
    order(`n: Int @sql(expr: "(select count(*) from customers)")`),
    `3:23 "select" would read other rows → an expression over the row at hand → Reach another model with a link and a path, such as {customer.plan}`,
  ],
  [
    `an expression that is two statements`,
    order(`n: Int @sql(expr: "1; drop table orders")`),
    `3:23 ";" would end the statement → one SQL value over {references}, such as "{amount} >= 500" → Remove it: an expression is one value`,
  ],
  [
    'a cycle among @sql fields',
    order(
      'a: Int @sql(expr: "{b} + 1") b: Int @sql(expr: "{plan.c}") plan: Plan @link(from: "plan_id")',
      'type Plan @model(source: "plans", key: "id", shared: true) { id: ID! order: Order @link(from: "o") c: Int @sql(expr: "{order.a}") }',
    ),
    '3:3 "a" is computed from itself: Order.a → Order.b → Plan.c → Order.a → no cycle → Take one step out of the cycle',
  ],
  [
    `a cycle among measures`,
    order(`a: Decimal @measure(expr: "{b} + 1") b: Decimal @measure(expr: "{a} * 2")`),
    `3:3 "a" is computed from itself: Order.a → Order.b → Order.a → no cycle → Take one step out of the cycle`,
  ],
  [
    `a measure that computes nothing`,
    order(`n: Int @measure`),
    `3:10 The measure "n" computes nothing → one of approxCountDistinct, avg, conversion, count, countDistinct, expr, max, median, min, percentile, sum → Say what it computes, such as @measure(count: true)`,
  ],
  [
    `a measure of two kinds`,
    order(`amount: Decimal n: Decimal @measure(sum: "{amount}", avg: "{amount}")`),
    `3:30 The measure "n" has both sum and avg → one of approxCountDistinct, avg, conversion, count, countDistinct, expr, max, median, min, percentile, sum → Remove one`,
  ],
  [
    `count: false`,
    order(`n: Int @measure(count: false)`),
    `3:19 count is false → count: true → Write true, or remove the field`,
  ],
  [
    `a sum of texts`,
    order(`status: String n: Decimal @measure(sum: "{status}")`),
    `3:21 "n" is the sum of a String → a type that sum can take → Choose another field or another kind`,
  ],
  [
    `a measure of the wrong type`,
    order(`amount: Decimal n: Float @measure(sum: "{amount}")`),
    `3:22 "n" is declared Float, which sum of Decimal cannot be → Decimal → Write Decimal`,
  ],
  [
    `a required measure that may be null`,
    order(`amount: Decimal n: Decimal! @measure(sum: "{amount}")`),
    `3:22 "n" is required, but sum is null where there is nothing to compute → Decimal without "!" → Remove the "!"`,
  ],
  [
    `a where beside expr`,
    order(`n: Int @measure(count: true) r: Decimal @measure(expr: "{n} / 2", where: "true")`),
    `3:76 expr cannot have a where → where beside an aggregate → Put the where on the measures that it combines`,
  ],
  [
    `a formula with a measure that is not there`,
    order(`revenues: Int @measure(count: true) r: Decimal @measure(expr: "{revenue} / 2")`),
    `3:66 {revenue}: "Order" has no such measure → one of the other measures of Order: revenues → Write {revenues}`,
  ],
  [
    `a formula over a dimension`,
    order(`amount: Decimal r: Decimal @measure(expr: "{amount} / 2")`),
    `3:46 {amount} is no measure → one of the other measures of Order: none → Declare the measure, or correct the name`,
  ],
  [
    `a formula that is no arithmetic`,
    order(`n: Int @measure(count: true) r: Decimal @measure(expr: "{n} % 2")`),
    `3:63 "%" is not expected here → arithmetic over measures, such as "{revenue} / {orderCount}": + - * / ( ), numbers, and coalesce, nullif, round, abs, greatest, least → Correct the formula, or compute it in an @sql field`,
  ],
  [
    `a model with a name of the API`,
    `type Query @model(source: "q", key: "id", shared: true) { id: ID! }`,
    `1:6 "Query" cannot be the name of a type: the API has a type of that name → a name that the API leaves free → Rename the type`,
  ],
  [
    `a model with a name that the API makes for another`,
    order(`x: Int`, `type OrderMetrics @model(source: "q", key: "id", shared: true) { id: ID! }`),
    `10:6 "OrderMetrics" cannot be the name of a type: the API makes a type of that name for "Order" → a name that the API leaves free → Rename the type`,
  ],
  [
    `two models with one root field`,
    order(`x: Int`, `type Orders @model(source: "q", key: "id", shared: true) { id: ID! }`),
    `10:6 "Orders" and "Order" both give the API a field "orders" → names that differ → Rename one`,
  ],
  [
    `a link whose measures take a field's name`,
    order(`itemMetrics: JSON items: [Customer!]! @link(to: "order_id")`),
    `3:21 The link "items" gives "Order" a field "itemMetrics", which "itemMetrics" has already → names that differ → Rename one`,
  ],
  [
    `a percentile without its part`,
    order(`amount: Decimal n: Decimal @measure(percentile: "{amount}")`),
    `3:30 percentile has no "p" → @measure(percentile: …, p: …) → Add the argument "p"`,
  ],
  [
    `a part that is no part`,
    order(
      `amount: Decimal a: Decimal @measure(percentile: "{amount}", p: 95) b: Decimal @measure(percentile: "{amount}", p: "0.5") c: Decimal @measure(percentile: "{amount}", p: -0.1)`,
    ),
    `3:66 "p" of @measure has the wrong form → a number from 0 to 1, such as 0.95 → Correct the value`,
    `3:117 "p" of @measure has the wrong form → a number from 0 to 1, such as 0.95 → Correct the value`,
    `3:171 "p" of @measure has the wrong form → a number from 0 to 1, such as 0.95 → Correct the value`,
  ],
  [
    `a part beside another kind`,
    order(`amount: Decimal n: Decimal @measure(median: "{amount}", p: 0.5)`),
    `3:62 "p" stands beside median → "p" beside percentile alone → Remove "p", or write percentile`,
  ],
  [
    `a median of texts`,
    order(`status: String n: Decimal @measure(median: "{status}")`),
    `3:21 "n" is the median of a String → a type that median can take → Choose another field or another kind`,
  ],
  [
    `a percentile that is declared an integer`,
    order(`size: Int n: Int @measure(percentile: "{size}", p: 0.95)`),
    `3:16 "n" is declared Int, which percentile of Int cannot be → Decimal → Write Decimal`,
  ],
  [
    `an approximate count of JSON`,
    order(`body: JSON n: Int! @measure(approxCountDistinct: "{body}")`),
    `3:17 "n" is the approxCountDistinct of a JSON → a type that approxCountDistinct can take → Choose another field or another kind`,
  ],
  [
    `a balance that says neither over nor take`,
    order(`amount: Decimal n: Decimal @measure(sum: "{amount}", semiAdditive: {})`),
    `3:70 semiAdditive has no "over" → semiAdditive: {over: …} → Add the argument "over"`,
    `3:70 semiAdditive has no "take" → semiAdditive: {take: …} → Add the argument "take"`,
  ],
  [
    `a balance whose arguments are misspelt`,
    usage(`n: Decimal @measure(sum: "{gb}", semiAdditive: {ovr: "day", take: LATS})`),
    `5:51 semiAdditive has no argument "ovr" → one of over, take → Write "over"`,
    `5:69 "take" of semiAdditive has the wrong form → one of LAST, FIRST, AVG, without quotes → Write LAST`,
  ],
  [
    `a balance with an argument twice`,
    usage(`n: Decimal @measure(sum: "{gb}", semiAdditive: {over: "day", over: "day", take: LAST})`),
    `5:64 semiAdditive has "over" twice → one "over" → Remove one`,
  ],
  [
    `a balance that is no object`,
    usage(`n: Decimal @measure(sum: "{gb}", semiAdditive: "day")`),
    `5:50 "semiAdditive" of @measure has the wrong form → an object: {over: …, take: …} → Correct the value`,
  ],
  [
    `a balance over a field that is not there`,
    usage(`n: Decimal @measure(sum: "{gb}", semiAdditive: {over: "dya", take: LAST})`),
    `5:57 "Usage" has no time "dya" → one of the @time fields of Usage: at, day → Write "day"`,
  ],
  [
    `a balance over a field that is no time`,
    usage(`n: Decimal @measure(sum: "{gb}", semiAdditive: {over: "gb", take: LAST})`),
    `5:57 "gb" is no time of Usage → one of the @time fields of Usage: at, day → Name one of them, or declare it with @time`,
  ],
  [
    `a balance over a time that is not in the key`,
    usage(`n: Decimal @measure(sum: "{gb}", semiAdditive: {over: "at", take: LAST})`),
    `5:57 "at" is not in the key of Usage, so nobody knows whose balance a row is → a time that is a column of the key: day → Name another time, or bind a model with one row an entity and time, and both in its key`,
  ],
  [
    `a mean of texts along time`,
    usage(`n: Int! @measure(countDistinct: "{tier}", semiAdditive: {over: "day", take: AVG}) tier: String`),
    `5:6 "n" is the countDistinct of the AVG of a String → a type that semiAdditive can take → Choose another field or another kind`,
  ],
  [
    `a mean of integers along time that is declared an integer`,
    usage(`n: Int @measure(sum: "{size}", semiAdditive: {over: "day", take: AVG}) size: Int`),
    `5:6 "n" is declared Int, which sum of the AVG of Int cannot be → Decimal → Write Decimal`,
  ],
  [
    `a running sum over nothing`,
    usage(`n: Decimal @measure(sum: "{gb}", cumulative: {window: "P30D"})`),
    `5:48 cumulative has no "over" → cumulative: {over: …} → Add the argument "over"`,
  ],
  [
    `a running sum of a window and to date`,
    usage(`n: Decimal @measure(sum: "{gb}", cumulative: {over: "day", window: "P30D", toDate: MONTH})`),
    `5:86 cumulative has both a window and toDate → either one, or neither for all time → Remove one`,
  ],
  [
    `a window that is no duration, negative or nothing`,
    usage(
      ['30 days', '-P30D', 'PT0S']
        .map((w, i) => `n${i}: Decimal @measure(sum: "{gb}", cumulative: {over: "at", window: "${w}"})`)
        .join('\n'),
    ),
    `5:70 "window" of cumulative has the wrong form → an ISO 8601 duration longer than nothing, such as "P30D" or "PT6H" → Correct the value`,
    `6:68 "window" of cumulative has the wrong form → an ISO 8601 duration longer than nothing, such as "P30D" or "PT6H" → Correct the value`,
    `7:68 "window" of cumulative has the wrong form → an ISO 8601 duration longer than nothing, such as "P30D" or "PT6H" → Correct the value`,
  ],
  [
    `hours over dates`,
    usage(`n: Decimal @measure(sum: "{gb}", cumulative: {over: "day", window: "PT36H"})`),
    `5:70 The window is shorter than a day, but "day" is a Date → whole days, such as "P30D" → Correct the duration, or name a DateTime`,
  ],
  [
    `a period that nobody knows, and one in quotes`,
    usage(
      `n: Decimal @measure(sum: "{gb}", cumulative: {over: "day", toDate: DAY})
       m: Decimal @measure(sum: "{gb}", cumulative: {over: "day", toDate: "YEAR"})`,
    ),
    `5:70 "toDate" of cumulative has the wrong form → one of WEEK, MONTH, QUARTER, YEAR, without quotes → Correct the value`,
    `6:75 "toDate" of cumulative has the wrong form → one of WEEK, MONTH, QUARTER, YEAR, without quotes → Write YEAR`,
  ],
  [
    `a measure that is a balance and runs`,
    usage(
      `n: Decimal @measure(sum: "{gb}", cumulative: {over: "day"}, semiAdditive: {over: "day", take: LAST})`,
    ),
    `5:14 The measure has both semiAdditive and cumulative → either semiAdditive or cumulative → Remove one`,
  ],
  [
    `arithmetic that runs`,
    usage(`m: Int! @measure(count: true) n: Decimal @measure(expr: "{m} / 2", cumulative: {over: "day"})`),
    `5:82 expr cannot be cumulative → cumulative beside an aggregate → Remove it, or put cumulative on an aggregate of its own`,
  ],
  [
    `a required running sum`,
    usage(`n: Decimal! @measure(sum: "{gb}", cumulative: {over: "day"})`),
    `5:6 "n" is required, but sum is null where there is nothing to compute → Decimal without "!" → Remove the "!"`,
  ],
  [
    `a conversion without arguments`,
    signup(`n: Decimal @measure(conversion: {})`),
    `4:35 conversion has no "per" → conversion: {per: …} → Add the argument "per"`,
    `4:35 conversion has no "at" → conversion: {at: …} → Add the argument "at"`,
    `4:35 conversion has no "within" → conversion: {within: …} → Add the argument "within"`,
  ],
  [
    `a conversion into a model that is not there`,
    signup(`n: Decimal @measure(conversion: {per: "{id}", at: "at", to: "Ordr", within: "P7D"})`),
    `4:63 The conversion leads to "Ordr", which is no model → one of the models: Far, Order, Signup → Write "Order"`,
  ],
  [
    `a conversion into another warehouse`,
    signup(`n: Decimal @measure(conversion: {per: "{id}", at: "at", to: "Far", within: "P7D"})`),
    `4:63 "Signup" is in the warehouse "default" and "Far" in "other" → two events of one warehouse → Bring both tables into one warehouse`,
  ],
  [
    `a conversion whose references lead nowhere`,
    signup(
      `n: Decimal @measure(conversion: {per: "{idd}", at: "att", to: "Order", toPer: "{person.idd}", toAt: "placed", toWhere: "{paidd}", within: "P7D"}, where: "{x}")`,
    ),
    `4:42 {idd}: "Signup" has no field "idd" → one of the dimensions of Signup: at, day, id, size → Write "id"`,
    `4:54 "Signup" has no time "att" → one of the @time fields of Signup: at, day → Write "at"`,
    `4:82 {person.idd}: "Signup" has no field "idd" → one of the dimensions of Signup: at, day, id, size → Write "id"`,
    `4:103 "Order" has no time "placed" → one of the @time fields of Order: placedAt → Write "placedAt"`,
    `4:123 {paidd}: "Order" has no field "paidd" → one of the dimensions of Order: id, paid, placedAt → Write "paid"`,
    `4:157 {x}: "Signup" has no field "x" → one of the dimensions of Signup: at, day, id, size → Declare the field, or correct the name`,
  ],
  [
    `a conversion whose second event leads nowhere`,
    signup(
      `n: Decimal @measure(conversion: {per: "{id}", at: "at", to: "Order", toPer: "{person.idd}", toAt: "placed", toWhere: "{paidd}", within: "P7D"})`,
    ),
    `4:80 {person.idd}: "Signup" has no field "idd" → one of the dimensions of Signup: at, day, id, size → Write "id"`,
    `4:101 "Order" has no time "placed" → one of the @time fields of Order: placedAt → Write "placedAt"`,
    `4:121 {paidd}: "Order" has no field "paidd" → one of the dimensions of Order: id, paid, placedAt → Write "paid"`,
  ],
  [
    `a conversion whose second event has no time of that name`,
    signup(
      `placedA: DateTime @time n: Decimal @measure(conversion: {per: "{id}", at: "placedA", to: "Order", toPer: "{person.id}", within: "P7D"})`,
    ),
    `4:92 "Order" has no time "placedA" → one of the @time fields of Order: placedAt → Add toAt: "placedAt"`,
  ],
  [
    `a conversion between times of two types`,
    signup(
      `n: Decimal @measure(conversion: {per: "{id}", at: "day", to: "Order", toPer: "{person.id}", toAt: "placedAt", within: "P7D"})`,
    ),
    `4:101 "day" is of type Date, and "placedAt" of type DateTime → two times of one type → Name another time`,
  ],
  [
    `a conversion between entities of two types`,
    signup(
      `n: Decimal @measure(conversion: {per: "{size}", at: "at", to: "Order", toPer: "{person.id}", toAt: "placedAt", within: "P7D"})`,
    ),
    `4:81 An entity is told by a value of type Int at first, and by one of type ID then → per and toPer of one type → Correct toPer`,
  ],
  [
    `a conversion of JSON`,
    signup(
      `body: JSON n: Decimal @measure(conversion: {per: "{body}", at: "at", toWhere: "{size} > 1", within: "P7D"})`,
    ),
    `4:52 An entity is told by a value of type JSON, which cannot be compared → a value such as an ID → Name a key`,
  ],
  [
    `a conversion into what it begins with`,
    signup(`n: Decimal @measure(conversion: {per: "{id}", at: "at", within: "P7D"})`),
    `4:35 The conversion leads to the events that it begins with → another second event → Say what comes after with to, toAt or toWhere`,
  ],
  [
    `a rate that is required or declared an integer, and a count that is declared a decimal`,
    signup(
      `a: Decimal! @measure(conversion: {per: "{id}", at: "at", toWhere: "true", within: "P7D"})
       b: Int @measure(conversion: {per: "{id}", at: "at", toWhere: "true", within: "P7D", take: RATE})
       c: Decimal @measure(conversion: {per: "{id}", at: "at", toWhere: "true", within: "P7D", take: COUNT})`,
    ),
    `4:6 "a" is required, but conversion is null where there is nothing to compute → Decimal without "!" → Remove the "!"`,
    `5:11 "b" is declared Int, which conversion cannot be → Decimal or Float → Write Decimal`,
    `6:11 "c" is declared Decimal, which conversion cannot be → Int or BigInt → Write Int`,
  ],
  [
    `a conversion along time`,
    signup(
      `n: Decimal @measure(conversion: {per: "{id}", at: "at", toWhere: "true", within: "P7D"}, cumulative: {over: "at"})`,
    ),
    `4:104 conversion cannot be cumulative → cumulative beside an aggregate → Remove it, or put cumulative on an aggregate of its own`,
  ],
  [
    `a formula over a model that is not there`,
    signup(`n: Int! @measure(count: true) r: Decimal @measure(expr: "{n} / {order.orderCount}")`),
    `4:66 {order.orderCount}: there is no model "order" → one of the models: Far, Order, Signup → Write {Order.orderCount}`,
  ],
  [
    `a formula over a measure that another model does not have`,
    signup(
      `n: Int! @measure(count: true) r: Decimal @measure(expr: "{n} / {Order.ordersCount} / {Order.paid}")`,
    ),
    `4:66 {Order.ordersCount}: "Order" has no such measure → one of the measures of Order: orderCount → Write {Order.orderCount}`,
    `4:88 {Order.paid} is no measure → one of the measures of Order: orderCount → Declare the measure, or correct the name`,
  ],
  [
    `a formula over a measure that is no number`,
    signup(
      `r: Decimal @measure(expr: "{Order.firstOrder} + 1") s: Decimal @measure(expr: "{t} + 1") t: DateTime @measure(min: "{at}")`,
    ),
    `4:30 {Order.firstOrder} is of type DateTime → one of the measures of Order that are numbers: orderCount → Name a measure that is a number`,
    `4:82 {t} is of type DateTime → one of the measures of Signup that are numbers: r → Name a measure that is a number`,
  ],
  [
    `a formula over another warehouse`,
    signup(`r: Decimal @measure(expr: "{Far.farCount} / 2")`),
    `4:30 {Far.farCount}: "Far" is in the warehouse "other", and Signup in "default" → a measure of the same warehouse → Bring both tables into one warehouse`,
  ],
  [
    `a formula that names its own model`,
    signup(`n: Int! @measure(count: true) r: Decimal @measure(expr: "{Signup.n} / 2")`),
    `4:60 {Signup.n}: "Signup" is this model → the measure alone → Write {n}`,
  ],
  [
    `a formula with a path`,
    signup(`r: Decimal @measure(expr: "{Order.person.n} / 2")`),
    `4:30 {Order.person.n} has 3 names → a measure, or a model and its measure → Write {Order.n}`,
  ],
  [
    `a cycle among measures of several models`,
    `type A @model(source: "a", key: "id", shared: true) { id: ID! n: Decimal @measure(expr: "{B.n} + 1") }
type B @model(source: "b", key: "id", shared: true) { id: ID! n: Decimal @measure(expr: "{m} * 2") m: Decimal @measure(expr: "{A.n}") }`,
    `1:63 "n" is computed from itself: A.n → B.n → B.m → A.n → no cycle → Take one step out of the cycle`,
  ],
  [
    `a zone that nobody knows`,
    order(`placedAt: DateTime @time(zone: "Europe/Pris")`),
    `3:34 "zone" of @time has the wrong form → an IANA time zone such as "Europe/Paris" or "UTC" → Write "Europe/Paris"`,
  ],
  [
    `a zone of a date`,
    order(`day: Date @time(zone: "Europe/Paris")`),
    `3:25 @time gives "day" a zone, but it is a Date → a zone for a DateTime alone → Remove the zone: a date has none`,
  ],
  [
    `names that begin with an underscore`,
    `type _Order @model(source: "q", key: "id", shared: true) { id: ID! _day: Date }`,
    `1:6 "_Order" cannot be the name of a type: names that begin with "_" are Sluice's own → a name that the API leaves free → Rename the type`,
    `1:68 "_day" cannot be the name of a field: names that begin with "_" are Sluice's own → a name that the API leaves free → Rename the field and keep the column with @column(name: …)`,
  ],
  [
    `models whose root fields the API has itself`,
    ['Metric', 'Time', 'Not']
      .map((name) => `type ${name} @model(source: "q", key: "id", shared: true) { id: ID! }`)
      .join('\n'),
    `1:6 "Metric" cannot be the name of a type: the API has a field "metrics" of its own → a name that the API leaves free → Rename the type`,
    `2:6 "Time" cannot be the name of a type: the API has a field "time" of its own → a name that the API leaves free → Rename the type`,
    `3:6 "Not" cannot be the name of a type: the API has a field "not" of its own → a name that the API leaves free → Rename the type`,
  ],
  [
    `an enum with a name that the API makes for a model`,
    order(`x: Int`, `enum OrderTime { A } enum Month { A } enum CustomerMetricsMeasures { A }`),
    `10:6 "OrderTime" cannot be the name of a type: the API makes a type of that name for "Order" → a name that the API leaves free → Rename the type`,
    `10:27 "Month" cannot be the name of a type: the API has a type of that name → a name that the API leaves free → Rename the type`,
    `10:44 "CustomerMetricsMeasures" cannot be the name of a type: the API makes a type of that name for "Customer" → a name that the API leaves free → Rename the type`,
  ],
  [
    `a measure whose share takes a field's name`,
    order(`paidShare: Decimal paid: Int @measure(count: true)`),
    `3:22 The measure "paid" gives "Order" a field "paidShare", which it has already → names that differ → Rename one`,
  ],
]

test.each(cases)('%s is told', (_, sdl, ...faults) => {
  expect(told(sdl)).toEqual(faults)
})
