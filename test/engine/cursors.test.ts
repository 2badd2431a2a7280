import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openShop, type Shop } from '../support/shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop?.close())

const orders = [
  '[]',
  '[{ placedAt: DESC }]',
  '[{ dueOn: ASC }]',
  '[{ dueOn: DESC }, { placedAt: ASC }]',
  '[{ dueOn: ASC_NULLS_FIRST }, { note: DESC_NULLS_FIRST }]',
  '[{ customer: { region: ASC } }, { status: DESC }]',
  '[{ large: DESC }, { big: ASC_NULLS_FIRST }]',
]

describe.each(orders)('ordered by %s', (orderBy) => {
  const page = (way: string) =>
    `query ($n: Int!, $at: String) { orders(orderBy: ${orderBy}, ${way === 'forward' ? 'first: $n, after: $at' : 'last: $n, before: $at'}) { nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`

  async function whole(): Promise<string[]> {
    const { orders } = await shop.ask('acme', page('forward'), { n: 100 })
    return orders.nodes.map(({ id }: { id: string }) => id)
  }

  test.each([1, 2, 3])('pages of %i forward are the whole, no row twice, none missing', async (n) => {
    const seen: string[] = []
    let at: string | null = null
    for (let turn = 0; turn < 10; turn++) {
      const { orders } = await shop.ask('acme', page('forward'), at ? { n, at } : { n })
      seen.push(...orders.nodes.map(({ id }: { id: string }) => id))
      expect(orders.pageInfo.hasPreviousPage).toBe(at !== null)
      at = orders.pageInfo.endCursor
      if (!orders.pageInfo.hasNextPage) break
    }
    expect(seen).toEqual(await whole())
    expect(seen).toHaveLength(5)
  })

  test.each([1, 2, 3])('pages of %i backward are the whole as well', async (n) => {
    let seen: string[] = []
    let at: string | null = null
    for (let turn = 0; turn < 10; turn++) {
      const { orders } = await shop.ask('acme', page('backward'), at ? { n, at } : { n })
      seen = [...orders.nodes.map(({ id }: { id: string }) => id), ...seen]
      at = orders.pageInfo.startCursor
      if (!orders.pageInfo.hasPreviousPage) break
    }
    expect(seen).toEqual(await whole())
  })
})

test('a nested connection’s cursor turns the page of that connection', async () => {
  const text = (after: string) =>
    `{ customer(id: 1) { orders(first: 1, orderBy: [{ placedAt: ASC }] ${after}) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } } }`
  const { customer } = await shop.ask('acme', text(''))
  expect(customer.orders.edges[0].node.id).toBe('1')
  expect(customer.orders.edges[0].cursor).toBe(customer.orders.pageInfo.endCursor)
  const next = await shop.ask('acme', text(`after: "${customer.orders.pageInfo.endCursor}"`))
  expect(next['customer'].orders).toMatchObject({
    edges: [{ node: { id: '2' } }],
    pageInfo: { hasNextPage: false },
  })
})

describe('a cursor is refused', () => {
  const ask = (tenant: string, orderBy: string, after: string) =>
    shop.ask(
      tenant,
      `query ($after: String) { orders(orderBy: ${orderBy}, first: 1, after: $after) { nodes { id } } }`,
      { after },
    )
  const first = async (tenant: string) => {
    const { orders } = await shop.ask(
      tenant,
      '{ orders(orderBy: [{ placedAt: ASC }], first: 1) { pageInfo { endCursor } } }',
    )
    return String(orders.pageInfo.endCursor)
  }
  const refusal = /The cursor does not fit this query/

  test('under another tenant’s token', async () => {
    const cursor = await first('acme')
    expect((await ask('acme', '[{ placedAt: ASC }]', cursor))['orders'].nodes).toHaveLength(1)
    expect((await ask('globex', '[{ placedAt: ASC }]', cursor))['orders'].error).toMatch(refusal)
  })

  test('under another order', async () => {
    expect((await ask('acme', '[{ placedAt: DESC }]', await first('acme')))['orders'].error).toMatch(refusal)
  })

  test('edited, cut or made up, in the same words', async () => {
    const cursor = await first('acme')
    const forged = Buffer.from('["2000-01-01T00:00:00Z","0"]').toString('base64url')
    const flipped = (at: number) =>
      `${cursor.slice(0, at)}${cursor[at] === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`
    for (const bad of [
      forged,
      cursor.slice(0, 22) + forged,
      flipped(3),
      flipped(30),
      cursor.slice(0, -4),
      cursor.slice(0, 22),
      `${cursor}.x`,
      `${cursor}=`,
      '',
      'x'.repeat(5000),
    ]) {
      expect((await ask('acme', '[{ placedAt: ASC }]', bad))['orders'].error).toMatch(refusal)
    }
  })
})
