import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { loadModels, readSchemaFolder } from '../../src/model/index.ts'
import type { Warehouse } from '../../src/warehouses/contract.ts'
import type { FreshDatabase } from '../support/database.ts'
import { demoDatabase, demoDay } from '../support/demo.ts'
import { openDesk, type Desk } from '../support/desk.ts'
import { openGuarded } from '../support/warehouse.ts'

const tenants = ['lumen-lane', 'papier-bleu']
const { models } = loadModels(await readSchemaFolder('schema'))

let database: FreshDatabase
let warehouse: Warehouse
let desk: Desk

beforeAll(async () => {
  database = await demoDatabase()
  warehouse = await openGuarded(database, models)
  desk = openDesk(models, new Map([['default', warehouse]]), demoDay)
})

afterAll(async () => {
  await warehouse?.close()
  await database?.drop()
})

/** The rows of the only root field. */
async function rows(tenant: string, text: string): Promise<Record<string, unknown>[]> {
  const { data, errors } = await desk.ask(text, { tenant })
  expect(errors).toEqual([])
  const [root] = Object.values(data)
  return root.rows
}

async function sql(tenant: string, text: string): Promise<Record<string, unknown>[]> {
  const { rows: found } = await database.query(text, [tenant])
  return found as Record<string, unknown>[]
}

const figures = (found: readonly Record<string, unknown>[]) =>
  found.map((row) => Object.values(row).map((value) => (value === null ? null : Number(value))))

test.each(tenants)('%s: middle and large orders are what SQL says', async (tenant) => {
  const asked = await rows(
    tenant,
    '{ orderMetrics(orderBy: [{ channel: ASC }]) { rows { channel medianOrder p95Order } } }',
  )
  const expected = await sql(
    tenant,
    `select percentile_cont(0.5) within group (order by amount_usd::float8), percentile_cont(0.95) within group (order by amount_usd::float8) as p95
     from marts.orders where tenant_id = $1 and status = 'PAID' group by channel order by channel collate "C"`,
  )
  expect(asked.length).toBeGreaterThan(1)
  figures(asked.map(({ medianOrder, p95Order }) => ({ medianOrder, p95Order }))).forEach((values, i) =>
    values.forEach((value, j) => expect(value).toBeCloseTo(Number(Object.values(expected[i] ?? {})[j]), 6)),
  )
})

test.each(tenants)(
  '%s: revenue to date begins anew each year, and buyers are those of 30 days',
  async (tenant) => {
    const asked = await rows(
      tenant,
      `{ orderMetrics(where: { placedAt: { gte: "2025-07-01T00:00:00Z", lt: "2026-04-01T00:00:00Z" } }, orderBy: [{ placedAt: ASC }]) {
      rows { placedAt(by: QUARTER) revenueToDate activeBuyers } } }`,
    )
    const expected = await sql(
      tenant,
      `select to_char(q, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "placedAt",
       (select sum(amount_usd) from marts.orders where tenant_id = $1 and status = 'PAID'
         and placed_at >= date_trunc('year', q) and placed_at < q + interval '3 months') as "revenueToDate",
       (select count(distinct customer_id)::int from marts.orders where tenant_id = $1
         and placed_at >= q + interval '3 months' - interval '30 days' and placed_at < q + interval '3 months') as "activeBuyers"
     from unnest('{2025-07-01,2025-10-01,2026-01-01}'::timestamp[]) q order by q`,
    )
    expect(asked).toEqual(expected)
  },
)

test.each(tenants)('%s: activation and revenue per customer are what SQL says', async (tenant) => {
  const asked = await rows(tenant, '{ customerMetrics { rows { activation revenuePerCustomer } } }')
  const expected = await sql(
    tenant,
    `select (select count(distinct customer_id) from marts.customers c where tenant_id = $1 and exists (
         select from marts.orders o where o.customer_id = c.customer_id and o.tenant_id = $1 and status = 'PAID'
         and placed_at >= created_at and placed_at <= created_at + interval '30 days'))::numeric / count(*) as activation,
       (select sum(amount_usd) from marts.orders where tenant_id = $1 and status = 'PAID') / count(*) as "revenuePerCustomer"
     from marts.customers where tenant_id = $1`,
  )
  expect(figures(asked)).toEqual(figures(expected))
})

test.each(tenants)(
  '%s: storage is that of the last day of each quarter, not a sum of days',
  async (tenant) => {
    const asked = await rows(
      tenant,
      '{ productUsageMetrics(orderBy: [{ day: ASC }]) { rows { day(by: QUARTER) storage } } }',
    )
    const expected = await sql(
      tenant,
      `select distinct on (date_trunc('quarter', day)) date_trunc('quarter', day)::date::text as day, storage_gb::text as storage
     from marts.product_usage_daily where tenant_id = $1 order by date_trunc('quarter', day), product_usage_daily.day desc`,
    )
    expect(asked.length).toBeGreaterThan(2)
    expect(asked).toEqual(expected)
  },
)

test.each(tenants)(
  '%s: the year before is the same weeks 52 weeks ago, up to the same moment',
  async (tenant) => {
    const asked = await rows(
      tenant,
      `{ orderMetrics(where: { placedAt: { inLast: "P28D" } }, orderBy: [{ placedAt: ASC }], fill: true) {
      rows { placedAt(by: WEEK) revenue yearBefore: revenue(shift: "-P52W") } } }`,
    )
    const sums = (weeks: number) =>
      `(select sum(amount_usd)::text from marts.orders where tenant_id = $1 and status = 'PAID'
      and placed_at >= greatest(w, timestamptz '2026-10-25T19:00:00Z') - interval '${weeks} weeks'
      and placed_at < least(w + interval '1 week', timestamptz '2026-11-22T19:00:00Z') - interval '${weeks} weeks')`
    const expected = await sql(
      tenant,
      `select to_char(w at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "placedAt", ${sums(0)} as revenue, ${sums(52)} as "yearBefore"
     from generate_series(timestamptz '2026-10-19T00:00:00Z', '2026-11-22T19:00:00Z', '1 week') w order by w`,
    )
    expect(asked).toEqual(expected)
  },
)
