import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Faults } from '../../src/base/fault.ts'
import { loadModels, readSchemaFolder } from '../../src/model/index.ts'
import { loadSyncs } from '../../src/sync/documents/load.ts'
import { prepare, readIn } from '../../src/sync/prepare.ts'
import { openScope } from '../../src/tenant/scope.ts'
import type { Warehouse } from '../../src/warehouses/contract.ts'
import type { FreshDatabase } from '../support/database.ts'
import { demoDatabase, demoDay } from '../support/demo.ts'
import { openDesk, type Asker, type Desk } from '../support/desk.ts'
import { openGuarded } from '../support/warehouse.ts'

const tenant = 'lumen-lane'
const other = 'papier-bleu'
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

/** What the first root field of a request is answered with. */
// oxlint-disable-next-line typescript/no-explicit-any
async function ask(text: string, asker: Asker = {}): Promise<any> {
  const { data, errors } = await desk.ask(text, { tenant, ...asker })
  expect(errors).toEqual([])
  return Object.values(data)[0]
}

async function sql(text: string, values: readonly unknown[] = [tenant]): Promise<Record<string, unknown>[]> {
  const { rows } = await database.query(text, [...values])
  return rows as Record<string, unknown>[]
}

describe('In the demo', () => {
  const people = '{ customers(first: 1000) { nodes { id name email phone } } }'

  test('a customer’s name, address and number are masked, and clear for support', async () => {
    const { nodes } = await ask(people)
    expect(nodes.length).toBeGreaterThan(50)
    for (const { name, email, phone } of nodes) {
      expect(name).toMatch(/^.\*\*\*$/u)
      expect(email ?? 'x***@none').toMatch(/^.\*\*\*@[^@]+$/u)
      expect(phone ?? '***00').toMatch(/^\*\*\*\d\d$/)
    }
    const clear = await ask(people, { roles: ['support'] })
    const held = await sql(
      'select customer_id::text as id, name, email, phone from marts.customers where tenant_id = $1 order by customer_id',
    )
    expect(clear.nodes).toEqual(held)
  })

  test('salespeople see the contacts of their region who agreed to marketing, support all, and nobody else any', async () => {
    const contacts = '{ contacts(first: 1000) { nodes { id name email } totalCount } }'
    const seen = async (asker: Asker) => (await ask(contacts, asker)).nodes.length
    const held = await sql(
      `select count(*)::int as all, count(*) filter (where region = 'EMEA' and marketing_consent)::int as emea
         from marts.customers where tenant_id = $1`,
    )
    const [counts] = held
    expect(await seen({ roles: ['sales'], claims: { region: 'EMEA' } })).toBe(counts?.['emea'])
    expect(counts?.['emea']).toBeGreaterThan(0)
    expect(await seen({ roles: ['support'] })).toBe(counts?.['all'])
    expect(await seen({ roles: ['sales', 'support'], claims: { region: 'EMEA' } })).toBe(counts?.['all'])
    expect(await seen({ roles: ['sales'] })).toBe(0)
    expect(await seen({ roles: [], claims: { region: 'EMEA' } })).toBe(0)
  })

  test('an e-mail address has one digest in a shop, and another in another shop', async () => {
    const digests = async (asker: Asker) =>
      (await ask('{ contacts(first: 1000) { nodes { email } } }', asker)).nodes
        .map(({ email }: { email: string | null }) => email)
        .filter((email: string | null) => email !== null) as string[]
    const here = await digests({ roles: ['sales'], claims: { region: 'EMEA' } })
    const there = await digests({ tenant: other, roles: ['sales'], claims: { region: 'EMEA' } })
    expect(here.length).toBeGreaterThan(3)
    for (const digest of [...here, ...there]) expect(digest).toMatch(/^[0-9a-f]{64}$/)
    expect(here.filter((digest) => there.includes(digest))).toEqual([])
  })

  test('baskets are told in groups of five customers or more, and totals are made of these', async () => {
    const cells = await sql(
      `select count(*)::int as n, sum(amount_usd)::text as worth, count(distinct customer_id)::int as people
         from marts.orders o left join marts.customers c using (tenant_id, customer_id)
        where o.tenant_id = $1 group by date_trunc('month', placed_at at time zone 'UTC'), channel, c.country`,
    )
    const large = cells.filter(({ people }) => Number(people) >= 5)
    expect(large.length).toBeGreaterThan(0)
    expect(large.length).toBeLessThan(cells.length)
    const { rows, totals } = await ask(
      '{ basketMetrics { rows { month channel customer { country } basketCount worth } totals { basketCount } } }',
    )
    const told = rows.map(
      ({ basketCount, worth }: { basketCount: number; worth: string }) => `${basketCount} ${worth}`,
    )
    expect(told.sort()).toEqual(large.map(({ n, worth }) => `${String(n)} ${String(worth)}`).sort())
    expect(totals.basketCount).toBe(large.reduce((sum, { n }) => sum + Number(n), 0))
    const all = await ask('{ basketMetrics { totals { basketCount largest } } }', { roles: ['analyst'] })
    expect(all.totals.basketCount).toBe(cells.reduce((sum, { n }) => sum + Number(n), 0))
  })

  test('a sync sends what a shop has, whole: it is no person', async () => {
    const file = 'syncs/big_spenders.graphql'
    const faults = new Faults()
    const sync = loadSyncs(new Map([[file, readFileSync(file, 'utf8')]]), models, faults).get('BigSpenders')
    const prepared = sync && prepare(desk.engine, sync, faults)
    expect(faults.found).toEqual([])
    if (!prepared) throw new Error('the sync is without fault')
    const names = prepared.compiled.columns.map(({ path }) => path.join('.'))
    const sent: unknown[] = []
    const scope = await openScope({ tenant, roles: [], claims: {} }, { knows: async () => true })
    for await (const rows of readIn(desk.engine, prepared, scope, demoDay)(AbortSignal.timeout(10_000)))
      for (const row of rows)
        sent.push({ name: row[names.indexOf('name')], email: row[names.indexOf('email')] })
    const held = await sql(
      `select name, email from marts.customers
        where tenant_id = $1 and lifetime_value_usd >= 2500 and marketing_consent`,
    )
    expect(held.length).toBeGreaterThan(3)
    expect(sent).toHaveLength(held.length)
    expect(sent).toEqual(expect.arrayContaining(held))
  })
})
