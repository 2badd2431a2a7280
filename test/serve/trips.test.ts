import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createEngine } from '../../src/engine/index.ts'
import type { Warehouse } from '../../src/warehouses/contract.ts'
import { tap, type Tap } from '../support/tap.ts'
import { openShop, type Shop } from '../support/shop.ts'
import { openApi, type Api } from './api.ts'
import { openWarehouse, roleOf } from '../support/warehouse.ts'

let shop: Shop
let wire: Tap
let warehouse: Warehouse
let api: Api
let token: string
beforeAll(async () => {
  shop = await openShop()
  wire = await tap(roleOf(shop.database, 'serve'))
  warehouse = openWarehouse(shop.database, { url: wire.url, pool: { serve: 1 }, statementTimeoutMs: 30_000 })
  const engine = createEngine({
    models: shop.models,
    warehouses: new Map([['default', warehouse]]),
    cursorKey: new Uint8Array(32).fill(1),
  })
  api = await openApi({ engine, development: true })
  token = await api.token('acme')
  await api.post(token, { query: '{ customers { totalCount } }' }) // makes the connection
})
afterAll(async () => {
  await api?.close()
  await warehouse?.close()
  await wire?.close()
  await shop?.close()
})

/** What a request costs on the wire: how often the client waits for the server, and its answer. */
async function onWire(query: string, variables: object = {}) {
  wire.reset()
  const { body } = await api.post(token, { query, variables })
  return { syncs: wire.sent('S'), waits: wire.got('Z'), body }
}

const requests: Readonly<Record<string, string>> = {
  'a look-up': '{ order(id: 1) { id status } }',
  'a page with its count and its cursors':
    '{ orders(first: 2) { nodes { id } totalCount edges { cursor } pageInfo { hasNextPage endCursor } } }',
  'pages below pages below pages, with links and measures per parent':
    '{ customers { nodes { name orderMetrics { revenue } orders(first: 2) { totalCount nodes { id customer { referrer { name } } items { nodes { sku product { title } } } } } } } }',
  'metrics with totals, a share, a shift and all others':
    '{ orderMetrics(limit: 1, others: true) { rows { placedAt(by: MONTH) revenue share: revenue(share: TOTAL) before: revenue(shift: "P1M") } totals { revenue } meta { asOf } } }',
  'metrics of several models':
    '{ metrics { rows { customer { plan } orderMetrics { revenue } customerMetrics { customerCount } } totals { orderMetrics { revenue } } } }',
  'ten root fields': `{ ${Array.from({ length: 5 }, (_, i) => `a${i}: orders(first: ${i + 1}) { nodes { id } totalCount } b${i}: orderMetrics(where: { status: { eq: PAID } }) { totals { orderCount } }`).join(' ')} }`,
  'the widgets of a dashboard':
    'query ($from: DateTime! = "2020-01-01T00:00:00Z") { kpi: orderMetrics(where: { placedAt: { gte: $from } }) { totals { revenue } } line: orderMetrics(where: { placedAt: { gte: $from } }) { rows { placedAt(by: MONTH) revenue } } table: orders(first: 5) { nodes { id } } }',
}

describe('One request is one round trip, when it is planned anew and when its plan is known:', () => {
  test.each(Object.entries(requests))('%s', async (_, query) => {
    for (const planCache of ['MISS', 'HIT']) {
      const { syncs, waits, body } = await onWire(query)
      expect(body.errors).toBeUndefined()
      expect(body.extensions.sluice).toMatchObject({ trips: 1, planCache })
      expect([syncs, waits]).toEqual([1, 1])
    }
  })
})

test('What needs no warehouse takes none', async () => {
  const { syncs, body } = await onWire('{ __typename __schema { queryType { name } } }')
  expect([syncs, body.extensions.sluice.trips, body.extensions.sluice.statements]).toEqual([0, 0, 0])
  expect((await onWire('{ nothing }')).syncs).toBe(0)
})

test('Where one field fails, the others take a trip each, and the answer tells how many there were', async () => {
  const query =
    '{ good: orders { totalCount } also: customers { totalCount } bad: orders(after: "forged") { nodes { id } } }'
  const { syncs, body } = await onWire(query)
  expect(body.errors).toHaveLength(1)
  expect([syncs, body.extensions.sluice.trips]).toEqual([2, 2])
})

test('How an answer came about is told in development alone', async () => {
  const other = await openApi()
  try {
    const { body } = await other.post(await other.token('acme'), { query: '{ customers { totalCount } }' })
    expect(body).toEqual({ data: { customers: { totalCount: 4 } } })
  } finally {
    await other.close()
  }
})
