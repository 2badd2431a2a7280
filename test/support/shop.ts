import { inspect } from 'node:util'
import { parse, type OperationDefinitionNode } from 'graphql'
import { getVariableValues } from 'graphql/execution/values.js'
import { validate } from 'graphql'
import { randomBytes } from 'node:crypto'
import { apiSchema, readOperation } from '../../src/documents/index.ts'
import { createEngine, type Compiled, type Engine } from '../../src/engine/index.ts'
import { loadModels } from '../../src/model/index.ts'
import type { Models } from '../../src/model/model.ts'
import { openScope, type Scope } from '../../src/tenant/scope.ts'
import type { Warehouse } from '../../src/warehouses/contract.ts'
import { freshDatabase, template, type FreshDatabase } from './database.ts'
import { openGuarded } from './warehouse.ts'
import { run } from './sql.ts'

/** A small shop with every trap: nulls, ties, a path-tenanted table, a self link, a view, keys that two tenants share. */
export const shopSchema = `
type Customer @model(source: "shop.customers", key: "customer_id", tenant: "tenant_id") {
  id: ID! @column(name: "customer_id")
  name: String!
  plan: Plan!
  region: String
  referrer: Customer @link(from: "referrer_id")
  orders: [Order!]! @link(to: "customer_id")
  items: [OrderItem!]! @link(along: "order.customer")
  customerCount: Int! @measure(count: true)
}
enum Plan { FREE PRO TEAM }

"A purchase."
type Order @model(source: "shop.orders", key: "order_id", tenant: "tenant_id") {
  id: ID! @column(name: "order_id")
  placedAt: DateTime! @time
  dueOn: Date @time
  status: OrderStatus!
  amount: Decimal! @allow(roles: ["analyst"])
  big: BigInt
  note: String
  large: Boolean! @sql(expr: "{amount} >= 500")
  customer: Customer @link(from: "customer_id")
  items: [OrderItem!]! @link(to: "order_id")
  revenue: Decimal @measure(sum: "{amount}", where: "{status} = 'PAID'", unit: "USD")
  orderCount: Int! @measure(count: true)
  buyers: Int! @measure(countDistinct: "{customer.id}")
  averageOrder: Decimal @measure(expr: "{revenue} / {orderCount}")
  proRevenue: Decimal @measure(sum: "{amount}", where: "{customer.plan} = 'PRO'")
}
enum OrderStatus { PENDING PAID REFUNDED }

"Only its order says whose it is."
type OrderItem @model(source: "shop.order_items", key: ["order_id", "line"], tenant: "order.tenant_id") {
  orderId: ID!
  line: Int!
  sku: String!
  quantity: Int!
  order: Order @link(from: "order_id")
  product: Product @link(from: "sku")
  units: BigInt @measure(sum: "{quantity}")
}

type Product @model(source: "shop.products", key: "sku", shared: true) {
  sku: ID!
  title: String!
  category: String
}
`

/** Its tables, without a row. */
export const shopTables = `
create schema shop;
create table shop.customers (tenant_id text not null, customer_id int primary key, name text not null, plan text not null, region text, referrer_id int references shop.customers);
create type shop.order_status as enum ('PENDING', 'PAID', 'REFUNDED');
create table shop.orders (tenant_id text not null, order_id bigint primary key, customer_id int references shop.customers, placed_at timestamptz not null, due_on date, status shop.order_status not null, amount numeric(30, 4) not null, big bigint, note text);
create table shop.products (sku text primary key, title text not null, category text);
create table shop.order_items (order_id bigint not null references shop.orders, line int not null, sku text not null references shop.products, quantity int not null, primary key (order_id, line));
`

const products = `insert into shop.products values ('A1', 'Anvil', 'tools'), ('B2', 'Brush', 'tools'), ('C3', 'Cup', null);`

/** `i` is the tenant's place: its numbers live in digits of their own, so that a foreign row shows inside a sum. */
function rowsOf(tenant: string, i: number): string {
  const id = (n: number) => i * 1000 + n
  const unit = 1000 ** i
  const customers = [
    [1, 'Ada', 'PRO', `'north'`, 'null'],
    [2, "Bo'b \\\\", 'FREE', 'null', id(1)],
    [3, 'Cyd', 'PRO', `'south'`, id(1)],
    [4, 'Dee', 'TEAM', 'null', 'null'],
  ].map(
    ([n, name, plan, region, referrer]) =>
      `('${tenant}', ${id(Number(n))}, '${tenant}:${String(name).replaceAll("'", "''")}', '${plan}', ${region}, ${referrer})`,
  )
  const orders = [
    [1, id(1), '2026-01-10T10:00:00Z', `'2026-01-20'`, 'PAID', 10, 'null', `'first'`],
    [2, id(1), '2026-01-31T23:30:00Z', 'null', 'PAID', 20, '9007199254740993', 'null'],
    [3, id(2), '2026-02-10T10:00:00.123456Z', `'2026-02-20'`, 'REFUNDED', 30, 'null', `'50%_off \\'`],
    [4, id(3), '2026-02-10T10:00:00.123456Z', `'2026-02-20'`, 'PAID', 600, '1', 'null'],
    [5, 'null', '2026-03-29T00:30:00Z', 'null', 'PENDING', 50, 'null', `'last'`],
  ].map(
    ([n, customer, at, due, status, amount, big, note]) =>
      `('${tenant}', ${id(Number(n))}, ${customer}, '${at}', ${due}, '${status}', ${BigInt(Number(amount)) * BigInt(unit)}.25, ${big}, ${note})`,
  )
  const items = [
    [1, 1, 'A1', 2],
    [1, 2, 'B2', 1],
    [2, 1, 'A1', 5],
    [4, 1, 'C3', 1],
    [4, 2, 'A1', 1],
  ].map(
    ([order, line, sku, quantity]) => `(${id(Number(order))}, ${line}, '${sku}', ${Number(quantity) * unit})`,
  )
  return `insert into shop.customers values ${customers.join(', ')};
insert into shop.orders values ${orders.join(', ')};
insert into shop.order_items values ${items.join(', ')};`
}

export const shopTenants = ['acme', 'globex']

export interface Shop {
  readonly database: FreshDatabase
  readonly models: Models
  readonly engine: Engine
  readonly warehouse: Warehouse
  scope(tenant: string, roles?: readonly string[]): Promise<Scope>
  compile(
    text: string,
    roles?: readonly string[],
    variables?: Record<string, unknown>,
  ): readonly { as: string; compiled: Compiled }[]
  /** The answer of a request, as apps get it: `data` parsed, or the first error's message. */
  ask(
    tenant: string,
    text: string,
    variables?: Record<string, unknown>,
    roles?: readonly string[],
  ): Promise<Record<string, any>>
  close(): Promise<void>
}

export async function openShop(now = new Date('2026-03-30T12:00:00Z')): Promise<Shop> {
  const filled = await template('shop', async (url) => {
    await run(url, [shopTables, products, ...shopTenants.map(rowsOf)].join('\n'))
  })
  const database = await freshDatabase(filled)
  const { models, faults } = loadModels(new Map([['schema/shop.graphql', shopSchema]]))
  if (faults.length > 0) throw new Error(JSON.stringify(faults, null, 1))
  const warehouse = await openGuarded(database, models)
  const engine = createEngine({
    models,
    warehouses: new Map([['default', warehouse]]),
    cursorKey: randomBytes(32),
  })
  const directory = { knows: async (tenant: string) => shopTenants.includes(tenant) }

  const shop: Shop = {
    database,
    models,
    engine,
    warehouse,
    scope: (tenant, roles = []) => openScope({ tenant, roles, claims: {} }, directory),
    compile(text, roles = [], given = {}) {
      const schema = apiSchema(models, roles)
      const document = parse(text)
      const [fault] = validate(schema, document)
      if (fault) throw fault
      const operation = document.definitions[0] as OperationDefinitionNode
      const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], given)
      if (errors?.[0]) throw errors[0]
      const roots = readOperation(models, schema, document, operation, coerced ?? {}).filter(
        (root) => root.is === 'query',
      )
      const compiled = engine.compileAll(
        roots.map(({ query }) => query),
        { scope: 'tenant', roles },
      )
      return compiled.map((one, i) => ({ as: roots[i]?.as ?? '', compiled: one }))
    },
    async ask(tenant, text, variables = {}, roles = []) {
      const scope = await shop.scope(tenant, roles)
      const roots = shop.compile(text, roles, variables)
      const document = parse(text)
      const schema = apiSchema(models, roles)
      const operation = document.definitions[0] as OperationDefinitionNode
      const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables)
      const answers = await engine.run(
        scope,
        roots.map(({ compiled }) => compiled),
        { variables: coerced ?? {}, now },
      )
      return Object.fromEntries(
        roots.map(({ as }, i) => {
          const answer = answers[i]
          return [
            as,
            answer?.is === 'json'
              ? JSON.parse(answer.text)
              : { error: answer?.error.message, cause: inspect(answer?.error.parts.cause) },
          ]
        }),
      )
    },
    async close() {
      await warehouse.close()
      await database.drop()
    },
  }
  return shop
}
