import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openShop, type Shop } from '../support/shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop?.close())

test('smoke', async () => {
  const q = `query ($a: [OrderStatus!], $f: Int, $after: String) {
    orders(where: { status: { in: $a }, items: { some: { sku: { eq: "A1" } } } }, orderBy: [{ placedAt: DESC }], first: $f, after: $after) {
      totalCount
      nodes { id placedAt dueOn big note customer { name plan referrer { name } orders(first: 1) { totalCount nodes { id } pageInfo { hasNextPage endCursor } edges { cursor } } orderMetrics { revenue orderCount averageOrder } } items { nodes { sku quantity product { title } } } }
      edges { cursor node { id } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
    order(id: 3) { id note }
    none: order(id: 1003) { id }
    k: orderMetrics { rows { revenue orderCount buyers averageOrder proRevenue } totals { revenue } }
    m: orderMetrics(timezone: "Europe/Paris", orderBy: [{ revenue: DESC }], limit: 10) { rows { placedAt(by: MONTH) customer { plan } revenue orderCount } totals { revenue averageOrder } }
    i: orderItemMetrics { rows { product { category } order { customer { plan } } units } totals { units } }
    c: customers(orderBy: [{ referrer: { name: ASC } }, { region: DESC_NULLS_FIRST }]) { nodes { name region } }
  }`
  const out = await shop.ask('acme', q, { a: ['PAID'], f: 2 })
  console.log(JSON.stringify(out, null, 1))
  expect(out).toBeDefined()
  console.log(shop.compile(q, [], { a: ['PAID'], f: 2 }).map(({ compiled }) => compiled.statements.map((s) => s.text).join('\n---\n')).join('\n=====\n'))
})
