import {
  isEnumType,
  isInputObjectType,
  isObjectType,
  validateSchema,
  type GraphQLFieldMap,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql'
import { describe, expect, test } from '@jest/globals'
import { apiSchema, syncSchema } from '../../src/documents/index.ts'
import { loadModels } from '../../src/model/index.ts'
import { api, shop, syncs } from './reading.ts'

const analysts = apiSchema(shop, ['analyst'])

function typeIn(schema: GraphQLSchema, name: string): GraphQLNamedType {
  const type = schema.getType(name)
  if (!type) throw new TypeError(`no type ${name}`)
  return type
}

function fieldsOf(name: string, schema = api): GraphQLFieldMap<unknown, unknown> {
  const type = typeIn(schema, name)
  if (!isObjectType(type)) throw new TypeError(`${name} is no object`)
  return type.getFields()
}

/** `name(arguments): type` of each field. */
function signatures(name: string, schema = api): readonly string[] {
  return Object.values(fieldsOf(name, schema)).map(
    ({ name, args, type }) => `${name}(${args.map((arg) => arg.name).join(' ')}): ${String(type)}`,
  )
}

function inputs(name: string, schema = api): readonly string[] {
  const type = typeIn(schema, name)
  if (isEnumType(type)) return type.getValues().map((value) => value.name)
  if (!isInputObjectType(type)) throw new TypeError(`${name} is no input`)
  return Object.values(type.getFields()).map((field) => `${field.name}: ${String(field.type)}`)
}

test.each([
  ['apps', api],
  ['analysts', analysts],
  ['syncs', syncs],
])('The schema of %s is valid GraphQL', (_, schema) => {
  expect(validateSchema(schema)).toEqual([])
})

test('A row of measures has what can group it, its measures with all that can be asked of them, and the shares of counts', () => {
  expect(signatures('OrderMetricsRow')).toEqual([
    'id(): ID',
    'placedAt(by): DateTime',
    'dueOn(by): Date',
    'status(): OrderStatus',
    'channel(): String',
    'customer(): CustomerGroup!',
    'items(each): OrderItemGroup!',
    'revenue(where shift share running rank within): Decimal',
    'orderCount(where shift running rank within): Int!',
    'orderCountShare(where shift of within): Decimal',
    'buyers(where shift running rank within): BigInt!',
    'buyersShare(where shift of within): Decimal',
    'lastPlaced(where shift): DateTime',
    '_others(): Boolean!',
  ])
  expect(signatures('OrderMetricsMeasures', analysts)).toContain(
    'margin(where shift share running rank within): Float',
  )
})

test('Totals take where and shift, measures per parent where alone', () => {
  expect(signatures('OrderTotals')).toContain('revenue(where shift): Decimal')
  expect(signatures('OrderMeasures')).toContain('revenue(where): Decimal')
  expect(signatures('OrderMeasures', syncs)).toContain('revenue(where): Decimal')
  expect(signatures('Customer', syncs)).toContain('orderMetrics(where): OrderMeasures!')
  expect(signatures('OrderMetrics')).toEqual([
    'rows(): [OrderMetricsRow!]!',
    'totals(): OrderTotals!',
    'meta(): MetricsMeta!',
  ])
})

test('Root fields have a calendar, and connections below them have none', () => {
  const calendar = 'timezone weekStart yearStart'
  expect(signatures('Query')).toEqual(
    expect.arrayContaining([
      `orders(where orderBy first after last before ${calendar}): OrderConnection`,
      `orderMetrics(where having orderBy limit offset others fill ${calendar}): OrderMetrics`,
      `metrics(where having orderBy limit offset others fill ${calendar}): Metrics!`,
    ]),
  )
  expect(signatures('Customer')).toContain('orders(where orderBy first after last before): OrderConnection!')
  expect(inputs('WeekDay')).toHaveLength(7)
  expect(inputs('Month')).toHaveLength(12)
})

describe('Measures of several models', () => {
  test('are grouped by time, and by the models that they lead to along to-one links', () => {
    expect(signatures('MetricsRow')).toEqual([
      'customer(): CustomerGroup!',
      'order(): OrderGroup!',
      'ticket(): TicketGroup!',
      'orderMetrics(where time via): OrderMetricsMeasures!',
      'ticketMetrics(where via): TicketMetricsMeasures!',
      'time(by): DateTime',
      '_others(): Boolean!',
    ])
    expect(signatures('MetricsTotals')).toEqual([
      'orderMetrics(where time via): OrderTotals!',
      'ticketMetrics(where via): TicketTotals!',
    ])
    expect(inputs('OrderTime')).toEqual(['placedAt', 'dueOn'])
  })

  test('are filtered and ordered by the same names', () => {
    expect(inputs('MetricsWhere')).toEqual([
      'customer: CustomerWhere',
      'order: OrderWhere',
      'ticket: TicketWhere',
      'time: DateTimeFilter',
      'and: [MetricsWhere!]',
      'or: [MetricsWhere!]',
      'not: MetricsWhere',
    ])
    expect(inputs('MetricsHaving').slice(0, 2)).toEqual([
      'orderMetrics: OrderHaving',
      'ticketMetrics: TicketHaving',
    ])
    expect(inputs('MetricsOrderBy')).toEqual([
      'customer: CustomerOrderBy',
      'order: OrderOrderBy',
      'ticket: TicketOrderBy',
      'orderMetrics: OrderMeasuresOrderBy',
      'ticketMetrics: TicketMeasuresOrderBy',
      'time: Direction',
    ])
  })

  test('have no root field where nobody measures anything', () => {
    const { models } = loadModels(
      new Map([['a.graphql', 'type A @model(source: "m.a", key: "id", shared: true) { id: ID! }']]),
    )
    expect(Object.keys(apiSchema(models, []).getQueryType()?.getFields() ?? {})).not.toContain('metrics')
  })
})

test('What a role doesn’t see is nowhere in its schema, and is in that of who does', () => {
  const naming = (schema: GraphQLSchema) =>
    Object.values(schema.getTypeMap()).flatMap((type) =>
      'getFields' in type ? Object.keys(type.getFields()).filter((name) => /amount|margin/.test(name)) : [],
    )
  expect(naming(api)).toEqual([])
  expect(naming(analysts).length).toBeGreaterThan(8)
})

test('A model of which a role sees JSON alone is not shown to it, and its schema stays valid', () => {
  const sdl = `
    type Event @model(source: "m.events", key: "id", shared: true) { id: ID! @allow(roles: ["ops"]) body: JSON  events: Int! @measure(count: true) }
    type Note @model(source: "m.notes", key: "id", shared: true) { id: ID! event: Event @link(from: "event_id") }`
  const { models } = loadModels(new Map([['a.graphql', sdl]]))
  const schema = apiSchema(models, [])
  expect(validateSchema(schema)).toEqual([])
  expect(Object.keys(fieldsOf('Query', schema))).toEqual(['note', 'notes', '_catalog'])
  expect(Object.keys(fieldsOf('Query', apiSchema(models, ['ops'])))).toContain('eventMetrics')
})

test('Deprecations and units are carried over to everything that is made of a field', () => {
  for (const type of ['Order', 'OrderGroup', 'OrderMetricsRow'])
    expect(fieldsOf(type)['channel']?.deprecationReason).toBe('Use status.')
  for (const type of ['OrderMetricsRow', 'OrderMetricsMeasures', 'OrderTotals', 'OrderMeasures']) {
    expect(fieldsOf(type)['orderCount']?.deprecationReason).toBe('Use buyers.')
    expect(fieldsOf(type)['revenue']?.description).toBe('What was paid. Unit: USD.')
  }
  expect(fieldsOf('OrderMetricsRow')['orderCountShare']?.deprecationReason).toBe('Use buyers.')
})

test('Everything that Sluice itself makes of the models is described', () => {
  const own = new Set([...shop.byName.keys(), ...shop.enums.keys()])
  const bare = Object.values(api.getTypeMap()).flatMap((type): readonly string[] => {
    if (type.name.startsWith('_') || own.has(type.name)) return []
    const fields = isObjectType(type) ? Object.values(type.getFields()) : []
    const args = fields.flatMap((field) =>
      field.args
        .filter(
          ({ name, description }) =>
            !description && !['where', 'id', 'sku', 'orderId', 'line', 'ticketId'].includes(name),
        )
        .map(({ name }) => `${type.name}.${field.name}(${name})`),
    )
    return type.description ? args : [type.name, ...args]
  })
  expect(bare).toEqual([])
})

describe('A project of many models', () => {
  /** Each with 20 fields: 12 dimensions, a link each way, and 5 measures. */
  const project = (count: number) =>
    Array.from(
      { length: count },
      (_, i) => `
      type Model${i} @model(source: "m.t${i}", key: "id", tenant: "tenant_id") {
        id: ID! at: DateTime! @time day: Date @time
        ${Array.from({ length: 10 }, (_, j) => `f${j}: ${['String', 'Int', 'Decimal', 'Boolean'][j % 4]}`).join(' ')}
        next: Model${(i + 1) % count} @link(from: "next_id") back: [Model${(i + count - 1) % count}!]! @link(to: "next_id")
        rows: Int! @measure(count: true) total: Decimal @measure(sum: "{f2}") most: Int @measure(max: "{f1}")
        mean: Decimal @measure(avg: "{f2}") ratio: Decimal @measure(expr: "{total} / {rows}")
      }`,
    ).join('\n')
  const built = (count: number) => {
    const { models, faults } = loadModels(new Map([['many.graphql', project(count)]]))
    expect(faults).toEqual([])
    const started = process.cpuUsage()
    const types = Object.keys(apiSchema(models, []).getTypeMap()).length
    return { types, ms: process.cpuUsage(started).user / 1_000 }
  }

  test('has 16 types for each of them, however many they are', () => {
    const [ten, twenty, forty] = [10, 20, 40].map((count) => built(count).types) as [number, number, number]
    expect([twenty - ten, forty - twenty]).toEqual([160, 320])
  })

  test('has its schema within seconds of work at two hundred', () => {
    expect(built(200).ms).toBeLessThan(4_000)
  })
})

test('Syncs have neither measures of several models nor a calendar', () => {
  expect(Object.keys(fieldsOf('Query', syncSchema(shop)))).toEqual([
    'customers',
    'orders',
    'orderItems',
    'products',
    'tickets',
  ])
  expect(syncs.getType('WeekDay')).toBeUndefined()
})
