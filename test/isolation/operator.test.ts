import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parse, validate, type OperationDefinitionNode } from 'graphql'
import { readOperation, syncSchema } from '../../src/documents/index.ts'
import { openOperatorScope, type Scope } from '../../src/tenant/scope.ts'
import { openShop, type Shop } from '../support/shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop?.close())

const text = `{
  customers(where: { orders: { some: {} } }) {
    key: id
    Name: name
    referrer { ReferredBy: name }
    orderMetrics(where: { status: { eq: PAID } }) { Revenue: revenue Orders: orderCount }
    itemMetrics { Units: units }
  }
}`

function compile(kind: Scope['kind']) {
  const schema = syncSchema(shop.models)
  const document = parse(text)
  expect(validate(schema, document)).toEqual([])
  const operation = document.definitions[0] as OperationDefinitionNode
  const [root] = readOperation(shop.models, schema, document, operation, {})
  if (root?.is !== 'query') throw new Error('a list')
  return shop.engine.compile(root.query, { scope: kind, roles: [] })
}

async function read(scope: Scope): Promise<(string | null)[][]> {
  const rows: (string | null)[][] = []
  const binding = { variables: {}, now: new Date() }
  for await (const chunk of shop.engine.stream(scope, compile(scope.kind), binding))
    rows.push(...chunk.map((row) => [...row]))
  return rows.sort((a, b) => Number(a[0]) - Number(b[0]))
}

test('a sync’s list tells what each column is', () => {
  expect(
    compile('operator').columns.map(({ path, type, model, field }) => [
      path.join('.'),
      type,
      `${model}.${field}`,
    ]),
  ).toEqual([
    ['key', 'ID', 'Customer.id'],
    ['Name', 'String', 'Customer.name'],
    ['referrer.ReferredBy', 'String', 'Customer.name'],
    ['orderMetrics.Revenue', 'Decimal', 'Order.revenue'],
    ['orderMetrics.Orders', 'Int', 'Order.orderCount'],
    ['itemMetrics.Units', 'BigInt', 'OrderItem.units'],
  ])
})

test('an operator’s sync reads all tenants, and each record is its own tenant’s', async () => {
  const rows = await read(openOperatorScope('test'))
  expect(rows.map(([key]) => key)).toEqual(['1', '2', '3', '1001', '1002', '1003'])
  expect(rows[0]).toEqual(['1', 'acme:Ada', null, '30.5000', '2', '8'])
  expect(rows[1]).toEqual(['2', "acme:Bo'b \\\\", 'acme:Ada', null, '0', null])
  expect(rows[3]).toEqual(['1001', 'globex:Ada', null, '30000.5000', '2', '8000'])
})

test('a tenant’s sync reads that tenant alone', async () => {
  const rows = await read(await shop.scope('globex'))
  expect(rows.map(([key]) => key)).toEqual(['1001', '1002', '1003'])
})

test('an operator’s links never lead from one tenant to another, even where the data does', async () => {
  const crossed = await openShop()
  try {
    await crossed.database.query(
      'update shop.customers set referrer_id = 1001 where customer_id = 2; update shop.orders set customer_id = 2 where order_id = 1001',
    )
    const binding = { variables: {}, now: new Date() }
    const schema = syncSchema(crossed.models)
    const document = parse(text)
    const [root] = readOperation(
      crossed.models,
      schema,
      document,
      document.definitions[0] as OperationDefinitionNode,
      {},
    )
    if (root?.is !== 'query') throw new Error('a list')
    const compiled = crossed.engine.compile(root.query, { scope: 'operator', roles: [] })
    const rows: (string | null)[][] = []
    for await (const chunk of crossed.engine.stream(openOperatorScope('test'), compiled, binding))
      rows.push(...chunk.map((row) => [...row]))
    expect(rows.find(([key]) => key === '2')).toEqual(['2', "acme:Bo'b \\\\", null, null, '0', null])
  } finally {
    await crossed.close()
  }
})

test('a plan for an operator never runs in a tenant’s scope, nor the other way round', async () => {
  const binding = { variables: {}, now: new Date() }
  const drain = async (scope: Scope, kind: Scope['kind']) => {
    for await (const _ of shop.engine.stream(scope, compile(kind), binding));
  }
  await expect(drain(await shop.scope('acme'), 'operator')).rejects.toThrow(
    'the kind of scope that it was compiled for',
  )
  await expect(drain(openOperatorScope('test'), 'tenant')).rejects.toThrow(
    'the kind of scope that it was compiled for',
  )
})
