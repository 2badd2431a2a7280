import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createEngine } from '../../../src/engine/index.ts'
import { openApi, type Api } from '../../serve/api.ts'

/** Names that break SQL, JSON, paths, patterns or headers, and names that look like one another. */
const names = [
  `o'brien`,
  `"quoted"`,
  'back\\slash',
  `'; drop table shop.orders; --`,
  'new\nline',
  'tab\tand\rreturn',
  '$1',
  '{tenant}',
  '%',
  '_',
  '*',
  '..',
  '../acme',
  'a/b',
  'null',
  'undefined',
  '__proto__',
  'constructor',
  '0',
  '😀',
  'é',
  'e\u0301',
  'ACME',
  'acme ',
  ' acme',
  'аcme',
  'acme\u200b',
  '\u202eemca',
  'x'.repeat(200),
  `${'x'.repeat(199)}y`,
]
const known = [...names, 'acme', 'globex']

let api: Api
beforeAll(async () => {
  api = await openApi({ directory: { knows: (tenant) => Promise.resolve(known.includes(tenant)) } })
  await api.shop.database.query(
    `insert into shop.customers (tenant_id, customer_id, name, plan)
     select tenant, 5000 + place, 'customer-' || place, 'PRO' from unnest($1::text[]) with ordinality as t (tenant, place)`,
    [names],
  )
  await api.shop.database.query(
    `insert into shop.orders (tenant_id, order_id, customer_id, placed_at, status, amount, note)
     select tenant_id, customer_id, customer_id, '2026-01-01', 'PAID', 1, name from shop.customers where customer_id > 5000`,
  )
  await api.shop.database.query(
    `insert into shop.order_items select order_id, 1, 'A1', order_id from shop.orders where order_id > 5000`,
  )
})
afterAll(() => api?.close())

const query = `{
  customers { totalCount nodes { name orders { nodes { note } } } pageInfo { endCursor } }
  orderItems { nodes { orderId product { sku } } }
  orderMetrics { rows { customer { name } orderCount } totals { orderCount } }
}`

test.each(names.map((name, i) => [name, i + 1] as const))(
  'tenant %j sees its own rows alone',
  async (name, place) => {
    const { body } = await api.post(await api.token(name), { query })
    const own = `customer-${place}`
    expect(body).toEqual({
      data: {
        customers: {
          totalCount: 1,
          nodes: [{ name: own, orders: { nodes: [{ note: own }] } }],
          pageInfo: { endCursor: expect.any(String) },
        },
        orderItems: { nodes: [{ orderId: String(5000 + place), product: { sku: 'A1' } }] },
        orderMetrics: { rows: [{ customer: { name: own }, orderCount: 1 }], totals: { orderCount: 1 } },
      },
    })
  },
)

test('no name’s cursor is another name’s, however alike they are', async () => {
  const page = 'query ($after: String) { customers(after: $after) { nodes { name } pageInfo { endCursor } } }'
  const tokens = await Promise.all(known.map((name) => api.token(name)))
  const pages = await Promise.all(tokens.map((token) => api.post(token, { query: page })))
  for (const [i, token] of tokens.entries()) {
    const after = pages[(i + 1) % pages.length]?.body.data.customers.pageInfo.endCursor
    const { body } = await api.post(token, { query: page, variables: { after } })
    expect(body.errors[0].extensions.code).toBe('INVALID_CURSOR')
  }
})

test('what a cursor holds is not for its reader: the key may be a field that its roles don’t see', async () => {
  const { body } = await api.post(await api.token('acme'), {
    query: '{ customers(orderBy: [{ name: ASC }]) { edges { cursor node { name } } } }',
  })
  for (const { cursor, node } of body.data.customers.edges) {
    const inside = Buffer.from(cursor, 'base64url').toString('latin1')
    expect(inside).not.toContain(node.name.slice(0, 8))
    expect(inside).not.toContain('["')
  }
})

test('a cursor outlives the server that gave it out, wherever the key is the same, and no other', async () => {
  const [key, other] = [randomBytes(32), randomBytes(32)]
  const { shop } = api
  const warehouses = new Map([['default', shop.warehouse]])
  const page = async (cursorKey: Uint8Array, after?: string) => {
    const engine = createEngine({ models: shop.models, warehouses, cursorKey })
    const text = `{ orders(first: 2${after ? `, after: "${after}"` : ''}) { nodes { id } pageInfo { endCursor } } }`
    const [root] = shop.compile(text)
    const compiled = engine.compile(root!.compiled.query, { scope: 'tenant', roles: [] })
    const [answer] = await engine.run(await shop.scope('acme'), [compiled], {
      variables: {},
      now: new Date(),
    })
    return answer?.is === 'json' ? JSON.parse(answer.text) : answer?.error.code
  }
  const first = await page(key)
  expect((await page(key)).pageInfo).toEqual(first.pageInfo)
  expect((await page(key, first.pageInfo.endCursor)).nodes).toEqual([{ id: '3' }, { id: '4' }])
  expect(await page(other, first.pageInfo.endCursor)).toBe('INVALID_CURSOR')
})
