import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse, printSchema, validate, type OperationDefinitionNode } from 'graphql'
import { catalogOf } from '../../../src/catalog/catalog.ts'
import { apiSchema, readOperation } from '../../../src/documents/index.ts'
import { createEngine, type Engine } from '../../../src/engine/index.ts'
import { loadModels } from '../../../src/model/index.ts'
import type { Models } from '../../../src/model/model.ts'
import { openApi } from '../../serve/api.ts'
import { openShop, type Shop } from '../../support/shop.ts'

/** What only an auditor sees stands before, beside and behind what everybody sees: times, measures, links, a model. */
const schema = `
type Order @model(source: "shop.orders", key: "order_id", tenant: "tenant_id") {
  id: ID! @column(name: "order_id")
  secretAt: DateTime @time @column(name: "placed_at") @allow(roles: ["auditor"])
  dueOn: Date @time
  status: String!
  secretAmount: Decimal! @column(name: "amount") @allow(roles: ["auditor"])
  secretNote: String @column(name: "note") @allow(roles: ["auditor"])
  customer: Customer @link(from: "customer_id")
  secretCustomer: Customer @link(from: "customer_id") @allow(roles: ["auditor"])
  secret: Secret @link(from: "customer_id")
  orderCount: Int! @measure(count: true)
  secretEver: Decimal @measure(sum: "{secretAmount}", cumulative: {over: "secretAt"}) @allow(roles: ["auditor"])
  secretRevenue: Decimal @measure(sum: "{secretAmount}") @allow(roles: ["auditor"])
  ratio: Decimal @measure(expr: "{secretEver} / {orderCount}")
  average: Decimal @measure(expr: "{secretRevenue} / {orderCount}")
  secretly: Decimal @measure(expr: "{orderCount} / {Secret.secretCount}")
  hush: Decimal @measure(expr: "{SecretSale.secretOrders} + {orderCount}")
  itemwise: Decimal @measure(expr: "{SecretLine.lineCount} / {orderCount}")
}
type Customer @model(source: "shop.customers", key: "customer_id", tenant: "tenant_id") {
  id: ID! @column(name: "customer_id")
  plan: String!
  orders: [Order!]! @link(to: "customer_id")
  customerCount: Int! @measure(count: true)
}
type Secret @model(source: "shop.customers", key: "customer_id", tenant: "tenant_id") @allow(roles: ["auditor"]) {
  id: ID! @column(name: "customer_id")
  region: String
  secretCount: Int! @measure(count: true)
}
type SecretLine @model(source: "shop.order_items", key: ["order_id", "line"], tenant: "order.tenant_id") @allow(roles: ["auditor"]) {
  orderId: ID!
  line: Int!
  order: Order @link(from: "order_id")
  secondOrder: Order @link(from: "order_id")
  lineCount: Int! @measure(count: true)
}
type SecretSale @model(source: "shop.orders", key: "order_id", tenant: "tenant_id") @freshness(column: "placed_at", warn: "P1D") @allow(roles: ["auditor"]) {
  id: ID! @column(name: "order_id")
  secretOrders: Int! @measure(count: true)
}
`

let shop: Shop
let models: Models
let engine: Engine
beforeAll(async () => {
  shop = await openShop()
  const loaded = loadModels(new Map([['schema/shop.graphql', schema]]))
  if (loaded.faults.length > 0) throw new TypeError(JSON.stringify(loaded.faults))
  models = loaded.models
  engine = createEngine({
    models,
    warehouses: new Map([['default', shop.warehouse]]),
    cursorKey: randomBytes(32),
  })
})
afterAll(() => shop?.close())

/** The answer, or what stands in its place: everything that an asker with these roles gets to read. */
async function told(text: string, roles: readonly string[] = []): Promise<string> {
  const api = apiSchema(models, roles)
  const document = parse(text)
  const faults = validate(api, document, undefined, { hideSuggestions: true })
  if (faults.length > 0) return faults.map(({ message }) => message).join('\n')
  try {
    const operation = document.definitions[0] as OperationDefinitionNode
    const queries = readOperation(models, api, document, operation, {}).flatMap((root) =>
      root.is === 'query' ? [root.query] : [],
    )
    const compiled = engine.compileAll(queries, { scope: 'tenant', roles })
    const answers = await engine.run(await shop.scope('acme', roles), compiled, {
      variables: {},
      now: new Date('2026-03-30T12:00:00Z'),
    })
    return answers.map((answer) => (answer.is === 'json' ? answer.text : answer.error.message)).join('\n')
  } catch (error) {
    return (error as Error).message
  }
}

describe('A time that roles don’t see', () => {
  test('is not the time of "metrics", though it is the model’s first', async () => {
    const query = '{ metrics { rows { time(by: DAY) orderMetrics { orderCount } } } }'
    expect(await told(query)).not.toContain('2026-03-29')
    expect(await told(query)).toContain('2026-02-20')
    expect(await told(query, ['auditor'])).toContain('2026-03-29')
  })

  test('is not what "metrics" is asked about', async () => {
    const query =
      '{ metrics(where: { time: { gte: "2026-03-01T00:00:00Z" } }) { totals { orderMetrics { orderCount } } } }'
    expect(await told(query)).toMatch(/"orderCount" ?: ?0/)
    expect(await told(query, ['auditor'])).toMatch(/"orderCount" ?: ?1/)
  })
})

test('A plan that was made for some roles is not run for others, who ask with the same document', async () => {
  const api = await openApi({ engine })
  try {
    const query = '{ metrics { rows { time(by: DAY) orderMetrics { orderCount } } } }'
    const auditor = await api.token('acme', { roles: ['auditor'] })
    const nobody = await api.token('acme')
    for (let i = 0; i < 3; i++) {
      expect((await api.post(auditor, { query })).text).toContain('2026-03-29')
      const { text } = await api.post(nobody, { query })
      expect(text).toContain('2026-02-20')
      expect(text).not.toContain('2026-03-29')
    }
  } finally {
    await api.close()
  }
})

test('How fresh a hidden model is isn’t told, though a visible measure is made of it', async () => {
  const query = '{ orderMetrics { rows { hush } meta { asOf fresh } } }'
  expect(JSON.parse(await told(query)).meta).toEqual({ asOf: null, fresh: null })
  expect(await told(query, ['auditor'])).toContain('2026-03-29')
})

/** Names of what only auditors see; those of visible measures that are made of them are not among these. */
const names = /Secret|secret(?!ly)|lineCount|secondOrder/

test.each([
  ['a formula over a hidden model, per parent', '{ customers { nodes { orderMetrics { secretly } } } }'],
  ['a formula over a hidden model without a time', '{ orderMetrics { rows { dueOn(by: DAY) secretly } } }'],
  ['a formula over a hidden model without the dimension', '{ orderMetrics { rows { status secretly } } }'],
  [
    'a formula over a hidden model, filtered',
    '{ orderMetrics(where: { status: { eq: "PAID" } }) { rows { secretly } } }',
  ],
  ['a formula over a hidden model with several ways', '{ orderMetrics { rows { status itemwise } } }'],
  [
    'a formula over a hidden model, at another time',
    '{ orderMetrics { rows { dueOn(by: DAY) secretly(shift: "-P1Y") } } }',
  ],
  [
    'a formula over a hidden model, running',
    '{ orderMetrics { rows { dueOn(by: DAY) secretly(running: true) } } }',
  ],
  [
    'a formula over a hidden model, in metrics',
    '{ metrics { rows { time(by: DAY) orderMetrics { secretly itemwise } } } }',
  ],
  [
    'a formula over a hidden model, by another',
    '{ metrics { rows { customer { plan } orderMetrics { secretly itemwise } } } }',
  ],
  [
    'a formula over a hidden measure, running',
    '{ orderMetrics { rows { dueOn(by: DAY) ratio(running: true) } } }',
  ],
  [
    'a formula over a hidden measure, at another time',
    '{ orderMetrics { rows { status ratio(shift: "-P1Y") } } }',
  ],
  ['a formula over a hidden measure, as it is by day', '{ orderMetrics { rows { dueOn ratio } } }'],
  [
    'ways that no path takes',
    '{ metrics { rows { customer { plan } orderMetrics(via: ["nowhere"]) { orderCount } } } }',
  ],
  [
    'within a hidden dimension',
    '{ orderMetrics { rows { status average(share: TOTAL, within: ["secretNote"]) } } }',
  ],
  [
    'by a dimension that is not there',
    '{ metrics { rows { customer { plan } orderMetrics { orderCount } customerMetrics { customerCount } time(by: DAY) } } }',
  ],
  [
    'what is known of a hidden model',
    '{ orderMetrics { rows { itemwise secretly } meta { asOf fresh overlapping } } }',
  ],
])('%s: no name of what is hidden is told', async (_, query) => {
  const answer = (await told(query)).replaceAll('"secretNote", by which', '"…", by which')
  expect(answer).not.toMatch(names)
})

test.each([
  [
    'via',
    (name: string) =>
      `{ metrics { rows { customer { plan } orderMetrics(via: ["${name}"]) { orderCount } } } }`,
  ],
  [
    'within',
    (name: string) => `{ orderMetrics { rows { status average(share: TOTAL, within: ["${name}"]) } } }`,
  ],
  [
    'a measure’s where',
    (name: string) => `{ orderMetrics { rows { orderCount(where: { ${name}: { eq: "1" } }) } } }`,
  ],
  ['having', (name: string) => `{ orderMetrics(having: { ${name}: { gt: 1 } }) { rows { orderCount } } }`],
  ['orderBy', (name: string) => `{ orderMetrics(orderBy: [{ ${name}: ASC }]) { rows { orderCount } } }`],
  [
    'time',
    (name: string) => `{ metrics { rows { time(by: DAY) orderMetrics(time: ${name}) { orderCount } } } }`,
  ],
  [
    'a model of metrics',
    (name: string) => `{ metrics { rows { ${name} { id } orderMetrics { orderCount } } } }`,
  ],
  ['each', (name: string) => `{ orderMetrics { rows { ${name}(each: true) { id } orderCount } } }`],
])('In "%s" a hidden name is answered with the words for one that isn’t there', async (_, ask) => {
  for (const name of ['secretCustomer', 'secretNote', 'secretAt', 'secret', 'secretRevenue', 'Secret']) {
    const absent = 'x'.repeat(name.length)
    expect((await told(ask(name))).replaceAll(name, absent)).toBe(await told(ask(absent)))
  }
})

test('Neither the API’s schema nor its catalog has a name of what is hidden, whatever is made of it', () => {
  for (const roles of [[], ['analyst'], ['AUDITOR'], ['auditor ']]) {
    expect(printSchema(apiSchema(models, roles))).not.toMatch(names)
    expect(JSON.stringify(catalogOf(models, { roles, sources: false }))).not.toMatch(names)
  }
  expect(printSchema(apiSchema(models, ['auditor']))).toMatch(names)
  expect(JSON.stringify(catalogOf(models, { roles: ['auditor'], sources: false }))).toMatch(names)
})

test('Nor does who may see sources learn of it more than the columns that visible fields read', () => {
  const told = JSON.stringify(catalogOf(models, { roles: [], sources: true }))
  expect(told).not.toMatch(names)
})

test.each([
  ['a dimension', '{ orderMetrics { rows { secretNote orderCount } } }'],
  ['a time', '{ orderMetrics { rows { secretAt(by: DAY) orderCount } } }'],
  ['a link', '{ orderMetrics { rows { secretCustomer { plan } orderCount } } }'],
  ['a model along a link', '{ orderMetrics { rows { secret { region } orderCount } } }'],
  ['a measure', '{ orderMetrics { rows { secretRevenue } } }'],
  ['a measure in totals', '{ orderMetrics { totals { secretRevenue(where: { status: { eq: "PAID" } }) } } }'],
  ['a measure per parent', '{ customers { nodes { orderMetrics { secretRevenue } } } }'],
  ['where', '{ orderMetrics(where: { secretNote: { eq: "a" } }) { rows { orderCount } } }'],
  [
    'a measure’s where',
    '{ orderMetrics { rows { orderCount(where: { secret: { region: { eq: "a" } } }) } } }',
  ],
  [
    'a where per parent',
    '{ customers { nodes { orderMetrics(where: { secretNote: { eq: "a" } }) { orderCount } } } }',
  ],
  ['having', '{ orderMetrics(having: { secretRevenue: { gt: "1" } }) { rows { orderCount } } }'],
  ['an order', '{ orderMetrics(orderBy: [{ secretRevenue: DESC }]) { rows { status orderCount } } }'],
  [
    'an order of several models',
    '{ metrics(orderBy: [{ secretMetrics: { secretCount: DESC } }]) { rows { orderMetrics { orderCount } } } }',
  ],
  [
    'having of several models',
    '{ metrics(having: { secretMetrics: { secretCount: { gt: 1 } } }) { rows { orderMetrics { orderCount } } } }',
  ],
  [
    'where of several models',
    '{ metrics(where: { secret: { region: { eq: "a" } } }) { totals { orderMetrics { orderCount } } } }',
  ],
  [
    'where of a model that is measured',
    '{ metrics { totals { orderMetrics(where: { secretNote: { eq: "a" } }) { orderCount } } } }',
  ],
  ['a group of several models', '{ metrics { rows { secret { region } orderMetrics { orderCount } } } }'],
  ['measures of several models', '{ metrics { rows { secretMetrics { secretCount } } } }'],
  [
    'the time of a model',
    '{ metrics { rows { time(by: DAY) orderMetrics(time: secretAt) { orderCount } } } }',
  ],
  [
    'a way',
    '{ metrics { rows { customer { plan } orderMetrics(via: ["secretCustomer"]) { orderCount } } } }',
  ],
])(
  '%s that roles don’t see is kept back by the engine, too, where a schema let it pass',
  async (_, query) => {
    const api = apiSchema(models, ['auditor'])
    const document = parse(query)
    expect(validate(api, document)).toEqual([])
    const [root] = readOperation(
      models,
      api,
      document,
      document.definitions[0] as OperationDefinitionNode,
      {},
    )
    if (root?.is !== 'query') throw new TypeError('a query')
    expect(engine.compile(root.query, { scope: 'tenant', roles: ['auditor'] }).statements).not.toEqual([])
    expect(() => engine.compile(root.query, { scope: 'tenant', roles: [] })).toThrow(
      /^(?:There is no|"orderBy" names|"via" names|"Order" doesn't lead to)/,
    )
  },
)
