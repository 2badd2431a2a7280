import { expect, test } from '@jest/globals'
import { authoredIn } from '../../src/model/authored.ts'
import { loadModels } from '../../src/model/index.ts'
import { modelNamed, type Measure, type Models } from '../../src/model/model.ts'

const shop = `
type Order @model(source: "orders", key: "order_id", tenant: "tenant_id") {
  id: ID! @column(name: "order_id")
  placedAt: DateTime! @time(zone: "Europe/Paris")
  amount: Decimal
  weight: Float
  paid: Boolean
  customer: Customer @link(from: "customer_id")

  orderCount: Int! @measure(count: true)
  revenue: Decimal @measure(sum: "{amount}")
  medianOrder: Decimal @measure(median: "{amount}", where: "{paid}")
  medianWeight: Float @measure(median: "{weight}")
  p95Order: Decimal @measure(percentile: "{amount}", p: 0.9500)
  largest: Decimal @measure(percentile: "{amount}", p: 1)
  buyers: BigInt! @measure(approxCountDistinct: "{customer.id}")
  revenueOfYear: Decimal @measure(sum: "{amount}", cumulative: {over: "placedAt", toDate: YEAR})
  buyersOfMonth: Int! @measure(countDistinct: "{customer.id}", cumulative: {over: "placedAt", window: "P4W"})
  ordersEver: Int! @measure(count: true, where: "{paid}", cumulative: {over: "placedAt"})
  revenuePerCustomer: Decimal @measure(expr: "{revenue} / {Customer.customerCount}")
  repeat: Decimal @measure(conversion: {
    per: "{customer.id}", at: "placedAt", toWhere: "{paid}", within: "P30D"
  })
}
type Customer @model(source: "customers", key: "customer_id", tenant: "tenant_id") {
  id: ID! @column(name: "customer_id")
  createdAt: DateTime! @time
  orders: [Order!]! @link(to: "customer_id")
  customerCount: Int! @measure(count: true)
  firstOrders: Int! @measure(
    conversion: {
      per: "{id}", at: "createdAt", to: "Order", toPer: "{customer.id}", toAt: "placedAt", toWhere: "{paid}"
      within: "P1W", take: COUNT
    }
    where: "{createdAt} > '2026-01-01'"
  )
}
type Storage @model(source: "storage", key: ["tenant_id", "disk", "day"], tenant: "tenant_id") {
  shop: ID! @column(name: "tenant_id")
  disk: ID!
  day: Date! @time
  size: Int
  stored: Decimal @measure(sum: "{size}", semiAdditive: {over: "day", take: LAST})
  usually: Decimal @measure(sum: "{size}", semiAdditive: {over: "day", take: AVG})
  disks: Int! @measure(count: true, semiAdditive: {over: "day", take: FIRST})
}
`

function load(): Models {
  const { models, faults } = loadModels(new Map([['schema/shop.graphql', shop]]))
  expect(faults).toEqual([])
  return models
}

function measure(model: string, name: string): Measure {
  const field = modelNamed(load(), model).fields.get(name)
  expect(field?.is).toBe('measure')
  return field as Measure
}

test('The zone of a clock is kept with the time', () => {
  expect(modelNamed(load(), 'Order').fields.get('placedAt')).toMatchObject({
    is: 'dimension',
    time: true,
    zone: 'Europe/Paris',
  })
  expect(modelNamed(load(), 'Customer').fields.get('createdAt')).not.toHaveProperty('zone')
})

test('A median is the percentile of a half, and the part of a percentile is exact text', () => {
  expect(measure('Order', 'medianOrder')).toMatchObject({
    kind: 'median',
    computation: {
      is: 'aggregate',
      fn: 'percentile',
      p: '0.5',
      of: { text: '{amount}' },
      where: { text: '{paid}' },
    },
  })
  expect(measure('Order', 'p95Order').computation).toMatchObject({ fn: 'percentile', p: '0.95' })
  expect(measure('Order', 'largest').computation).toMatchObject({ p: '1' })
  expect(measure('Order', 'medianWeight').type).toBe('Float')
})

test('An approximate count is never null', () => {
  expect(measure('Order', 'buyers')).toMatchObject({
    required: true,
    computation: { is: 'aggregate', fn: 'approxCountDistinct' },
  })
})

test('A running measure knows its time, and its window or the period that it begins with', () => {
  expect(measure('Order', 'revenueOfYear').computation).toMatchObject({
    fn: 'sum',
    along: { is: 'cumulative', over: 'placedAt', toDate: 'YEAR' },
  })
  const { computation: month } = measure('Order', 'buyersOfMonth')
  expect(month).toMatchObject({ along: { is: 'cumulative', over: 'placedAt', window: 'P28D' } })
  const { computation: ever } = measure('Order', 'ordersEver')
  expect(ever).toMatchObject({ fn: 'count', where: { text: '{paid}' } })
  expect(ever).toHaveProperty('along', { is: 'cumulative', over: 'placedAt' })
})

test('A balance knows whose it is: the columns of the key but the time', () => {
  expect(measure('Storage', 'stored').computation).toMatchObject({
    fn: 'sum',
    along: { is: 'semiAdditive', over: 'day', take: 'LAST', per: ['tenant_id', 'disk'] },
  })
  expect(measure('Storage', 'usually').computation).toMatchObject({ along: { take: 'AVG' } })
  expect(measure('Storage', 'disks').computation).toMatchObject({ fn: 'count', along: { take: 'FIRST' } })
})

test('A conversion knows both of its events, and takes from the first what it does not say of the second', () => {
  expect(measure('Customer', 'firstOrders')).toMatchObject({
    required: true,
    computation: {
      is: 'conversion',
      per: { text: '{id}' },
      at: 'createdAt',
      where: { text: "{createdAt} > '2026-01-01'" },
      to: { model: 'Order', per: { text: '{customer.id}' }, at: 'placedAt', where: { text: '{paid}' } },
      within: 'P7D',
      take: 'COUNT',
    },
  })
  expect(measure('Order', 'repeat').computation).toMatchObject({
    per: { text: '{customer.id}' },
    at: 'placedAt',
    to: { model: 'Order', per: { text: '{customer.id}' }, at: 'placedAt', where: { text: '{paid}' } },
    take: 'RATE',
  })
})

test('A formula reads measures of other models by two names', () => {
  expect(measure('Order', 'revenuePerCustomer').computation).toMatchObject({
    is: 'formula',
    formula: { op: '/', left: { path: ['revenue'] }, right: { path: ['Customer', 'customerCount'] } },
  })
})

test('Every expression that a field was authored with is found, those of both events of a conversion too', () => {
  const texts = (model: string, name: string) => {
    const field = modelNamed(load(), model).fields.get(name)
    return field && authoredIn(field).map(({ text }) => text)
  }
  expect(texts('Customer', 'firstOrders')).toEqual([
    '{id}',
    "{createdAt} > '2026-01-01'",
    '{customer.id}',
    '{paid}',
  ])
  expect(texts('Order', 'medianOrder')).toEqual(['{amount}', '{paid}'])
  expect(texts('Order', 'orderCount')).toEqual([])
  expect(texts('Order', 'revenuePerCustomer')).toEqual([])
  expect(texts('Order', 'customer')).toEqual([])
})
