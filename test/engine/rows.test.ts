import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openShop, type Shop } from '../support/shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop?.close())

const ids = (connection: { nodes: { id: string }[] }) => connection.nodes.map(({ id }) => id)

describe('a look-up by key', () => {
  test('gives the row, exact to the last digit', async () => {
    const { order } = await shop.ask('acme', '{ order(id: 2) { id placedAt dueOn big status note large } }')
    expect(order).toEqual({
      id: '2',
      placedAt: '2026-01-31T23:30:00Z',
      dueOn: null,
      big: '9007199254740993',
      status: 'PAID',
      note: null,
      large: false,
    })
  })

  test('gives null for a key that is not there and for a key of another tenant, alike', async () => {
    const { missing, foreign } = await shop.ask(
      'acme',
      '{ missing: order(id: 77) { id } foreign: order(id: 1002) { id } }',
    )
    expect(missing).toBeNull()
    expect(foreign).toBeNull()
  })

  test('takes every part of a composite key', async () => {
    const { orderItem } = await shop.ask(
      'acme',
      '{ orderItem(orderId: 1, line: 2) { sku product { title } } }',
    )
    expect(orderItem).toEqual({ sku: 'B2', product: { title: 'Brush' } })
  })
})

describe('a connection', () => {
  test('answers under the response names of the request, in its order, fragments merged', async () => {
    const text = `{
      page: orders(first: 1) { __typename n: nodes { ...one key: id } n: nodes { customer { name } } }
    }
    fragment one on Order { __typename status }`
    const { page } = await shop.ask('acme', text)
    expect(JSON.stringify(page)).toBe(
      '{"__typename":"OrderConnection","n":[{"__typename":"Order","status":"PAID","key":"1","customer":{"name":"acme:Ada"}}]}',
    )
  })

  test.each([
    ['{ id: { in: ["1", "3", "99"] } }', ['1', '3']],
    ['{ id: { notIn: ["1", "3"] } }', ['2', '4', '5']],
    ['{ status: { ne: PAID } }', ['3', '5']],
    ['{ dueOn: { isNull: true } }', ['2', '5']],
    ['{ dueOn: { isNull: false } }', ['1', '3', '4']],
    ['{ dueOn: { between: { from: "2026-01-20", to: "2026-02-19" } } }', ['1']],
    ['{ placedAt: { gt: "2026-02-10T10:00:00.123455Z" } }', ['3', '4', '5']],
    ['{ placedAt: { inLast: "P40D" } }', ['5']],
    ['{ placedAt: { inPeriod: LAST_MONTH } }', ['3', '4']],
    ['{ note: { contains: "50%_off \\\\" } }', ['3']],
    ['{ note: { contains: "%" } }', ['3']],
    ['{ note: { startsWith: "fir" } }', ['1']],
    ['{ note: { endsWith: "st" } }', ['1', '5']],
    ['{ customer: { plan: { eq: PRO } } }', ['1', '2', '4']],
    ['{ not: { customer: { plan: { eq: PRO } } } }', ['3', '5']],
    ['{ customer: { referrer: { name: { contains: "Ada" } } } }', ['3', '4']],
    ['{ items: { some: { sku: { eq: "A1" } } } }', ['1', '2', '4']],
    ['{ items: { none: {} } }', ['3', '5']],
    ['{ items: { every: { quantity: { gte: 2 } } } }', ['2', '3', '5']],
    ['{ items: { some: { product: { category: { isNull: true } } } } }', ['4']],
    [
      '{ or: [{ large: { eq: true } }, { and: [{ status: { eq: REFUNDED } }, { note: { isNull: false } }] }] }',
      ['3', '4'],
    ],
  ])('where %s', async (where, expected) => {
    const { orders, count } = await shop.ask(
      'acme',
      `{ orders(where: ${where}) { nodes { id } } count: orders(where: ${where}) { totalCount } }`,
    )
    expect(ids(orders)).toEqual(expected)
    expect(count.totalCount).toBe(expected.length)
  })

  test.each([
    ['{ orders(where: { status: {} }) { totalCount } }', /A filter says nothing/],
    ['{ orders(where: { not: {} }) { totalCount } }', /A filter says nothing/],
    [
      'query ($s: OrderStatus) { orders(where: { status: { eq: $s } }) { totalCount } }',
      /A filter says nothing/,
    ],
    ['{ orders(where: { note: { eq: null } }) { totalCount } }', /compares with null/],
    ['{ orders(where: { id: { in: ["1", null] } }) { totalCount } }', /null/],
    ['{ orders(first: 2, last: 2) { totalCount } }', /both ends/],
  ])('refuses %s', async (text, message) => {
    await expect(async () => shop.ask('acme', text)).rejects.toThrow(message)
  })

  test('refuses a page that is too large or negative, wherever the number comes from', async () => {
    const { orders } = await shop.ask('acme', '{ orders(first: 1001) { nodes { id } } }')
    expect(orders.error).toMatch(/A page of 1001 rows was asked for. Expected an integer from 0 to 1000/)
    const nested = await shop.ask(
      'acme',
      'query ($n: Int) { customers { nodes { orders(first: $n) { nodes { id } } } } }',
      { n: -1 },
    )
    expect(nested['customers'].error).toMatch(/A page of -1 rows/)
  })

  test('one field’s error stays one field’s error', async () => {
    const { bad, good } = await shop.ask(
      'acme',
      '{ bad: orders(where: { id: { eq: "x" } }) { totalCount } good: orders { totalCount } }',
    )
    expect(bad.error).toBeDefined()
    expect(good).toEqual({ totalCount: 5 })
  })
})

describe('below a row', () => {
  const text = `{ customers(orderBy: [{ id: ASC }]) { nodes {
    id
    orders(first: 1, orderBy: [{ placedAt: DESC }]) { nodes { id items { nodes { sku order { id } } } } totalCount pageInfo { hasNextPage } }
    orderMetrics { revenue orderCount averageOrder }
    paid: orderMetrics(where: { status: { eq: PAID } }) { orderCount }
  } } }`

  test('connections and measures are each parent’s own', async () => {
    const { customers } = await shop.ask('acme', text)
    expect(customers.nodes).toEqual([
      {
        id: '1',
        orders: {
          nodes: [{ id: '2', items: { nodes: [{ sku: 'A1', order: { id: '2' } }] } }],
          totalCount: 2,
          pageInfo: { hasNextPage: true },
        },
        orderMetrics: { revenue: '30.5000', orderCount: 2, averageOrder: '15.2500000000000000' },
        paid: { orderCount: 2 },
      },
      {
        id: '2',
        orders: {
          nodes: [{ id: '3', items: { nodes: [] } }],
          totalCount: 1,
          pageInfo: { hasNextPage: false },
        },
        orderMetrics: { revenue: null, orderCount: 1, averageOrder: null },
        paid: { orderCount: 0 },
      },
      {
        id: '3',
        orders: {
          nodes: [
            {
              id: '4',
              items: {
                nodes: [
                  { sku: 'C3', order: { id: '4' } },
                  { sku: 'A1', order: { id: '4' } },
                ],
              },
            },
          ],
          totalCount: 1,
          pageInfo: { hasNextPage: false },
        },
        orderMetrics: { revenue: '600.2500', orderCount: 1, averageOrder: '600.2500000000000000' },
        paid: { orderCount: 1 },
      },
      {
        id: '4',
        orders: { nodes: [], totalCount: 0, pageInfo: { hasNextPage: false } },
        orderMetrics: { revenue: null, orderCount: 0, averageOrder: null },
        paid: { orderCount: 0 },
      },
    ])
  })

  test('a connection of which only the count or the type is selected is still one value a parent', async () => {
    const { customers } = await shop.ask(
      'acme',
      '{ customers { nodes { id counted: orders { totalCount } typed: orders { __typename pageInfo { hasPreviousPage __typename } } } } }',
    )
    expect(customers.nodes.map(({ id, counted }: any) => [id, counted.totalCount])).toEqual([
      ['1', 2],
      ['2', 1],
      ['3', 1],
      ['4', 0],
    ])
    for (const { typed } of customers.nodes) {
      expect(typed).toEqual({
        __typename: 'OrderConnection',
        pageInfo: { hasPreviousPage: false, __typename: 'PageInfo' },
      })
    }
  })

  test('a link along several steps leads to what hangs on what hangs here', async () => {
    const { customers, buyers } = await shop.ask(
      'acme',
      `{
        customers(orderBy: [{ id: ASC }]) { nodes { id items(first: 2, orderBy: [{ quantity: DESC }]) { totalCount nodes { orderId line quantity } } itemMetrics { units } } }
        buyers: customers(where: { items: { some: { product: { title: { eq: "Cup" } } } } }) { nodes { id } }
      }`,
    )
    expect(customers.nodes).toEqual([
      {
        id: '1',
        items: {
          totalCount: 3,
          nodes: [
            { orderId: '2', line: 1, quantity: 5 },
            { orderId: '1', line: 1, quantity: 2 },
          ],
        },
        itemMetrics: { units: '8' },
      },
      { id: '2', items: { totalCount: 0, nodes: [] }, itemMetrics: { units: null } },
      {
        id: '3',
        items: {
          totalCount: 2,
          nodes: [
            { orderId: '4', line: 2, quantity: 1 },
            { orderId: '4', line: 1, quantity: 1 },
          ],
        },
        itemMetrics: { units: '2' },
      },
      { id: '4', items: { totalCount: 0, nodes: [] }, itemMetrics: { units: null } },
    ])
    expect(ids(buyers)).toEqual(['3'])
  })

  test('all of it is one statement, however many rows there are', () => {
    const [root] = shop.compile(text)
    expect(root?.compiled.statements).toHaveLength(1)
    expect(root?.compiled.reads).toEqual(['Customer', 'Order', 'OrderItem'])
  })
})

describe('a field that the model requires', () => {
  test('is never null in an answer: an expression that is null fails its root field, and says which field it was', async () => {
    const broken = await openShop()
    try {
      await broken.database.query(
        'alter table shop.orders alter amount drop not null; update shop.orders set amount = null where order_id = 2',
      )
      const { bad, nested, good } = await broken.ask(
        'acme',
        '{ bad: orders { nodes { id large } } nested: customers { nodes { orders { edges { node { large } } } } } good: orders { nodes { id } } }',
      )
      const message = '"Order.large" has no value in a row, and the model says that it always has one'
      expect(bad.error).toContain(message)
      expect(nested.error).toContain(message)
      expect(good.nodes).toHaveLength(5)
    } finally {
      await broken.close()
    }
  })
})
