import { describe, expect, test } from '@jest/globals'
import { execute, getNamedType, isObjectType, parse, validate, type GraphQLSchema } from 'graphql'
import { catalogOf, type Catalog } from '../../src/catalog/catalog.ts'
import { apiSchema } from '../../src/documents/index.ts'
import { loadModels } from '../../src/model/index.ts'

const schema = `
"Who buys."
type Customer @model(source: "shop.customers", key: "customer_id", tenant: "tenant_id") @owner(team: "sales") {
  id: ID! @column(name: "customer_id")
  plan: Plan!
  email: String @allow(roles: ["support"])
  orders: [Order!]! @link(to: "customer_id")
  customerCount: Int! @measure(count: true)
}
enum Plan { FREE PRO }

"A purchase."
type Order @model(source: "shop.orders", key: "order_id", tenant: "customer.tenant_id")
  @owner(team: "commerce", contact: "commerce@example.com")
  @freshness(column: "loaded_at", warn: "PT1H", fail: "P1D") {
  id: ID! @column(name: "order_id")
  placedAt: DateTime! @time
  status: String! @deprecated(reason: "Use state.")
  amount: Decimal! @allow(roles: ["analyst"])
  large: Boolean! @sql(expr: "{amount} >= 500")
  late: Boolean! @sql(expr: "{placedAt} < now() - interval '1 day'")
  customer: Customer @link(from: "customer_id")
  margin: Margin @link(from: "order_id")
  "Paid revenue."
  revenue: Decimal @measure(sum: "{amount}", where: "{status} = 'PAID'", unit: "USD")
  orderCount: Int! @measure(count: true)
  buyers: Int! @measure(countDistinct: "{customer.id}")
  average: Decimal @measure(expr: "{revenue} / {orderCount}")
  ninetieth: Decimal @measure(percentile: "{amount}", p: 0.9)
  soFar: BigInt! @measure(count: true, cumulative: { over: "placedAt", toDate: MONTH })
  lately: BigInt! @measure(count: true, where: "{late}", cumulative: { over: "placedAt", window: "P7D" })
  again: Int! @measure(
    conversion: { per: "{customer.id}", at: "placedAt", toWhere: "{status} = 'PAID'", within: "P30D", take: COUNT }
  )
}
type Margin @model(sql: "select * from shop.margins where not void", key: "order_id", tenant: "tenant_id") @allow(roles: ["finance"]) {
  id: ID! @column(name: "order_id")
  margin: Decimal
  marginSum: Decimal @measure(sum: "{margin}")
}
type Country @model(source: "countries", key: "code", shared: true) {
  code: ID!
}
`

const { models, faults } = loadModels(new Map([['schema/shop.graphql', schema]]))

const everyone = { roles: models.roles, sources: true }
const nobody = { roles: [], sources: false }

function modelIn(catalog: Catalog, name: string) {
  const model = catalog.model({ name })
  if (!model) throw new Error(`no ${name} in the catalog`)
  return model
}

function dimensionIn(catalog: Catalog, model: string, name: string) {
  return modelIn(catalog, model).dimensions.find((one) => one.name === name)
}

function measureIn(catalog: Catalog, model: string, name: string) {
  return modelIn(catalog, model).measures.find((one) => one.name === name)
}

describe('the catalog', () => {
  const all = catalogOf(models, everyone)

  test('is made of models without a fault', () => {
    expect(faults).toEqual([])
  })

  test('tells of a model whose it is, how fresh it ought to be, and where the API has it', () => {
    expect(modelIn(all, 'Order')).toMatchObject({
      description: 'A purchase.',
      owner: { team: 'commerce', contact: 'commerce@example.com' },
      source: 'shop.orders',
      key: ['id'],
      tenancy: 'OWN',
      freshness: { column: 'loaded_at', warn: 'PT1H', fail: 'P1D' },
      apiNames: { one: 'order', many: 'orders', metrics: 'orderMetrics' },
    })
    expect(modelIn(all, 'Country')).toMatchObject({
      description: null,
      owner: null,
      source: 'countries',
      tenancy: 'SHARED',
      freshness: null,
      apiNames: { one: 'country', many: 'countries', metrics: null },
    })
    expect(modelIn(all, 'Margin').source).toBe('select * from shop.margins where not void')
  })

  test('tells of a dimension its type, whether it is time, and that it is deprecated', () => {
    expect(dimensionIn(all, 'Customer', 'plan')).toMatchObject({ type: 'Plan', enum: 'Plan', time: false })
    expect(dimensionIn(all, 'Order', 'placedAt')).toMatchObject({
      type: 'DateTime',
      time: true,
      required: true,
    })
    expect(dimensionIn(all, 'Order', 'status')).toMatchObject({ deprecated: 'Use state.' })
  })

  test('tells of a measure its unit, how it is computed, and whether it adds up', () => {
    expect(measureIn(all, 'Order', 'revenue')).toMatchObject({
      kind: 'sum',
      unit: 'USD',
      additive: true,
      definition: "sum({amount}) where {status} = 'PAID'",
    })
    expect(measureIn(all, 'Order', 'buyers')).toMatchObject({ additive: false })
    expect(measureIn(all, 'Order', 'average')).toMatchObject({
      kind: 'expr',
      additive: false,
      definition: '{revenue} / {orderCount}',
    })
  })

  test.each([
    ['ninetieth', 'percentile({amount}, 0.9)'],
    ['soFar', 'count() cumulative over {placedAt} to date by month'],
    ['lately', 'count() where {late} cumulative over {placedAt} window P7D'],
    [
      'again',
      "count of {customer.id} from {placedAt} to Order of {customer.id} at {placedAt} where {status} = 'PAID' within P30D",
    ],
  ])('tells how %s is computed, and that it doesn’t add up', (name, definition) => {
    expect(measureIn(all, 'Order', name)).toMatchObject({ definition, additive: false })
  })

  test('tells where a measure comes from, down to table and column', () => {
    expect(measureIn(all, 'Order', 'revenue')?.lineage).toEqual([
      { use: 'VALUE', direct: true, model: 'Order', field: 'amount', table: 'shop.orders', column: 'amount' },
      {
        use: 'FILTER',
        direct: true,
        model: 'Order',
        field: 'status',
        table: 'shop.orders',
        column: 'status',
      },
    ])
    expect(dimensionIn(all, 'Order', 'amount')?.lineage).toEqual([
      { use: 'VALUE', direct: true, model: 'Order', field: null, table: 'shop.orders', column: 'amount' },
    ])
    expect(measureIn(all, 'Order', 'orderCount')?.lineage).toEqual([
      { use: 'VALUE', direct: true, model: 'Order', field: null, table: 'shop.orders', column: null },
    ])
  })
})

describe('the catalog of a role', () => {
  const plain = catalogOf(models, nobody)
  const text = JSON.stringify(plain)

  test('names no hidden model, no hidden field, no link to a hidden model, and no role', () => {
    expect(plain.models.map(({ name }) => name)).toEqual(['Customer', 'Order', 'Country'])
    expect(plain.model({ name: 'Margin' })).toBeNull()
    expect(text).not.toMatch(/amount|margin|email|analyst|finance|support/i)
  })

  test('says no way of computing that names a hidden field, though its result is for everybody', () => {
    const readers = catalogOf(models, { roles: [], sources: true })
    for (const name of ['large', 'late'])
      expect(dimensionIn(plain, 'Order', name)).toMatchObject({ definition: null })
    expect(dimensionIn(readers, 'Order', 'late')?.definition).toContain('{placedAt} < now()')
    expect(dimensionIn(readers, 'Order', 'large')).toMatchObject({ definition: null, lineage: [] })
    expect(measureIn(readers, 'Order', 'revenue')?.definition).toBeNull()
    expect(JSON.stringify(readers)).not.toMatch(/amount|margin|email/i)
  })

  test('shows arithmetic over measures to everybody who sees them', () => {
    expect(measureIn(plain, 'Order', 'average')?.definition).toBe('{revenue} / {orderCount}')
  })

  test('without sources has no table, no column and no SQL', () => {
    const analyst = catalogOf(models, { roles: models.roles, sources: false })
    const held = JSON.stringify(analyst)
    expect(held).not.toMatch(/shop\.|_id|loaded_at|placed_at|select|now\(\)|'PAID'/)
    expect(measureIn(analyst, 'Order', 'revenue')?.lineage).toEqual([
      { use: 'VALUE', direct: true, model: 'Order', field: 'amount', table: null, column: null },
      { use: 'FILTER', direct: true, model: 'Order', field: 'status', table: null, column: null },
    ])
    expect(modelIn(analyst, 'Order').freshness).toEqual({ column: null, warn: 'PT1H', fail: 'P1D' })
  })

  test.each([[[]], [['analyst']], [['finance']], [['support', 'analyst']], [models.roles]])(
    'has what the API schema of %j has, no more and no less',
    (roles) => {
      const api = apiSchema(models, roles)
      const catalog = catalogOf(models, { roles, sources: false })
      const roots = catalog.models.flatMap(({ apiNames }) =>
        Object.values(apiNames).filter((name) => name !== null),
      )
      const listed = Object.keys(api.getQueryType()?.getFields() ?? {})
      expect(listed.filter((name) => name !== '_catalog' && name !== 'metrics').sort()).toEqual(roots.sort())
      for (const { name, dimensions, links } of catalog.models) {
        const fields = fieldsOf(api, name).filter((field) => !field.endsWith('Metrics'))
        expect([...dimensions, ...links].map((field) => field.name).sort()).toEqual(fields.sort())
      }
    },
  )
})

function fieldsOf(api: GraphQLSchema, name: string): string[] {
  const type = api.getType(name)
  return isObjectType(type) ? Object.keys(type.getFields()) : []
}

describe('the type of `_catalog`', () => {
  const api = apiSchema(models, models.roles)

  /** Every field of a type, and below each those of its own type. */
  function everything(type: string): string {
    const object = api.getType(type)
    if (!isObjectType(object)) return ''
    const fields = Object.values(object.getFields()).map(({ name, type: of, args }) => {
      const given = args.length > 0 ? '(name: "Order")' : ''
      return `${name}${given} ${everything(getNamedType(of).name)}`
    })
    return `{ ${fields.join(' ')} }`
  }

  test('has a field for all that the catalog says, and asks for nothing that isn’t there', () => {
    const document = parse(`{ _catalog ${everything('_Catalog')} }`)
    expect(validate(api, document)).toEqual([])
    const catalog = catalogOf(models, everyone)
    const answer = execute({ schema: api, document, rootValue: { _catalog: catalog } })
    expect(answer).toEqual({
      data: { _catalog: { models: catalog.models, model: catalog.model({ name: 'Order' }) } },
    })
  })

  test('leaves every name to the models, but those that begin with "_"', () => {
    const own = Object.keys(api.getTypeMap()).filter((name) => name.startsWith('_') && !name.startsWith('__'))
    expect(own.length).toBeGreaterThan(8)
    const text = `type Catalog @model(source: "c", key: "id", tenant: "t") { id: ID! }
type CatalogModel @model(source: "c", key: "id", tenant: "t") { id: ID! }`
    expect(loadModels(new Map([['schema/c.graphql', text]])).faults).toEqual([])
  })
})

describe('what the catalog says of data rules', () => {
  const sdl = `
type Ticket @model(source: "shop.tickets", key: "id", tenant: "tenant_id")
  @rows(roles: ["sales"], where: "{topic} <> 'rows-of-others' and {topic} = {claims.topic}")
  @minGroup(size: 4, of: "{customer.email}", by: ["topic", "customer.plan", "customer.rank"], clear: ["dpo"]) {
  id: ID! topic: String @pii(kind: OTHER, mask: NONE) text: String
  customer: Customer @link(from: "customer_id")
  ticketCount: Int! @measure(count: true) longest: String @measure(max: "{text}")
}
type Customer @model(source: "shop.customers", key: "email", tenant: "tenant_id") {
  email: ID! @pii(kind: EMAIL, mask: TOKEN, clear: ["support"]) plan: String rank: Int @allow(roles: ["dpo"])
  tickets: [Ticket!]! @link(to: "customer_id")
  mails: Int! @measure(countDistinct: "{email}")
}`
  const loaded = loadModels(new Map([['schema/tickets.graphql', sdl]]))
  const catalogFor = (...roles: readonly string[]) => catalogOf(loaded.models, { roles, sources: true })
  const shown = (model: string, roles: readonly string[]) => {
    const { dimensions, measures, links } = modelIn(catalogFor(...roles), model)
    return [...dimensions, ...measures, ...links].map(({ name }) => name)
  }

  test('is what a field tells of a person, its mask, and whether the asker sees that', () => {
    expect(loaded.faults).toEqual([])
    const email = { pii: { kind: 'EMAIL', mask: 'TOKEN' } }
    expect(dimensionIn(catalogFor(), 'Customer', 'email')).toMatchObject({ ...email, masked: true })
    expect(dimensionIn(catalogFor('support'), 'Customer', 'email')).toMatchObject({ ...email, masked: false })
    expect(dimensionIn(catalogFor(), 'Customer', 'plan')).toMatchObject({ pii: null, masked: false })
    expect(dimensionIn(catalogFor(), 'Ticket', 'topic')).toMatchObject({
      pii: { kind: 'OTHER', mask: 'NONE' },
      masked: false,
    })
  })

  test('is no measure over masked values, and no look-up by a masked key', () => {
    expect(shown('Customer', [])).toEqual(['email', 'plan'])
    expect(shown('Customer', ['support'])).toEqual(['email', 'plan', 'mails'])
    expect(modelIn(catalogFor(), 'Customer')).toMatchObject({
      key: ['email'],
      apiNames: { one: null, many: 'customers' },
    })
    expect(modelIn(catalogFor('support'), 'Customer').apiNames.one).toBe('customer')
  })

  test('is that there are row rules, and to nobody what they say', () => {
    expect(modelIn(catalogFor(), 'Ticket').rowRules).toBe(true)
    expect(modelIn(catalogFor(), 'Customer').rowRules).toBe(false)
    expect(JSON.stringify(catalogFor('dpo', 'sales', 'support'))).not.toMatch(
      /rows-of-others|claims|sales|dpo/,
    )
  })

  test('is in what groups a model is told, by what of it the asker sees, and whether that is for him', () => {
    expect(modelIn(catalogFor(), 'Ticket').minGroup).toEqual({
      size: 4,
      by: ['topic', 'customer.plan'],
      holds: true,
    })
    expect(modelIn(catalogFor('dpo'), 'Ticket').minGroup).toEqual({
      size: 4,
      by: ['topic', 'customer.plan', 'customer.rank'],
      holds: false,
    })
    expect(modelIn(catalogFor(), 'Customer').minGroup).toBeNull()
  })

  test('is of a model that is told in groups what the API has of it', () => {
    expect(shown('Ticket', [])).toEqual(['topic', 'ticketCount', 'customer'])
    expect(shown('Ticket', ['dpo'])).toEqual(['id', 'topic', 'text', 'ticketCount', 'longest', 'customer'])
    expect(modelIn(catalogFor(), 'Ticket')).toMatchObject({
      key: null,
      apiNames: { one: null, many: null, metrics: 'ticketMetrics' },
    })
  })

  test.each([[[]], [['support']], [['dpo']], [['dpo', 'sales', 'support']]])(
    'has for %j the root fields that its API has',
    (roles) => {
      const api = apiSchema(loaded.models, roles)
      const listed = Object.keys(api.getQueryType()?.getFields() ?? {})
      const roots = catalogFor(...roles).models.flatMap(({ apiNames }) =>
        Object.values(apiNames).filter((name) => name !== null),
      )
      expect(listed.filter((name) => name !== '_catalog' && name !== 'metrics').sort()).toEqual(roots.sort())
    },
  )
})
