import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse, validate, type OperationDefinitionNode } from 'graphql'
import { makeDemo } from '../../src/app/demo/make.ts'
import { Faults } from '../../src/base/fault.ts'
import { apiSchema, readOperation } from '../../src/documents/index.ts'
import { createEngine, type Engine } from '../../src/engine/index.ts'
import { loadModels, readSchemaFolder } from '../../src/model/index.ts'
import { loadSyncs } from '../../src/sync/documents/load.ts'
import { prepare, readIn } from '../../src/sync/prepare.ts'
import { openScope } from '../../src/tenant/scope.ts'
import { openPostgres, roleUrl } from '../../src/warehouses/postgres/index.ts'
import type { Warehouse } from '../../src/warehouses/contract.ts'
import { contextKey } from '../support/context.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { suiteLog } from '../support/log/suite.ts'

const now = new Date('2026-11-22T19:00:00Z')
const tenant = 'lumen-lane'
const other = 'papier-bleu'
const { models } = loadModels(await readSchemaFolder('schema'))

let database: FreshDatabase
let warehouse: Warehouse
let engine: Engine

beforeAll(async () => {
  database = await freshDatabase()
  await makeDemo({ url: database.url, profile: 'small', today: now })
  const role = (name: string) =>
    roleUrl(database.url, { name: `${database.name}_${name}`, password: 'a-test-password' })
  warehouse = openPostgres({
    name: 'default',
    url: role('serve'),
    operatorUrl: role('operator'),
    ownerUrl: database.superuserUrl,
    log: suiteLog,
    contextKey,
    statementTimeoutMs: 10_000,
  })
  await warehouse.guard.apply(models)
  engine = createEngine({ models, warehouses: new Map([['default', warehouse]]), cursorKey: randomBytes(32) })
})

afterAll(async () => {
  await warehouse?.close()
  await database?.drop()
})

interface Asker {
  readonly of?: string
  readonly roles?: readonly string[]
  readonly claims?: Readonly<Record<string, unknown>>
}

const scopeOf = ({ of = tenant, roles = [], claims = {} }: Asker = {}) =>
  openScope({ tenant: of, roles, claims }, { knows: async (one) => [tenant, other].includes(one) })

/** What the first root field of a request is answered with. */
// oxlint-disable-next-line typescript/no-explicit-any
async function ask(text: string, asker: Asker = {}): Promise<any> {
  const roles = asker.roles ?? []
  const schema = apiSchema(models, roles)
  const document = parse(text)
  expect(validate(schema, document).map(String)).toEqual([])
  const operation = document.definitions[0] as OperationDefinitionNode
  const [root] = readOperation(models, schema, document, operation, {})
  if (root?.is !== 'query') throw new Error('a query is asked')
  const compiled = engine.compileAll([root.query], { scope: 'tenant', roles })
  const [answer] = await engine.run(await scopeOf(asker), compiled, { variables: {}, now })
  if (answer?.is !== 'json') throw new Error(answer?.error.message)
  return JSON.parse(answer.text)
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
    const there = await digests({ of: other, roles: ['sales'], claims: { region: 'EMEA' } })
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
    const prepared = sync && prepare(engine, sync, faults)
    expect(faults.found).toEqual([])
    if (!prepared) throw new Error('the sync is without fault')
    const names = prepared.compiled.columns.map(({ path }) => path.join('.'))
    const sent: unknown[] = []
    for await (const rows of readIn(engine, prepared, await scopeOf(), now)(AbortSignal.timeout(10_000)))
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
