import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Client } from 'pg'
import { contextSigner } from '../../../src/warehouses/postgres/context.ts'
import type { Statement } from '../../../src/warehouses/contract.ts'
import { contextKey } from '../../support/context.ts'
import { openHome, type Home } from '../oracle/home.ts'
import { roleOf } from '../../support/warehouse.ts'

/**
 * A stopwatch would tell of the machine. What takes time is the same statements, plans and rows: so these are compared
 * for an id that another tenant has and one that nobody has.
 */
const OWN = '1'
const THEIRS = '100500'
const NOBODYS = '900500'

let home: Home
let sent: Statement[] = []
let client: Client
beforeAll(async () => {
  home = await openHome({
    around: (warehouse) => ({
      ...warehouse,
      run: (scope, statements, options) => {
        sent.push(...statements)
        return warehouse.run(scope, statements, options)
      },
    }),
  })
  // Enough rows for the planner to think about.
  await home.shop.database.query(`
    insert into shop.orders (tenant_id, order_id, customer_id, placed_at, status, amount)
      select 'globex', 100000 + n, 1001, now(), 'PAID', 1 from generate_series(1, 20000) n;
    analyze shop.orders; analyze shop.customers`)
  client = new Client({ connectionString: roleOf(home.shop.database, 'serve') })
  await client.connect()
})
afterAll(async () => {
  await client?.end()
  await home?.close()
})

const questions: Readonly<Record<string, string>> = {
  'a look-up': 'query ($id: ID!) { order(id: $id) { id note customer { name } } }',
  'a filter': 'query ($id: ID!) { orders(where: { id: { in: [$id] } }) { totalCount nodes { id } } }',
  'a filter along a link':
    'query ($id: ID!) { customers(where: { orders: { some: { id: { eq: $id } } } }) { nodes { id } } }',
  'a measure': 'query ($id: ID!) { orderMetrics(where: { id: { eq: $id } }) { totals { orderCount } } }',
}

test.each(Object.entries(questions))(
  'With %s, another tenant’s id is answered in the same bytes as nobody’s',
  async (_, query) => {
    const [theirs, nobodys, own] = await Promise.all(
      [THEIRS, NOBODYS, OWN].map((id) => home.post('acme', { query, variables: { id } })),
    )
    const undated = (all: string | undefined) => all?.replace(/^date: .*$/m, '')
    expect(undated(theirs?.all)).toBe(undated(nobodys?.all))
    expect(theirs?.text).not.toBe(own?.text)
  },
)

test.each(
  Object.entries(questions).flatMap(([name, query]) =>
    ['force_custom_plan', 'force_generic_plan'].map((mode) => [name, mode, query] as const),
  ),
)(
  'With %s, the database does the same for it by the same plan, but for one row that a scan passes over (%s)',
  async (_, mode, query) => {
    const [theirs, nobodys] = [await plans(query, THEIRS, mode), await plans(query, NOBODYS, mode)]
    expect(theirs.shape).toBe(nobodys.shape)
    expect(nobodys.passed).toBeLessThanOrEqual(theirs.passed)
    expect(theirs.passed - nobodys.passed).toBeLessThanOrEqual(1)
    expect(theirs.shape).toContain('actual rows')
  },
)

/** How the statements of a question are carried out: their plans without values, and the most rows that a scan took away. */
async function plans(query: string, id: string, mode: string) {
  sent = []
  await home.post('acme', { query, variables: { id } })
  expect(sent).not.toEqual([])
  const told: string[] = []
  for (const { text, values } of sent) {
    await client.query('begin')
    await client.query(
      `select set_config('plan_cache_mode', $2, true), set_config('sluice.context', $1, true)`,
      [contextSigner(contextKey).sign('acme', 60_000), mode],
    )
    await client.query(`prepare asked as ${text}`)
    const given = values.map((value) => client.escapeLiteral(asText(value))).join(', ')
    const { rows } = await client.query(
      `explain (analyze, costs off, timing off, summary off, buffers off) execute asked${given ? ` (${given})` : ''}`,
    )
    await client.query('rollback; deallocate asked')
    told.push(...(rows as { 'QUERY PLAN': string }[]).map((row) => row['QUERY PLAN']))
  }
  const passed = told.map((line) => Number(/Rows Removed by Filter: (\d+)/.exec(line)?.[1] ?? 0))
  const shape = told
    .filter((line) => !line.includes('Rows Removed'))
    .join('\n')
    .replaceAll(id, 'ID')
  return { shape, passed: Math.max(...passed) }
}

function asText(value: Statement['values'][number]): string {
  return typeof value === 'string' ? value : `{${(value ?? []).join(',')}}`
}
