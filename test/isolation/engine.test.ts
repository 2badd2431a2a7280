import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { openShop, shopTenants, type Shop } from '../support/shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop?.close())

/** Every way into the small shop: rows, nested rows, links, measures, filters through links. */
const doors = [
  '{ orders(first: 100) { totalCount nodes { id note customer { name referrer { name orders { nodes { id } } } } items { nodes { sku quantity order { id customer { name } } } } } } }',
  '{ customers(first: 100) { nodes { id name orders { nodes { id } totalCount } orderMetrics { orderCount revenue buyers } } } }',
  '{ orderItems(first: 100) { nodes { orderId line quantity order { id customer { name } } product { title } } } }',
  '{ orderMetrics { rows { placedAt(by: DAY) customer { name region referrer { name } } orderCount revenue } totals { revenue buyers proRevenue } } }',
  '{ orderItemMetrics { rows { order { id customer { name } } sku units } totals { units } } }',
  '{ customerMetrics { rows { name referrer { name } customerCount } } }',
]

test('what two tenants see through every door has nothing in common', async () => {
  for (const door of doors) {
    const [acme, globex] = await Promise.all(
      shopTenants.map(async (tenant) => JSON.stringify(await shop.ask(tenant, door))),
    )
    expect(acme).not.toContain('error')
    expect(acme).not.toContain('globex')
    expect(globex).not.toContain('acme')
  }
})

test('the answer with all tenants loaded is, byte for byte, the answer with one tenant loaded', async () => {
  const alone = await openShop()
  try {
    await alone.database.query(`
      delete from shop.order_items where order_id >= 1000;
      delete from shop.orders where tenant_id = 'globex';
      delete from shop.customers where tenant_id = 'globex'`)
    for (const door of doors) {
      const [all, one] = [await shop.ask('acme', door), await alone.ask('acme', door)]
      expect(JSON.stringify(all)).toBe(JSON.stringify(one))
    }
  } finally {
    await alone.close()
  }
})

test('a row that another tenant’s key leads to stays out of reach: links, groups, measures', async () => {
  const crossed = await openShop()
  try {
    // The author's data is at fault here: an order of acme's names a customer of globex's.
    await crossed.database.query('update shop.orders set customer_id = 1001 where order_id = 1')
    const { order, orderMetrics } = await crossed.ask(
      'acme',
      '{ order(id: 1) { id customer { name } } orderMetrics { rows { customer { name } orderCount } } }',
    )
    expect(order).toEqual({ id: '1', customer: null })
    expect(JSON.stringify(orderMetrics)).not.toContain('globex')
    const { customers } = await crossed.ask(
      'globex',
      '{ customers { nodes { id orders { nodes { id } } orderMetrics { orderCount } } } }',
    )
    expect(JSON.stringify(customers)).not.toMatch(/"id":"1"/)
  } finally {
    await crossed.close()
  }
})

test('random filters never show another tenant’s row, nor let it into a number', async () => {
  const text = fc.constantFrom(
    'acme',
    'globex',
    'Ada',
    '%',
    "'; drop table shop.orders; --",
    '\\',
    '{tenant}',
    '$1',
  )
  const where = fc.letrec((tie) => ({
    leaf: fc.oneof(
      fc.record({
        id: fc.record({ in: fc.array(fc.constantFrom('1', '2', '1001', '1004'), { minLength: 1 }) }),
      }),
      fc.record({ note: fc.record({ contains: text }) }),
      fc.record({ customer: fc.record({ name: fc.record({ ne: text }) }) }),
      fc.record({ items: fc.record({ none: fc.record({ sku: fc.record({ eq: text }) }) }) }),
      fc.record({ status: fc.record({ notIn: fc.array(fc.constantFrom('PAID', 'PENDING')) }) }),
    ),
    node: fc.oneof(
      { maxDepth: 3 },
      tie('leaf'),
      fc.record({ not: tie('node') }),
      fc.record({ or: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ and: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    ),
  })).node
  const query = `query ($where: OrderWhere) {
    orders(where: $where, first: 100) { nodes { id customer { name } } }
    orderMetrics(where: $where) { rows { orderCount revenue } }
  }`
  await fc.assert(
    fc.asyncProperty(where, async (condition) => {
      const { orders, orderMetrics } = await shop.ask('acme', query, { where: condition })
      for (const { id } of orders.nodes) expect(Number(id)).toBeLessThan(1000)
      expect(orderMetrics.rows[0].orderCount).toBe(orders.nodes.length)
      // globex's amounts are multiples of a thousand: one of them would show.
      expect(Number(orderMetrics.rows[0].revenue ?? 0)).toBeLessThan(1000)
    }),
    { numRuns: Number(process.env['SLUICE_FUZZ'] ?? 60) },
  )
})

describe('scopes', () => {
  test('a scope that nobody opened reads nothing', async () => {
    const [root] = shop.compile('{ orders { totalCount } }')
    const forged = {
      kind: 'tenant',
      tenant: 'globex',
      principal: { tenant: 'globex', roles: [], claims: {} },
    }
    const binding = { variables: {}, now: new Date() }
    await expect(shop.engine.run(forged as never, [root!.compiled], binding)).rejects.toThrow(
      'without a scope',
    )
  })

  test('a plan that this engine has not compiled is not run, though it is a copy of one', async () => {
    const [root] = shop.compile('{ orders { totalCount } }')
    const binding = { variables: {}, now: new Date() }
    await expect(shop.engine.run(await shop.scope('acme'), [{ ...root!.compiled }], binding)).rejects.toThrow(
      'only what this engine compiled runs',
    )
  })

  test.each(['', ' ', 'ACME', 'acme ', 'аcme', '%', 'nobody', 'acme\0', 'x'.repeat(5000)])(
    'tenant %j is no tenant',
    async (tenant) => {
      await expect(shop.scope(tenant)).rejects.toThrow('The token names no tenant that this server knows')
    },
  )

  test('a field that the roles don’t allow is not there, in the same words as one that never was', async () => {
    const words = (field: string) => `Cannot query field "${field}" on type "Order".`
    expect(() => shop.compile('{ orders { nodes { amount } } }')).toThrow(words('amount'))
    expect(() => shop.compile('{ orders { nodes { absent } } }')).toThrow(words('absent'))
    expect(() => shop.compile('{ orders(where: { amount: { gt: "1" } }) { totalCount } }')).toThrow(
      '"amount" is not defined',
    )
    expect(() => shop.compile('{ orders(orderBy: [{ amount: ASC }]) { totalCount } }')).toThrow(
      '"amount" is not defined',
    )
    const { orders } = await shop.ask(
      'acme',
      '{ orders(first: 1, where: { amount: { gt: "1" } }) { nodes { amount } } }',
      {},
      ['analyst'],
    )
    expect(orders.nodes).toEqual([{ amount: '10.2500' }])
  })
})
