import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openShop, type Shop } from '../support/shop.ts'
import { run } from '../support/sql.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop?.close())

/** Runs check SQL that was written by hand, as the superuser. */
const check = (text: string) => run(shop.database.superuserUrl, text)

describe('measures', () => {
  test('without grouping are one row, and the totals are the same', async () => {
    const { orderMetrics } = await shop.ask(
      'acme',
      '{ orderMetrics { rows { revenue orderCount buyers averageOrder proRevenue } totals { revenue } } }',
    )
    const [expected] = await check(`
      select sum(amount) filter (where status = 'PAID')::text revenue, count(*)::int "orderCount", count(distinct customer_id)::int buyers,
        (sum(amount) filter (where status = 'PAID') / count(*))::text "averageOrder",
        (select sum(amount)::text from shop.orders join shop.customers using (customer_id) where orders.tenant_id = 'acme' and plan = 'PRO') "proRevenue"
      from shop.orders where tenant_id = 'acme'`)
    expect(orderMetrics.rows).toEqual([expected])
    expect(orderMetrics.totals).toEqual({ revenue: expected?.['revenue'] })
  })

  test('of which nothing is wanted read nothing', async () => {
    const text =
      'query ($no: Boolean!) { bare: orderMetrics { __typename } left: orderMetrics { rows @include(if: $no) { revenue } } }'
    expect(await shop.ask('acme', text, { no: false })).toEqual({
      bare: { __typename: 'OrderMetrics' },
      left: {},
    })
  })

  test('over no rows count zero and have no sum', async () => {
    const { orderMetrics } = await shop.ask(
      'acme',
      '{ orderMetrics(where: { id: { eq: 0 } }) { rows { revenue orderCount averageOrder } totals { orderCount } } }',
    )
    expect(orderMetrics).toEqual({
      rows: [{ revenue: null, orderCount: 0, averageOrder: null }],
      totals: { orderCount: 0 },
    })
  })

  test('a null group is a group, and a total is computed at its own grain, whatever the limit', async () => {
    const { orderMetrics } = await shop.ask(
      'acme',
      '{ orderMetrics(orderBy: [{ orderCount: DESC }, { customer: { plan: ASC } }], limit: 2) { rows { customer { plan region } orderCount averageOrder } totals { orderCount averageOrder } } }',
    )
    expect(orderMetrics.rows).toEqual([
      { customer: { plan: 'PRO', region: 'north' }, orderCount: 2, averageOrder: '15.2500000000000000' },
      { customer: { plan: 'FREE', region: null }, orderCount: 1, averageOrder: null },
    ])
    expect(orderMetrics.totals).toEqual({ orderCount: 5, averageOrder: '126.1500000000000000' })
    const { all } = await shop.ask('acme', '{ all: orderMetrics { rows { customer { plan } orderCount } } }')
    expect(all.rows).toContainEqual({ customer: { plan: null }, orderCount: 1 })
  })

  test('a condition through a to-many link never multiplies', async () => {
    const { orderMetrics } = await shop.ask(
      'acme',
      '{ orderMetrics(where: { items: { some: { quantity: { gte: 1 } } } }) { rows { orderCount revenue } } }',
    )
    expect(orderMetrics.rows).toEqual([{ orderCount: 3, revenue: '630.7500' }])
  })

  test('having filters groups, never totals', async () => {
    const { orderMetrics } = await shop.ask(
      'acme',
      '{ orderMetrics(having: { or: [{ revenue: { gt: "100" } }, { revenue: { isNull: true } }] }) { rows { customer { plan } revenue } totals { revenue } } }',
    )
    expect(orderMetrics.rows.map((row: any) => row.customer.plan)).toEqual(['FREE', 'PRO', null])
    expect(orderMetrics.totals.revenue).toBe('630.7500')
  })

  test('of a model that only its order ties to the tenant', async () => {
    const { orderItemMetrics } = await shop.ask(
      'globex',
      '{ orderItemMetrics { rows { product { category } units } totals { units } } }',
    )
    expect(orderItemMetrics).toEqual({
      rows: [
        { product: { category: 'tools' }, units: '9000' },
        { product: { category: null }, units: '1000' },
      ],
      totals: { units: '10000' },
    })
  })
})

describe('time', () => {
  const by = (grain: string, zone: string, more = '') =>
    shop.ask(
      'acme',
      `query ($z: TimeZone) { orderMetrics(timezone: $z ${more}) { rows { placedAt(by: ${grain}) orderCount } } }`,
      { z: zone },
    )

  test('is cut and printed in the zone that is asked for, over the change to summer time', async () => {
    expect((await by('MONTH', 'Europe/Paris'))['orderMetrics'].rows).toEqual([
      { placedAt: '2026-01-01T00:00:00+01:00', orderCount: 1 },
      { placedAt: '2026-02-01T00:00:00+01:00', orderCount: 3 },
      { placedAt: '2026-03-01T00:00:00+01:00', orderCount: 1 },
    ])
    expect((await by('HOUR', 'Europe/Paris'))['orderMetrics'].rows.at(-1)).toEqual({
      placedAt: '2026-03-29T01:00:00+01:00',
      orderCount: 1,
    })
    expect((await by('DAY', 'Asia/Kolkata'))['orderMetrics'].rows[1]).toEqual({
      placedAt: '2026-02-01T00:00:00+05:30',
      orderCount: 1,
    })
    expect((await by('MONTH', 'America/New_York'))['orderMetrics'].rows).toEqual([
      { placedAt: '2026-01-01T00:00:00-05:00', orderCount: 2 },
      { placedAt: '2026-02-01T00:00:00-05:00', orderCount: 2 },
      { placedAt: '2026-03-01T00:00:00-05:00', orderCount: 1 },
    ])
  })

  test('weeks begin on the day that is asked for', async () => {
    const starts = async (day: string) =>
      (await by('WEEK', 'UTC', `weekStart: ${day}`))['orderMetrics'].rows.map((row: any) =>
        row.placedAt.slice(0, 10),
      )
    expect(await starts('MONDAY')).toEqual(['2026-01-05', '2026-01-26', '2026-02-09', '2026-03-23'])
    expect(await starts('SUNDAY')).toEqual(['2026-01-04', '2026-01-25', '2026-02-08', '2026-03-29'])
    expect(await starts('SATURDAY')).toEqual(['2026-01-10', '2026-01-31', '2026-02-07', '2026-03-28'])
  })

  test('a date has no zone', async () => {
    const { orderMetrics } = await shop.ask(
      'acme',
      '{ orderMetrics(timezone: "Pacific/Kiritimati") { rows { dueOn(by: MONTH) orderCount } } }',
    )
    expect(orderMetrics.rows).toEqual([
      { dueOn: '2026-01-01', orderCount: 1 },
      { dueOn: '2026-02-01', orderCount: 2 },
      { dueOn: null, orderCount: 2 },
    ])
  })

  test('the same time at two granularities is two groupings', async () => {
    const { orderMetrics } = await shop.ask(
      'acme',
      '{ orderMetrics { rows { month: placedAt(by: MONTH) year: placedAt(by: YEAR) orderCount } } }',
    )
    expect(orderMetrics.rows[0]).toEqual({
      month: '2026-01-01T00:00:00Z',
      year: '2026-01-01T00:00:00Z',
      orderCount: 2,
    })
  })
})

describe('questions about the same rows', () => {
  const widgets = {
    revenue: 'totals { revenue }',
    orders: 'totals { orderCount averageOrder }',
    months: 'rows { placedAt(by: MONTH) revenue } totals { revenue }',
    statuses: 'rows { status orderCount }',
    both: 'rows { status placedAt(by: YEAR) orderCount }',
    twice: 'a: rows { status orderCount } b: rows { placedAt(by: MONTH) orderCount } c: rows { revenue }',
    bare: 'rows { __typename } __typename',
  }
  const where = 'where: { placedAt: { gte: "2026-01-15T00:00:00Z" } }'
  const field = (name: string, more = '') =>
    `${name}: orderMetrics(${where} ${more}) { ${widgets[name as keyof typeof widgets]} }`

  test('share one scan, and each answers as it does alone', async () => {
    const all = Object.keys(widgets)
    const together = await shop.ask('acme', `{ ${all.map((name) => field(name)).join(' ')} }`)
    for (const name of all) {
      const alone = await shop.ask('acme', `{ ${field(name)} }`)
      expect({ [name]: together[name] }).toEqual(alone)
      expect(JSON.stringify(together[name])).not.toContain('error')
    }
    expect(together['months'].rows).toHaveLength(3)
    expect(together['twice'].a).toHaveLength(3)
    const plans = shop.compile(`{ ${all.map((name) => field(name)).join(' ')} }`)
    const scans = new Set(plans.map(({ compiled }) => (compiled as any).shared?.scan))
    expect(scans.size).toBe(1)
    expect(scans.has(undefined)).toBe(false)
  })

  test('keep their own order, limit, having and zone', async () => {
    const text = `{
      top: orderMetrics(orderBy: [{ orderCount: DESC }], limit: 1) { rows { status orderCount } totals { orderCount } }
      rich: orderMetrics(having: { revenue: { gt: "100" } }) { rows { status revenue } }
      paris: orderMetrics(timezone: "Europe/Paris") { rows { placedAt(by: MONTH) orderCount } }
      utc: orderMetrics { rows { placedAt(by: MONTH) orderCount } }
    }`
    const answer = await shop.ask('acme', text)
    expect(answer).toEqual({
      top: { rows: [{ status: 'PAID', orderCount: 3 }], totals: { orderCount: 5 } },
      rich: { rows: [{ status: 'PAID', revenue: '630.7500' }] },
      paris: {
        rows: [
          { placedAt: '2026-01-01T00:00:00+01:00', orderCount: 1 },
          { placedAt: '2026-02-01T00:00:00+01:00', orderCount: 3 },
          { placedAt: '2026-03-01T00:00:00+01:00', orderCount: 1 },
        ],
      },
      utc: {
        rows: [
          { placedAt: '2026-01-01T00:00:00Z', orderCount: 2 },
          { placedAt: '2026-02-01T00:00:00Z', orderCount: 2 },
          { placedAt: '2026-03-01T00:00:00Z', orderCount: 1 },
        ],
      },
    })
  })

  test('don’t share where the rows differ, or where a distinct count would be sorted anew for each', () => {
    const text = `query ($a: DateTime, $b: DateTime) {
      one: orderMetrics(where: { placedAt: { gte: $a } }) { totals { revenue } }
      other: orderMetrics(where: { placedAt: { gte: $b } }) { totals { revenue } }
      distinct: orderMetrics(where: { placedAt: { gte: $a } }) { totals { buyers } }
      joined: orderMetrics(where: { placedAt: { gte: $a } }) { rows { customer { plan } revenue } }
    }`
    const at = '2026-01-01T00:00:00Z'
    const plans = shop.compile(text, [], { a: at, b: at })
    for (const { compiled } of plans) expect(compiled).not.toHaveProperty('shared')
  })

  test('one that fails doesn’t take the others with it', async () => {
    const { bad, good } = await shop.ask(
      'acme',
      'query ($n: Int) { bad: orderMetrics(limit: $n) { rows { status orderCount } } good: orderMetrics { totals { orderCount } } }',
      { n: -1 },
    )
    expect(bad.error).toMatch(/-1/)
    expect(good).toEqual({ totals: { orderCount: 5 } })
  })
})

describe('is refused', () => {
  test('an order by what is not selected', async () => {
    await expect(
      shop.ask('acme', '{ orderMetrics(orderBy: [{ status: ASC }]) { rows { orderCount } } }'),
    ).rejects.toThrow(
      '"orderBy" names "status", which is not selected. Expected a measure, or a dimension that the rows are grouped by. Select "status" in "rows", or leave it out of "orderBy".',
    )
  })
})

describe('questions with little in them', () => {
  test('rows without a measure beside totals with one are the groups of the first model', async () => {
    const { metrics } = await shop.ask(
      'acme',
      '{ metrics { totals { customerMetrics { customerCount } } rows { customer { plan } } } }',
    )
    expect(metrics).toEqual({
      totals: { customerMetrics: { customerCount: 4 } },
      rows: ['FREE', 'PRO', 'TEAM'].map((plan) => ({ customer: { plan } })),
    })
  })
})
