import { describe, expect, test } from '@jest/globals'
import { loadModels } from '../../src/model/index.ts'
import type { Dimension, Measure, Models } from '../../src/model/model.ts'
import { groupsFor, isCleared, isCut, leadsToCut, maskFor, rulesFor } from '../../src/model/rules.ts'

const lines = (...sdl: readonly string[]) => new Map([['schema/test.graphql', sdl.join('\n')]])

/** One line a fault: `line:column what → expected → cure`. */
function told(...sdl: readonly string[]): readonly string[] {
  return loadModels(lines(...sdl)).faults.map(
    ({ at, what, expected, cure }) => `${at.line}:${at.column} ${what} → ${expected} → ${cure}`,
  )
}

function modelsOf(...sdl: readonly string[]): Models {
  const { models, faults } = loadModels(lines(...sdl))
  expect(faults).toEqual([])
  return models
}

const customer = (fields: string, rules = '', on = 'Customer') =>
  `type ${on} @model(source: "shop.customers", key: "id", tenant: "tenant_id") ${rules} { id: ID! plan: String ${fields} }`

const order = (fields: string, rules = '') =>
  `type Order @model(source: "shop.orders", key: "id", tenant: "tenant_id") ${rules} {
  id: ID! amount: Decimal region: String day: Date @time at: DateTime @time note: JSON
  customer: Customer @link(from: "customer_id")
  ${fields}
}`

describe('@pii', () => {
  test('says of a dimension what it tells of a person, what stands in its place, and who sees it all the same', () => {
    const models = modelsOf(
      customer('email: String @pii(kind: EMAIL, mask: PARTIAL, clear: ["support", "admin"])'),
    )
    const email = models.byName.get('Customer')?.fields.get('email') as Dimension
    expect(email.pii).toEqual({ kind: 'EMAIL', mask: 'PARTIAL', clear: ['support', 'admin'] })
    expect(maskFor(email, ['analyst'])?.mask).toBe('PARTIAL')
    expect(maskFor(email, [])?.kind).toBe('EMAIL')
    expect(maskFor(email, ['analyst', 'support'])).toBeUndefined()
    expect(maskFor(email, undefined)).toBeUndefined()
    expect(models.roles).toEqual(['admin', 'support'])
  })

  test('without "clear" is for everybody, and with the mask NONE for nobody', () => {
    const models = modelsOf(
      customer('phone: String @pii(kind: PHONE, mask: HASH) city: String @pii(kind: ADDRESS, mask: NONE)'),
    )
    const field = (name: string) => models.byName.get('Customer')?.fields.get(name) as Dimension
    expect(maskFor(field('phone'), ['admin', 'support'])?.mask).toBe('HASH')
    expect(maskFor(field('city'), [])).toBeUndefined()
  })

  const textFault = (mask: string) =>
    `1:143 "born" is of type Date, but its mask ${mask} is a text → a String or an ID → Write mask: NULL`

  test.each([
    ['PARTIAL of a date', 'born: Date @pii(kind: BIRTHDATE, mask: PARTIAL)', textFault('PARTIAL')],
    ['HASH of a date', 'born: Date @pii(kind: BIRTHDATE, mask: HASH)', textFault('HASH')],
    ['TOKEN of a date', 'born: Date @pii(kind: BIRTHDATE, mask: TOKEN)', textFault('TOKEN')],
    [
      'NULL of what is never null',
      'name: String! @pii(kind: NAME, mask: NULL)',
      '1:141 "name" is never null, but its mask is NULL → String without "!" → Remove the "!", or choose another mask',
    ],
    [
      'a measure',
      'n: Int! @measure(count: true) @pii(kind: OTHER, mask: NULL)',
      '1:134 @pii stands on "n", which is a measure → a field that shows values of its own → Put it on the dimension that holds them',
    ],
    [
      'a link',
      'to: Customer @link(from: "plan") @pii(kind: OTHER, mask: NULL)',
      '1:137 @pii stands on "to", which is a link → a field that shows values of its own → Put it on the dimension that holds them',
    ],
    [
      'nobody whom it clears',
      'name: String @pii(kind: NAME, mask: HASH, clear: [])',
      '1:117 @pii clears no role → at least one role → Name a role, or leave "clear" out: then it clears nobody',
    ],
    [
      'a kind that nobody knows',
      'name: String @pii(kind: NAMES, mask: HASH)',
      '1:128 "kind" of @pii has the wrong form → one of EMAIL, PHONE, NAME, ADDRESS, BIRTHDATE, ID, OTHER, without quotes → Write NAME',
    ],
    [
      'a mask that nobody knows',
      'name: String @pii(kind: NAME, mask: HASHED)',
      '1:140 "mask" of @pii has the wrong form → one of PARTIAL, HASH, TOKEN, NULL, NONE, without quotes → Write HASH',
    ],
    [
      'no mask',
      'name: String @pii(kind: NAME)',
      '1:117 @pii has no "mask" → @pii(mask: …) → Add the argument "mask"',
    ],
    [
      'a field made of it that has none itself',
      'name: String @pii(kind: NAME, mask: HASH) short: String @sql(expr: "left({name}, 3)")',
      '1:177 "short" reads {name}, which is about a person, and has no @pii of its own → @pii on whatever is made of personal data → Add @pii(kind: NAME, mask: …), with mask: NONE where it identifies nobody',
    ],
  ])('is a fault with %s', (_, fields, fault) => {
    expect(told(customer(fields))).toEqual([fault])
  })

  test('is asked for again along links, and is answered by NONE or by what is made of NONE', () => {
    const email = 'email: String @pii(kind: EMAIL, mask: HASH)'
    const host = `host: String @sql(expr: "split_part({email}, '@', 2)") @pii(kind: EMAIL, mask: NONE)`
    expect(told(order('who: String @sql(expr: "lower({customer.email})")'), customer(email))).toEqual([
      '4:33 "who" reads {customer.email}, which is about a person, and has no @pii of its own → @pii on whatever is made of personal data → Add @pii(kind: EMAIL, mask: …), with mask: NONE where it identifies nobody',
    ])
    expect(
      told(
        order('host: String @sql(expr: "lower({customer.host})")'),
        customer(`${email} ${host} top: String @sql(expr: "right({host}, 3)")`),
      ),
    ).toEqual([])
  })

  test('holds for the column, whatever field of whatever model shows it', () => {
    expect(
      told(
        customer('email: String @pii(kind: EMAIL, mask: HASH) again: String @column(name: "email")'),
        customer('mail: String @column(name: "email")', '', 'Person'),
        customer('mail: String @column(name: "email")', '', 'Other').replace('shop.', 'other.'),
      ),
    ).toEqual([
      '1:148 "Customer.again" shows the column that "Customer.email" has @pii for → @pii on every field that shows such a value → Add @pii here too, with mask: NONE where it identifies nobody',
      '2:102 "Person.mail" shows the column that "Customer.email" has @pii for → @pii on every field that shows such a value → Add @pii here too, with mask: NONE where it identifies nobody',
    ])
  })

  test('holds for both ends of a link, which are the same, and is told once', () => {
    const visit = (mail: string) => `type Visit @model(source: "v", key: "id", tenant: "tenant_id") {
  id: ID!
  mail: ID ${mail}
  customer: Customer @link(from: "mail", to: "email")
}`
    const email = 'email: ID @pii(kind: EMAIL, mask: HASH) visits: [Visit!]! @link(from: "email", to: "mail")'
    expect(told(visit(''), customer(email))).toEqual([
      '3:3 "Visit.mail" shows what a link joins with "Customer.email", which has @pii → @pii on every field that shows such a value → Add @pii here too, with mask: NONE where it identifies nobody',
    ])
    expect(told(visit('@pii(kind: EMAIL, mask: HASH)'), customer(email))).toEqual([])
    expect(told(visit('@pii(kind: EMAIL, mask: NONE)'), customer(email))).toEqual([])
  })
})

describe('@rows', () => {
  const model = () =>
    modelsOf(
      order(
        '',
        `@rows(roles: ["sales"], where: "{region} = {claims.region}")
         @rows(roles: ["lead", "sales"], where: "{customer.plan} = any({claims.plans}) and {region} = {claims.region}")
         @rows(where: "{amount} < 10")`,
      ),
      customer(''),
    )

  test('add up: those that are for one of the roles, and those that are for everybody', () => {
    const { byName } = model()
    const orders = byName.get('Order') ?? { rows: [] }
    const texts = (roles?: readonly string[]) =>
      rulesFor(orders, roles)?.map(({ where }) => where.text.slice(0, 8))
    expect(texts(['sales'])).toEqual(['{region}', '{custome', '{amount}'])
    expect(texts(['lead', 'other'])).toEqual(['{custome', '{amount}'])
    expect(texts([])).toEqual(['{amount}'])
    expect(texts(undefined)).toBeUndefined()
    expect(rulesFor(byName.get('Customer') ?? { rows: [] }, [])).toBeUndefined()
  })

  test('leave no row to whom none is for', () => {
    const { byName } = modelsOf(order('', '@rows(roles: ["sales"], where: "true")'), customer(''))
    expect(rulesFor(byName.get('Order') ?? { rows: [] }, ['other'])).toEqual([])
  })

  test('say which roles and which claims a project knows', () => {
    const { roles, claims, byName } = model()
    expect(roles).toEqual(['lead', 'sales'])
    expect(claims).toEqual(['plans', 'region'])
    expect(byName.get('Order')?.rows.map(({ at }) => `${at.line}:${at.column}`)).toEqual([
      '1:74',
      '2:10',
      '3:10',
    ])
  })

  test.each([
    [
      'nobody',
      '@rows(roles: [], where: "true")',
      '1:74 @rows names no role → at least one role → Name a role, or leave "roles" out: then it is for everybody',
    ],
    [
      'no condition',
      '@rows(roles: ["a"])',
      '1:74 @rows has no "where" → @rows(where: …) → Add the argument "where"',
    ],
    [
      'SQL that reads elsewhere',
      '@rows(where: "exists (select 1)")',
      '1:96 "select" would read other rows → an expression over the row at hand → Reach another model with a link and a path, such as {customer.plan}',
    ],
    [
      'a field that there isn’t',
      '@rows(where: "{regoin} = 1")',
      '1:88 {regoin}: "Order" has no field "regoin" → one of the dimensions of Order: amount, at, day, id, note, region → Write "region"',
    ],
    [
      'claims without a name',
      '@rows(where: "{region} = {claims}")',
      '1:99 {claims} is no claim → one name after "claims", such as {claims.region} → Name a claim of the token',
    ],
    [
      'a claim inside of a claim',
      '@rows(where: "{region} = {claims.org.region}")',
      '1:99 {claims.org.region} is no claim → one name after "claims", such as {claims.region} → Name a claim of the token',
    ],
  ])('is a fault with %s', (_, rules, fault) => {
    expect(told(order('', rules), customer(''))).toEqual([fault])
  })

  test('alone read claims, and no field bears their name', () => {
    expect(
      told(order('own: Boolean @sql(expr: "{region} = {claims.region}") claims: Int'), customer('')),
    ).toEqual([
      `4:57 "claims" cannot be the name of a field: row rules read the claims of a token under that word → a name that the API leaves free → Rename the field and keep the column with @column(name: …)`,
      `4:39 {claims.region}: "claims" is no link → a path along to-one links → End the path at {claims}`,
    ])
    expect(told(order('own: Boolean @sql(expr: "{region} = {claims.region}")'), customer(''))).toEqual([
      `4:39 {claims.region}: only row rules read claims → fields of the model → Put the condition into @rows(where: …)`,
    ])
  })

  test('are why a link to one row is never required', () => {
    const fields = 'again: Customer! @link(from: "customer_id")'
    expect(told(order(fields), customer('', '@rows(where: "false")'))).toEqual([
      '4:10 The link "again" is required → a link that may be null: its row may be missing → Write Customer without "!"',
    ])
  })
})

describe('@minGroup', () => {
  test('says how large groups are, what is counted, what they are told by and for whom they are not', () => {
    const { byName, roles } = modelsOf(
      order(
        '',
        '@minGroup(size: 5, of: "{customer.id}", by: ["region", "customer.plan", "day"], clear: ["dpo"])',
      ),
      customer(''),
    )
    const groups = byName.get('Order')?.minGroup
    expect(groups).toMatchObject({ size: 5, by: ['region', 'customer.plan', 'day'], clear: ['dpo'] })
    expect(groups?.of?.text).toBe('{customer.id}')
    expect(roles).toEqual(['dpo'])
    const orders = byName.get('Order') ?? {}
    expect(groupsFor(orders, ['sales'])).toBe(groups)
    expect(groupsFor(orders, ['sales', 'dpo'])).toBeUndefined()
    expect(groupsFor(orders, undefined)).toBeUndefined()
    if (!groups) return
    expect([
      isCut(groups, ['region']),
      isCut(groups, ['amount']),
      isCut(groups, ['customer', 'plan']),
    ]).toEqual([true, false, true])
    expect([
      leadsToCut(groups, ['customer']),
      leadsToCut(groups, ['custom']),
      leadsToCut(groups, ['region']),
    ]).toEqual([true, false, false])
  })

  test.each([
    [
      'a group of one',
      'size: 1, by: ["region"]',
      '1:90 "size" of @minGroup has the wrong form → a whole number, 2 or more → Correct the value',
    ],
    [
      'a part of a person',
      'size: 2.5, by: ["region"]',
      '1:90 "size" of @minGroup has the wrong form → a whole number, 2 or more → Correct the value',
    ],
    [
      'no size',
      'by: ["region"]',
      '1:74 @minGroup has no "size" → @minGroup(size: …) → Add the argument "size"',
    ],
    [
      'nothing that groups are told by',
      'size: 5, by: []',
      '1:74 The small groups of "Order" are told by nothing → at least one dimension in "by" → Name what may be grouped by',
    ],
    [
      'nobody whom it clears',
      'size: 5, by: ["region"], clear: []',
      '1:74 @minGroup clears no role → at least one role → Name a role, or leave "clear" out: then it clears nobody',
    ],
    [
      'a time of day',
      'size: 5, by: ["at"]',
      `1:98 The small groups of "Order" are told by "at", a DateTime, of which each row may have its own → a dimension that rows share → Name a Date dimension that is cut, such as day: Date! @time @sql(expr: "{at}::date")`,
    ],
    [
      'what can’t be grouped by',
      'size: 5, by: ["note"]',
      '1:98 The small groups of "Order" are told by "note", which is a JSON → a dimension that can be grouped by → Name another',
    ],
    [
      'a measure',
      'size: 5, by: ["orderCount"]',
      '1:99 {orderCount}: "orderCount" is a measure → a dimension → Use its expression, or a measure with expr',
    ],
    [
      'a field that there isn’t',
      'size: 5, by: ["customer.plam"]',
      '1:99 {customer.plam}: "Customer" has no field "plam" → one of the dimensions of Customer: id, plan → Write "plan"',
    ],
    [
      'many rows',
      'size: 5, by: ["orders.region"]',
      '1:99 {orders.region}: "orders" leads to many rows → a path along to-one links → Declare the measure on Order',
    ],
    [
      'members that can’t be compared',
      'size: 5, of: "{note}", by: ["region"]',
      '1:97 The members of small groups are told by a value of type JSON, which cannot be compared → a value such as an ID → Name a key',
    ],
  ])('is a fault with %s', (_, groups, fault) => {
    const fields = 'orderCount: Int! @measure(count: true) orders: [Order!]! @link(to: "id")'
    expect(told(order(fields, `@minGroup(${groups})`), customer(''))).toEqual([fault])
  })

  const small = '@minGroup(size: 5, by: ["plan"])'

  test('can’t be told by another model’s small groups, nor by its own rows', () => {
    const rules = '@minGroup(size: 5, by: ["customer.plan", "before.region"])'
    expect(told(order('before: Order @link(from: "before_id")', rules), customer('', small))).toEqual([
      '1:98 The small groups of "Order" are told by "customer.plan" of Customer, whose rows are only told in groups → a path along models without @minGroup → Keep the column in the table itself',
      '1:115 The small groups of "Order" are told by "before.region" of Order, whose rows are only told in groups → a path along models without @minGroup → Keep the column in the table itself',
    ])
  })

  test('can’t be undone by a field of another model', () => {
    expect(told(order('plan: String @sql(expr: "upper({customer.plan})")'), customer('', small))).toEqual([
      '4:34 "plan" reads {customer.plan} of Customer, whose rows are only told in groups → models without @minGroup → Read the column where it can be seen, or make it a measure of Customer',
    ])
  })

  test('keeps the names of its types to itself', () => {
    const other = `type Order_customer @model(source: "o", key: "id", shared: true) @minGroup(size: 2, by: ["id"]) { id: ID! }`
    expect(told(order('', '@minGroup(size: 5, by: ["customer.plan"])'), customer(''), other)).toEqual([
      '7:6 Small groups of "Order" and of "Order_customer" give the API types of one name → names that differ → Rename one',
    ])
  })
})

describe('Who sees a measure', () => {
  const masked = 'email: String @pii(kind: EMAIL, mask: HASH, clear: ["support"])'
  const birth = 'born: Date @time @pii(kind: BIRTHDATE, mask: NULL, clear: ["dpo", "support"])'

  function clears(models: Models, model: string): Readonly<Record<string, unknown>> {
    const fields = [...(models.byName.get(model)?.fields.values() ?? [])]
    return Object.fromEntries(
      fields
        .filter((field): field is Measure => field.is === 'measure')
        .map(({ name, clears }) => [name, clears]),
    )
  }

  test('is told by every masked dimension that it reads, however far away', () => {
    const models = modelsOf(
      order(`orderCount: Int! @measure(count: true)
        people: Int! @measure(countDistinct: "{customer.email}")
        known: Int! @measure(count: true, where: "{customer.email} is not null")
        both: Decimal @measure(expr: "{people} / {Customer.oldest}")
        rest: Decimal @measure(expr: "{orderCount} * 2")`),
      customer(`${masked} ${birth}
        oldest: Int! @measure(count: true, where: "{born} < '1950-01-01'")
        signed: Decimal @measure(conversion: {per: "{email}", at: "born", to: "Order", toPer: "{customer.email}", toAt: "day", within: "P1D"})`),
    )
    expect(clears(models, 'Order')).toEqual({
      orderCount: [],
      people: [['support']],
      known: [['support']],
      both: [['support'], ['dpo', 'support']],
      rest: [],
    })
    expect(clears(models, 'Customer')).toEqual({
      oldest: [['dpo', 'support']],
      signed: [['support'], ['dpo', 'support']],
    })
    const both = models.byName.get('Order')?.fields.get('both') as Measure
    expect([[], ['dpo'], ['support'], ['dpo', 'support']].map((roles) => isCleared(both, roles))).toEqual([
      false,
      false,
      true,
      true,
    ])
    expect(isCleared(both, undefined)).toBe(true)
  })

  test('is everybody where its author says that it is computed over masked values', () => {
    const models = modelsOf(
      order(`people: Int! @measure(countDistinct: "{customer.email}", overMasked: COMPUTE)
        asked: Int! @measure(countDistinct: "{customer.email}", overMasked: REFUSE)
        twice: Decimal @measure(expr: "{people} * 2")
        all: Decimal @measure(expr: "{asked} * 2", overMasked: COMPUTE)`),
      customer(masked),
    )
    expect(clears(models, 'Order')).toEqual({ people: [], asked: [['support']], twice: [], all: [] })
    const fault =
      '4:72 "overMasked" of @measure has the wrong form → one of REFUSE, COMPUTE, without quotes → Write COMPUTE'
    expect(
      told(
        order('people: Int! @measure(countDistinct: "{customer.email}", overMasked: COMPUT)'),
        customer(masked),
      ),
    ).toEqual([fault])
  })

  test('is who sees the rows, where it tells of one, or reads rows that are only told in groups', () => {
    const groups = '@minGroup(size: 5, by: ["region", "day"], clear: ["dpo"])'
    const models = modelsOf(
      order(
        `revenue: Decimal @measure(sum: "{amount}") mean: Decimal @measure(avg: "{amount}")
        least: Decimal @measure(min: "{amount}") most: Decimal @measure(max: "{amount}")
        middle: Decimal @measure(median: "{amount}") high: Decimal @measure(percentile: "{amount}", p: 0.9)
        spread: Decimal @measure(expr: "{most} - {mean}") half: Decimal @measure(expr: "{revenue} / 2")
        soFar: Decimal @measure(sum: "{amount}", cumulative: {over: "day"})
        lately: Decimal @measure(sum: "{amount}", cumulative: {over: "at", window: "P1D"})`,
        groups,
      ),
      customer(`perHead: Decimal @measure(expr: "{Order.revenue} / {customerCount}") customerCount: Int! @measure(count: true)
        bought: Decimal @measure(conversion: {per: "{id}", at: "since", to: "Order", toPer: "{customer.id}", toAt: "day", within: "P1D"}) since: Date @time`),
      `type Item @model(source: "shop.items", key: "id", tenant: "order.tenant_id") { id: ID!
        order: Order @link(from: "order_id") worth: Decimal @measure(sum: "{order.amount}") itemCount: Int! @measure(count: true) }`,
    )
    const dpo = [['dpo']]
    expect(clears(models, 'Order')).toEqual({
      revenue: [],
      mean: [],
      least: dpo,
      most: dpo,
      middle: dpo,
      high: dpo,
      spread: dpo,
      half: [],
      soFar: [],
      lately: dpo,
    })
    expect(clears(models, 'Customer')).toEqual({ perHead: dpo, customerCount: [], bought: dpo })
    expect(clears(models, 'Item')).toEqual({ worth: dpo, itemCount: [] })
  })

  test('is told for balances: the first and the last are a row’s, and means of periods can be solved for one', () => {
    const balance = (take: string) =>
      `${take.toLowerCase()}: Decimal @measure(sum: "{gb}", semiAdditive: {over: "day", take: ${take}})`
    const models = modelsOf(
      `type Usage @model(source: "usage", key: ["shop", "day"], tenant: "tenant_id") @minGroup(size: 3, by: ["day"]) {
        shop: ID! day: Date! @time gb: Decimal ${['FIRST', 'LAST', 'AVG'].map(balance).join(' ')} }`,
    )
    expect(clears(models, 'Usage')).toEqual({ first: [[]], last: [[]], avg: [[]] })
  })

  test('takes no time to find, however often a formula names a measure', () => {
    const chain = Array.from(
      { length: 60 },
      (_, i) => `m${i + 1}: Decimal @measure(expr: "{m${i}} + {m${i}}")`,
    )
    const models = modelsOf(
      customer(`${masked} m0: Int! @measure(countDistinct: "{email}") ${chain.join(' ')}`),
    )
    expect(clears(models, 'Customer')['m60']).toEqual([['support']])
  })
})
