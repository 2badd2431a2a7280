import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { fillingsOf, makeRows } from '../../src/prove/rows/index.ts'
import type { SyntheticRows } from '../../src/prove/rows/contract.ts'
import {
  openClone,
  readBlueprint,
  type Blueprint,
  type Clone,
  type Unprovable,
} from '../../src/warehouses/postgres/clone/index.ts'
import { freshDatabase } from '../support/database.ts'
import { testServer } from '../support/server.ts'
import { openNasty, type Nasty } from './nasty.ts'
import { run } from '../support/sql.ts'

const now = new Date('2026-03-01T12:00:00Z')
const contextKey = randomBytes(32)
let nasty: Nasty
let blueprint: Blueprint
let rows: SyntheticRows
let clone: Clone
let refused: readonly Unprovable[]

beforeAll(async () => {
  nasty = await openNasty()
  blueprint = await read(nasty.database.superuserUrl)
  rows = makeRows({ blueprint, models: nasty.models, seed: 7, now })
  clone = await openClone(blueprint, { server: testServer().superuserUrl, contextKey })
  refused = await clone.fill(fillingsOf(rows))
}, 60_000)

afterAll(async () => {
  await clone?.drop()
  await nasty?.close()
})

function read(url: string): Promise<Blueprint> {
  const { serveUrl, operatorUrl, models } = nasty
  return readBlueprint({ warehouse: 'default', url, serveUrl, operatorUrl, models })
}

/** How many rows a relation shows, as somebody, for a tenant; or the code of the refusal. */
async function seen(as: 'serve' | 'operator' | 'bypass', relation: string, tenant?: string) {
  const context = tenant === undefined ? [] : [`select set_config('sluice.tenant', '${tenant}', true)`]
  const said = await clone.ask(as, [...context, `select count(*) from ${relation}`])
  return 'rows' in said ? Number(said.rows[0]?.[0]) : said.refused.code
}

describe('a clone', () => {
  test('reads as the same blueprint that it was made from, once its roles have their own names again', async () => {
    const { url, operatorUrl = '' } = clone
    const again = await readBlueprint({
      warehouse: 'default',
      url: clone.ownerUrl,
      serveUrl: url,
      operatorUrl,
      models: nasty.models,
    })
    const inItsWords = JSON.parse(clone.told(JSON.stringify(again))) as Blueprint
    expect(comparable(inItsWords)).toEqual(comparable(blueprint))
  })

  test('takes all rows that are made for it', () => {
    expect(refused).toEqual([])
  })

  test('lacks nothing but the foreign table, and says so only where something reads one', async () => {
    expect(clone.unprovable).toEqual([])
    await nasty.run(`grant select on app.far to ${nasty.serve}; create view app.over as select * from app.far;
      grant select on app.over to ${nasty.serve}`)
    const further = await read(nasty.database.superuserUrl)
    const other = await openClone(further, { server: testServer().superuserUrl, contextKey })
    const told = other.unprovable
    await other.drop()
    await nasty.run('drop view app.over; revoke select on app.far from public')
    expect(told).toMatchObject([
      { what: 'foreign table "app"."far"', why: expect.stringContaining('another server') },
      { what: 'view "app"."over"', why: expect.stringContaining('does not exist') },
    ])
  })

  test('holds what the user’s own policies hold: each tenant its rows, nobody without a tenant any', async () => {
    const [first, , third] = rows.tenants.map(({ id }) => id)
    for (const table of ['app.members', 'app.events', 'app.steps', 'app."Odd Table"']) {
      expect([table, await seen('serve', table, first), await seen('serve', table, third)]).toEqual([
        table,
        7,
        13,
      ])
      expect([table, await seen('serve', table)]).toEqual([table, 0])
    }
    expect(await seen('serve', 'ref.countries')).toBe(9)
    expect(await seen('serve', 'app.busy', first)).toBeGreaterThan(0)
  })

  test('leaks where the user’s own database leaks: a materialized view, a table without policies, a child of one', async () => {
    const [first] = rows.tenants.map(({ id }) => id)
    expect(await seen('serve', 'app.totals', first)).toBe(3)
    expect(await seen('serve', 'app.base', first)).toBe(62)
    const child = await clone.ask('serve', ['select word from app.derived'])
    expect('rows' in child && child.rows.length).toBe(31)
  })

  test('refuses what the user’s own database refuses its serving role', async () => {
    expect(await seen('serve', 'app.events_early')).toBe('42501')
    expect(await seen('serve', 'hidden.secrets')).toBe('42501')
    const written = await clone.ask('serve', [`insert into app.orgs values ('x')`])
    expect(written).toMatchObject({ refused: { code: expect.stringMatching(/25006|42501/) } })
    const temporary = await clone.ask('serve', [
      `select has_database_privilege(current_database(), 'temporary')`,
    ])
    expect(temporary).toMatchObject({ rows: [['f']] })
  })

  test('shows the operator all rows, and whoever passes by row security too', async () => {
    expect(await seen('operator', 'app.members')).toBe(31)
    expect(await seen('bypass', 'app.members')).toBe(31)
    expect(await seen('bypass', 'hidden.secrets')).toBe('42501')
  })

  test('has settings of the database and of its roles: where names are sought, what is read only', async () => {
    const said = await clone.ask('serve', [
      `select current_setting('search_path'), current_setting('app.flavour'), current_setting('default_transaction_read_only')`,
    ])
    expect(said).toMatchObject({ rows: [['app, ref, public', 'sweet', 'on']] })
  })

  test('can stand beside another with one tenant’s rows, and takes rows anew', async () => {
    const alone = await clone.copy()
    try {
      await alone.fill(fillingsOf(rows, [1]))
      const said = await alone.ask('bypass', ['select count(*), count(distinct org_id) from app.members'])
      expect(said).toMatchObject({ rows: [['11', '1']] })
      expect(await seen('bypass', 'app.members')).toBe(31)
      await alone.fill(fillingsOf(rows, []))
      expect(await alone.ask('bypass', ['select count(*) from app.members'])).toMatchObject({ rows: [['0']] })
      expect(await alone.ask('bypass', ['select count(*) from ref.countries'])).toMatchObject({
        rows: [['9']],
      })
      expect(await alone.ask('serve', [`select current_setting('app.flavour')`])).toMatchObject({
        rows: [['sweet']],
      })
      expect(
        await alone.ask('serve', [`select has_database_privilege(current_database(), 'temporary')`]),
      ).toMatchObject({ rows: [['f']] })
    } finally {
      await alone.drop()
    }
  })
})

test('no row of the user’s, and no password, is in a blueprint or in a clone', async () => {
  const text = JSON.stringify(blueprint)
  for (const secret of ['real-org', 'Real title', 'a real secret', 'secret-password', 'SCRAM']) {
    expect([secret, text.includes(secret)]).toEqual([secret, false])
  }
  for (const table of ['app.orgs', 'hidden.secrets']) {
    const [told] = await run(clone.ownerUrl, `select json_agg(t)::text as all from ${table} t`)
    expect(String(told?.['all'])).not.toMatch(/real/i)
  }
})

test('what no model and no reader needs is not cloned', () => {
  const names = blueprint.relations.map(({ name }) => name)
  expect(names).not.toContain('unrelated')
  expect(names).toEqual(expect.arrayContaining(['secrets', 'Odd Table', 'derived', 'events_mid_a', 'totals']))
  expect(blueprint.functions.map(({ name, definer }) => `${name} ${definer}`).toSorted()).toEqual([
    'current_org false',
    'lookup true',
    'shout true',
  ])
})

test('the user’s database is as before, and of a dropped clone no role and no database is left', async () => {
  const other = await openClone(blueprint, { server: testServer().superuserUrl, contextKey })
  const copied = await other.copy()
  await copied.drop()
  await other.drop()
  const [left] = await run(
    nasty.database.superuserUrl,
    `select (select count(*) from pg_roles where rolname like '${other.database}%') as roles,
      (select count(*) from pg_database where datname like '${other.database}%') as databases`,
  )
  expect(left).toEqual({ roles: '0', databases: '0' })
  expect(comparable(await read(nasty.database.superuserUrl))).toEqual(comparable(blueprint))
})

test('the serving role’s own eyes read the same blueprint as a superuser’s', async () => {
  expect(comparable(await read(nasty.serveUrl))).toEqual(comparable(blueprint))
})

test('a clone whose maker died is dropped a day later, with its copies and roles; a younger one stays', async () => {
  const server = testServer().superuserUrl
  const dead = await openClone(blueprint, { server, contextKey })
  const copied = await dead.copy()
  const yesterday = Math.floor(Date.now() / 1000) - 25 * 3600
  await run(server, `comment on database ${dead.database} is 'sluice prove, ${yesterday}'`)
  const next = await openClone(blueprint, { server, contextKey })
  const [left] = await run(
    server,
    `select (select count(*)::int from pg_roles where rolname like '${dead.database}%') as roles,
      (select count(*)::int from pg_database where datname in ('${dead.database}', '${copied.database}')) as databases,
      (select count(*)::int from pg_database where datname = '${clone.database}') as young`,
  )
  await next.drop()
  expect(left).toEqual({ roles: 0, databases: 0, young: 1 })
})

test('what an address asks of its sessions is asked of the clone’s too', async () => {
  const { serveUrl, models, database } = nasty
  const options = encodeURIComponent('-c search_path=ref')
  const asking = await readBlueprint({
    warehouse: 'default',
    url: database.superuserUrl,
    serveUrl: `${serveUrl}?options=${options}`,
    models,
  })
  const other = await openClone(asking, { server: testServer().superuserUrl, contextKey })
  const said = await other.ask('serve', [`select current_setting('search_path')`])
  await other.drop()
  expect(said).toMatchObject({ rows: [['ref']] })
})

test('a role that is no superuser is told what to give instead', async () => {
  await expect(openClone(blueprint, { server: testServer().ownerUrl, contextKey })).rejects.toMatchObject({
    code: 'FORBIDDEN',
    message: expect.stringContaining('is no superuser'),
  })
})

test('a serving role that isn’t there is told with the cure', async () => {
  const database = await freshDatabase()
  const serveUrl = nasty.serveUrl.replace(nasty.serve, 'nobody_at_all')
  await expect(
    readBlueprint({ warehouse: 'default', url: database.url, serveUrl, models: nasty.models }),
  ).rejects.toMatchObject({ code: 'UNGUARDED', message: expect.stringContaining('"nobody_at_all" doesn') })
  await database.drop()
})

/** What a clone holds of a blueprint: not what only made rows fit, nor what is its server's. */
function comparable(of: Blueprint) {
  const {
    relations,
    roles,
    functions,
    types,
    memberships,
    schemas,
    serve,
    operator,
    grants,
    settings,
    owner,
  } = of
  const sorted = <T>(list: readonly T[]) =>
    list.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  return {
    serve,
    operator,
    owner,
    settings,
    grants: sorted(grants),
    functions: sorted(functions.map((one) => ({ ...one, grants: sorted(one.grants) }))),
    types: sorted(types),
    memberships: sorted(
      memberships.filter(({ member, group }) => !member.endsWith('_bypass') && !isAnothers(group)),
    ),
    schemas: sorted(schemas.map((schema) => ({ ...schema, grants: sorted(schema.grants) }))),
    roles: sorted(
      roles
        .filter(({ name }) => !isAnothers(name))
        .map(({ login, ...role }) => ({ ...role, login: [serve, operator].includes(role.name) && login })),
    ),
    relations: sorted(
      relations
        .filter(({ name }) => !name.endsWith('_prove_rest'))
        .map(({ grants: granted, columns, ...relation }) => ({
          ...relation,
          references: [],
          checks: [],
          grants: sorted(granted),
          columns: columns.map((column) => ({
            ...column,
            value: column.value.is === 'scalar' ? { ...column.value, checks: [] } : column.value,
          })),
        })),
    ),
  }
}

/** Roles belong to the server: other tests make theirs there meanwhile, and their common owner administers them all. */
function isAnothers(role: string): boolean {
  return /_test_[0-9a-f]{12}$/.test(role) && !role.endsWith(nasty.database.name)
}
