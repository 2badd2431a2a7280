import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { loadModels, readSchemaFolder } from '../../src/model/index.ts'
import { allowed, modelNamed, type Models } from '../../src/model/model.ts'
import { apiNames, linkMetricsName, snakeCase } from '../../src/model/names.ts'

const order = `
"A purchase."
type Order
  @model(source: "marts.orders", key: "order_id", tenant: "tenant_id")
  @owner(team: "commerce-data", contact: "commerce-data@example.com")
  @freshness(column: "loaded_at", warn: "PT1H", fail: "PT6H") {
  id: ID! @column(name: "order_id")
  placedAt: DateTime! @time
  status: OrderStatus!
  amount: Decimal! @column(name: "amount_usd") @allow(roles: ["analyst"])
  large: Boolean! @sql(expr: "{amount} >= 500")
  customer: Customer @link(from: "customer_id")
  items: [OrderItem!]! @link(to: "order_id")
  "Paid revenue in USD."
  revenue: Decimal @measure(sum: "{amount}", where: "{status} = 'PAID'", unit: "USD")
  orderCount: Int! @measure(count: true)
  buyers: Int! @measure(countDistinct: "{customer.id}")
  averageOrder: Decimal @measure(expr: "{revenue} / {orderCount}")
  oldStatus: String @deprecated(reason: "Use status")
}
enum OrderStatus { "Not paid yet." PENDING PAID }
`
const rest = `
type Customer @model(source: "marts.customers", key: ["tenant_id", "customer_id"], tenant: "tenant_id") @allow(roles: ["support", "analyst"]) {
  tenantId: ID!
  id: ID! @column(name: "customer_id")
  orders: [Order!]! @link(to: ["tenant_id", "customer_id"])
}
type OrderItem @model(source: "order_items", key: ["order_id", "line"], tenant: "order.tenant_id", warehouse: "default") {
  orderId: ID!
  line: Int!
  order: Order @link(from: "order_id")
  product: Product @link(from: "sku", to: "code")
}
type Product @model(sql: "select * from products where not deleted", key: "product_id", shared: true) {
  productId: ID!
  code: String
}
`.replaceAll('customer: Customer @link(from: "customer_id")', '')

function load(...texts: readonly string[]): Models {
  const sources = new Map(texts.map((text, i) => [`schema/${i}.graphql`, text]))
  const { models, faults } = loadModels(sources)
  expect(faults).toEqual([])
  return models
}

const whole = () => load(order.replace('"customer_id")', '["tenant_id", "customer_id"])'), rest)

test('A model is read with its binding, owner, freshness and descriptions', () => {
  const model = modelNamed(whole(), 'Order')
  expect(model).toMatchObject({
    description: 'A purchase.',
    names: { one: 'order', many: 'orders', metrics: 'orderMetrics' },
    warehouse: 'default',
    source: { is: 'table', schema: 'marts', name: 'orders' },
    key: ['order_id'],
    tenant: { is: 'column', column: 'tenant_id' },
    owner: { team: 'commerce-data', contact: 'commerce-data@example.com' },
    freshness: { column: 'loaded_at', warn: 'PT1H', fail: 'PT6H' },
    at: { file: 'schema/0.graphql', line: 3, column: 6 },
  })
  expect([...model.fields.keys()].slice(-3)).toEqual(['buyers', 'averageOrder', 'oldStatus'])
})

test('Dimensions have their type, their column by default, and where they come from', () => {
  const { fields } = modelNamed(whole(), 'Order')
  expect(fields.get('placedAt')).toMatchObject({
    type: 'DateTime',
    time: true,
    required: true,
    from: { is: 'column', column: 'placed_at' },
  })
  expect(fields.get('status')).toMatchObject({ type: 'Enum', enum: 'OrderStatus', time: false })
  expect(fields.get('amount')).toMatchObject({
    from: { is: 'column', column: 'amount_usd' },
    allow: ['analyst'],
  })
  expect(fields.get('large')).toMatchObject({
    from: {
      is: 'sql',
      expr: { text: '{amount} >= 500', parts: [{ path: ['amount'], offset: 0 }, ' >= 500'] },
    },
  })
  expect(fields.get('oldStatus')).toMatchObject({ deprecated: 'Use status', required: false })
})

test('Links pair columns, with the keys by default', () => {
  const models = whole()
  expect(modelNamed(models, 'Order').fields.get('customer')).toMatchObject({
    to: 'Customer',
    many: false,
    on: [
      { here: 'tenant_id', there: 'tenant_id' },
      { here: 'customer_id', there: 'customer_id' },
    ],
  })
  expect(modelNamed(models, 'Order').fields.get('items')).toMatchObject({
    to: 'OrderItem',
    many: true,
    metrics: 'itemMetrics',
    on: [{ here: 'order_id', there: 'order_id' }],
  })
  expect(modelNamed(models, 'OrderItem').fields.get('product')).toMatchObject({
    on: [{ here: 'sku', there: 'code' }],
  })
})

test('Tenant keys are columns, paths or shared', () => {
  const models = whole()
  expect(modelNamed(models, 'OrderItem').tenant).toEqual({
    is: 'path',
    links: ['order'],
    column: 'tenant_id',
  })
  expect(modelNamed(models, 'Product').tenant).toEqual({ is: 'shared' })
  expect(modelNamed(models, 'Product').source).toEqual({
    is: 'sql',
    text: 'select * from products where not deleted',
  })
})

test('Measures know what is computed', () => {
  const { fields } = modelNamed(whole(), 'Order')
  expect(fields.get('revenue')).toMatchObject({
    kind: 'sum',
    unit: 'USD',
    description: 'Paid revenue in USD.',
    computation: {
      is: 'aggregate',
      fn: 'sum',
      of: { text: '{amount}' },
      where: { text: "{status} = 'PAID'" },
    },
  })
  expect(fields.get('orderCount')).toMatchObject({
    kind: 'count',
    required: true,
    computation: { is: 'aggregate', fn: 'count' },
  })
  expect(fields.get('averageOrder')).toMatchObject({
    kind: 'expr',
    computation: { is: 'formula', formula: { is: 'binary', op: '/' }, text: '{revenue} / {orderCount}' },
  })
})

test('The roles that anything is for are known, and who may see it', () => {
  const models = whole()
  expect(models.roles).toEqual(['analyst', 'support'])
  expect(allowed(['analyst'], ['support'])).toBe(false)
  expect(allowed(['analyst', 'support'], ['support'])).toBe(true)
  expect(allowed(undefined, [])).toBe(true)
})

test('The version changes with any text or file name, and not with the order of the files', () => {
  const text = 'enum A { X }'
  const version = (...files: readonly (readonly [string, string])[]) =>
    loadModels(new Map(files)).models.version
  expect(version(['a', text], ['b', ''])).toBe(version(['b', ''], ['a', text]))
  expect(version(['a', text])).not.toBe(version(['a', `${text} `]))
  expect(version(['a', text])).not.toBe(version(['b', text]))
})

test('A file that cannot be read keeps no fault of the others from being told', () => {
  const { faults } = loadModels(
    new Map([
      ['schema/a.graphql', 'type {'],
      ['schema/b.graphql', 'type B { id: ID }'],
    ]),
  )
  expect(faults.map(({ at, what }) => `${at.file}: ${what}`)).toEqual([
    'schema/a.graphql: Expected Name, found "{"',
    'schema/b.graphql: "B" has no @model',
  ])
})

test('A file of comments alone is empty', () => {
  expect(load('# nothing yet\n').byName.size).toBe(0)
})

test('Every model has three names that differ, uncountable words too', () => {
  expect(apiNames('OrderDetail')).toEqual({
    one: 'orderDetail',
    many: 'orderDetails',
    metrics: 'orderDetailMetrics',
  })
  expect(apiNames('News')).toEqual({ one: 'news', many: 'newsList', metrics: 'newsMetrics' })
  expect(apiNames('TimeSeries')).toEqual({
    one: 'timeSeries',
    many: 'timeSeriesList',
    metrics: 'timeSeriesMetrics',
  })
  expect(apiNames('Category').many).toBe('categories')
  expect(apiNames('SKUPrice')).toEqual({ one: 'skuPrice', many: 'skuPrices', metrics: 'skuPriceMetrics' })
  expect([linkMetricsName('orders'), linkMetricsName('children'), linkMetricsName('news')]).toEqual([
    'orderMetrics',
    'childMetrics',
    'newsMetrics',
  ])
  expect([snakeCase('placedAt'), snakeCase('httpStatus2'), snakeCase('customerID')]).toEqual([
    'placed_at',
    'http_status2',
    'customer_id',
  ])
})

test('A schema folder is read with the folders below it; one that is not there is an error with a cure', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'sluice-schema-'))
  try {
    await mkdir(join(dir, 'sales'))
    await writeFile(join(dir, 'sales', 'orders.graphql'), 'enum A { X }')
    await writeFile(join(dir, 'notes.md'), 'no model')
    expect([...(await readSchemaFolder(dir))]).toEqual([['schema/sales/orders.graphql', 'enum A { X }']])
    await expect(readSchemaFolder(join(dir, 'none'))).rejects.toThrow(
      `"${join(dir, 'none')}": There is no schema folder. Expected a folder with *.graphql files that describe the models. Make one with`,
    )
  } finally {
    await rm(dir, { recursive: true })
  }
})
