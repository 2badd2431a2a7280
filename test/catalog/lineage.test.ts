import { describe, expect, test } from '@jest/globals'
import { openLineage, type Ingredient } from '../../src/catalog/lineage.ts'
import { trace, type Traced } from '../../src/catalog/trace.ts'
import { loadModels } from '../../src/model/index.ts'
import type { Models } from '../../src/model/model.ts'
import { seenBy } from '../../src/model/seen.ts'

const schema = `
type Customer @model(source: "shop.customers", key: "customer_id", tenant: "tenant_id") {
  id: ID! @column(name: "customer_id")
  plan: String!
  orders: [Order!]! @link(to: "customer_id")
  items: [Item!]! @link(along: "order.customer")
  customerCount: Int! @measure(count: true)
}
type Order @model(source: "shop.orders", key: "order_id", tenant: "tenant_id") {
  id: ID! @column(name: "order_id")
  placedAt: DateTime! @time
  status: String!
  amount: Decimal! @allow(roles: ["analyst"])
  large: Boolean! @sql(expr: "{amount} >= 500 and {status} <> 'VOID'")
  customer: Customer @link(from: "customer_id")
  orderCount: Int! @measure(count: true)
  revenue: Decimal @measure(sum: "{amount}", where: "{customer.plan} = 'PRO'")
  largeCount: Int! @measure(count: true, where: "{large}")
  average: Decimal @measure(expr: "round({revenue} / ({orderCount} - 1), 2)")
  perCustomer: Decimal @measure(expr: "{revenue} / {Customer.customerCount}")
  soFar: Decimal @measure(sum: "{amount}", cumulative: { over: "placedAt", window: "P30D" })
  typical: Decimal @measure(median: "{amount}")
  shipped: Decimal
    @measure(
      conversion: { per: "{customer.id}", at: "placedAt", to: "Item", toPer: "{order.customer.id}", toAt: "shippedAt", toWhere: "{order.large}", within: "P7D" }
      where: "{status} = 'PAID'"
    )
}
type Item @model(source: "shop.items", key: "item_id", tenant: "tenant_id") {
  id: ID! @column(name: "item_id")
  shippedAt: DateTime @time
  order: Order @link(from: "order_id")
}
type Stock @model(source: "shop.stock", key: ["shelf", "day"], tenant: "tenant_id") {
  shelf: ID!
  day: Date! @time
  pieces: Int!
  onHand: BigInt @measure(sum: "{pieces}", semiAdditive: { over: "day", take: LAST })
}
`

const { models, faults } = loadModels(new Map([['schema/shop.graphql', schema]]))

/** `USE Model.field`, `USE Model#column` or `USE Model*` for its rows. */
function told({ use, origin }: Ingredient): string {
  const model = origin.model.name
  if (origin.is === 'rows') return `${use} ${model}*`
  return origin.is === 'field' ? `${use} ${model}.${origin.field.name}` : `${use} ${model}#${origin.column}`
}

function tracedIn(among: Models, model: string, field: string): readonly string[] {
  const origin = openLineage(among)(model, field)
  return origin ? trace(origin).map((one: Traced) => `${one.direct ? '' : '… '}${told(one)}`) : ['nothing']
}

const traced = (model: string, field: string) => tracedIn(models, model, field)

describe('the lineage of a field', () => {
  test('begins at models without a fault', () => {
    expect(faults).toEqual([])
  })

  test('of a column is the column', () => {
    expect(traced('Order', 'placedAt')).toEqual(['VALUE Order#placed_at'])
  })

  test('of SQL goes through the fields that it mentions to their columns', () => {
    expect(traced('Order', 'large')).toEqual([
      'VALUE Order.amount',
      'VALUE Order.status',
      '… VALUE Order#amount',
      '… VALUE Order#status',
    ])
  })

  test('of a link is the columns of both sides; one over several steps is the links that lead back', () => {
    expect(traced('Order', 'customer')).toEqual(['LINK Order#customer_id', 'LINK Customer#customer_id'])
    expect(traced('Customer', 'items')).toEqual([
      'LINK Item.order',
      'LINK Order.customer',
      '… LINK Item#order_id',
      '… LINK Order#order_id',
      '… LINK Order#customer_id',
      '… LINK Customer#customer_id',
    ])
  })

  test('of a measure tells what is computed with from what only filters, and names the links on the way', () => {
    expect(traced('Order', 'revenue')).toEqual([
      'VALUE Order.amount',
      'FILTER Customer.plan',
      'LINK Order.customer',
      '… VALUE Order#amount',
      '… FILTER Customer#plan',
      '… LINK Order#customer_id',
      '… LINK Customer#customer_id',
    ])
  })

  test('of a count is the rows, and what makes up its filter filters', () => {
    expect(traced('Order', 'largeCount')).toEqual([
      'VALUE Order*',
      'FILTER Order.large',
      '… FILTER Order.amount',
      '… FILTER Order.status',
      '… FILTER Order#amount',
      '… FILTER Order#status',
    ])
  })

  test('of arithmetic names each measure once, then what they are made of', () => {
    expect(traced('Order', 'average').slice(0, 5)).toEqual([
      'VALUE Order.revenue',
      'VALUE Order.orderCount',
      '… VALUE Order.amount',
      '… FILTER Customer.plan',
      '… LINK Order.customer',
    ])
  })

  test('of a balance has the time that it is laid out along, and whose it is', () => {
    expect(traced('Stock', 'onHand')).toEqual([
      'VALUE Stock.pieces',
      'TIME Stock.day',
      'ENTITY Stock#shelf',
      '… VALUE Stock#pieces',
      '… TIME Stock#day',
    ])
  })

  test('of a cumulative measure has the time that it accumulates over', () => {
    expect(traced('Order', 'soFar').slice(0, 2)).toEqual(['VALUE Order.amount', 'TIME Order.placedAt'])
  })

  test('of a percentile is what it is taken of', () => {
    expect(traced('Order', 'typical')).toEqual(['VALUE Order.amount', '… VALUE Order#amount'])
  })

  test('of a conversion has both of its events: who, when, and which count', () => {
    expect(traced('Order', 'shipped').filter((one) => !one.startsWith('…'))).toEqual([
      'ENTITY Customer.id',
      'LINK Order.customer',
      'TIME Order.placedAt',
      'FILTER Order.status',
      'LINK Item.order',
      'TIME Item.shippedAt',
      'FILTER Order.large',
    ])
  })

  test('of arithmetic over another model’s measure leads to that model', () => {
    expect(traced('Order', 'perCustomer')).toEqual(
      expect.arrayContaining(['VALUE Customer.customerCount', '… VALUE Customer*']),
    )
  })

  test('is nothing for what the models don’t have', () => {
    expect(traced('Order', 'nosuch')).toEqual(['nothing'])
    expect(traced('Nosuch', 'id')).toEqual(['nothing'])
  })
})

describe('the lineage that a role sees', () => {
  const seen = seenBy(models, [])

  test('ends at a hidden field: neither it nor what it is made of is told', () => {
    expect(
      JSON.stringify(
        ['revenue', 'large', 'largeCount', 'average'].map((name) => tracedIn(seen, 'Order', name)),
      ),
    ).not.toMatch(/amount/)
    expect(tracedIn(seen, 'Order', 'revenue')[0]).toBe('FILTER Customer.plan')
    expect(openLineage(seen)('Order', 'revenue')?.whole).toBe(false)
  })

  test('is whole where all that the field names is seen, whatever that is made of', () => {
    expect(openLineage(seen)('Order', 'average')?.whole).toBe(true)
    expect(openLineage(seenBy(models, ['analyst']))('Order', 'revenue')?.whole).toBe(true)
  })
})
