import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Client } from 'pg'
import type { SluiceError } from '../../../src/base/errors.ts'
import type { Warehouse } from '../../../src/warehouses/contract.ts'
import { contextSigner } from '../../../src/warehouses/postgres/context.ts'
import {
  house,
  modelOf,
  modelsOf,
  scopeOf,
  tenantColumn,
  type House,
} from '../../contract/warehouses/house.ts'
import { contextKey } from '../../support/context.ts'
import { filledIn } from '../../support/psql.ts'

const models = modelsOf(modelOf('Note', 'notes', tenantColumn('tenant')))
const another = new Uint8Array(32).fill(9)

let home: House
let warehouse: Warehouse
/** Somebody who can send SQL as the serving role: what an injection could do. */
let intruder: Client

beforeAll(async () => {
  home = await house(
    'postgres',
    `create table notes (id int primary key, tenant text not null);
     insert into notes select i, case when i <= 10 then 'a' else 'b' end from generate_series(1, 100) i`,
  )
  warehouse = home.open()
  await warehouse.guard.apply(models)
  intruder = new Client({ connectionString: home.serveUrl })
  await intruder.connect()
})

afterAll(async () => {
  await intruder?.end()
  await home?.close()
})

const owner = () => new URL(home.database.url).username
const count = { text: 'select count(*)::text from notes', values: [] }
const findings = async (of = warehouse) => (await of.guard.verify(models)).map(({ what }) => what)

async function asSuperuser(...texts: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: home.database.superuserUrl })
  await client.connect()
  try {
    for (const text of texts) await client.query(text)
  } finally {
    await client.end()
  }
}

async function errorOf(promise: Promise<unknown>): Promise<SluiceError> {
  return promise.then(
    () => {
      throw new TypeError('nothing was thrown')
    },
    (error: unknown) => error as SluiceError,
  )
}

describe('SQL as the serving role gets an error and no row with a context', () => {
  const good = () => contextSigner(contextKey).sign('a', 60_000)
  const [expiry = '', mac = ''] = good().split('.')
  test.each<readonly [string, () => string]>([
    ['that is blank', () => ''],
    ['that is a tenant and nothing else', () => 'b'],
    ['of dots', () => '..b'],
    ['with another tenant’s name in it', () => good().replace(/a$/, 'b')],
    ['with more letters on its tenant', () => `${good()}b`],
    [
      'with a part of its signature moved to the tenant',
      () => `${expiry}.${mac.slice(0, 63)}.${mac.slice(63)}a`,
    ],
    ['with a later expiry', () => good().replace(/^\d+/, (at) => String(Number(at) + 3600))],
    ['with an expiry that is no number', () => good().replace(/^\d+/, 'infinity')],
    ['with a part of the expiry moved', () => `${expiry.slice(0, 9)}.${mac}.${expiry.slice(9)}.a`],
    ['without a signature', () => `${expiry}..a`],
    ['without a tenant', () => contextSigner(contextKey).sign('', 60_000)],
    ['that is signed with another key', () => contextSigner(another).sign('a', 60_000)],
    ['that is signed and expired', () => contextSigner(contextKey).sign('a', -61_000)],
    ['in capital letters', () => good().toUpperCase()],
  ])('%s', async (_, forged) => {
    await intruder.query('begin')
    try {
      await intruder.query(`select set_config('sluice.context', $1, true)`, [forged()])
      await expect(intruder.query('select * from notes')).rejects.toMatchObject({
        code: 'SL001',
        message: 'The context is missing, altered or expired',
      })
    } finally {
      await intruder.query('rollback')
    }
  })

  test('the same with the right one gets its rows', async () => {
    await intruder.query('begin')
    await intruder.query(`select set_config('sluice.context', $1, true)`, [good()])
    expect((await intruder.query('select * from notes')).rowCount).toBe(10)
    await intruder.query('rollback')
  })
})

test.each(['a', 'Ünïcödé 漢字 🙂', "o'neil.b", 'x'.repeat(100)])(
  'the signature of %j is HMAC-SHA256, and accepted',
  async (tenant) => {
    const [expiry, mac] = contextSigner(contextKey).sign(tenant, 0).split('.')
    expect(mac).toBe(createHmac('sha256', contextKey).update(`${expiry}.${tenant}`).digest('hex'))
    const own = { text: 'select sluice_guard.tenant()', values: [] }
    expect(await warehouse.run(await scopeOf(tenant), [own])).toEqual([[[tenant]]])
  },
)

test('SQL as the serving role can’t read the keys, replace what reads them, or shadow what that calls', async () => {
  const tries = [
    'select * from sluice_guard.keys',
    `insert into sluice_guard.keys values ('x', '', '')`,
    'copy sluice_guard.keys to stdout',
    `create or replace function sluice_guard.tenant() returns text language sql as $$ select 'b'::text $$`,
    'create function sluice_guard.sha256(bytea) returns bytea language sql as $$ select $1 $$',
    'drop function sluice_guard.tenant()',
    'alter policy sluice_tenant on notes using (true)',
    'set role none; set session authorization postgres',
  ]
  await intruder.query('set default_transaction_read_only = off')
  for (const text of tries)
    await expect(intruder.query(text)).rejects.toMatchObject({
      code: expect.stringMatching(/^(42501|22023|42704)$/),
    })
  await intruder.query(`create temporary table keys (id text, inner_pad bytea, outer_pad bytea)`)
  await intruder.query(
    `create function pg_temp.sha256(bytea) returns bytea language sql as $$ select '\\x00'::bytea $$`,
  )
  await intruder.query(`set search_path = pg_temp, public; set sluice.context = '9999999999.00.b'`)
  await expect(intruder.query('select * from notes')).rejects.toMatchObject({ code: 'SL001' })
  await intruder.query(`reset search_path; reset sluice.context; set default_transaction_read_only = on`)
})

const tenant = (options: string, body = `select 'a'::text`) =>
  `create or replace function sluice_guard.tenant() returns text ${options} as $$ ${body} $$`

test.each([
  ['the whole schema dropped', 'drop schema sluice_guard cascade', 'There is no schema sluice_guard'],
  ['the keys dropped', 'drop table sluice_guard.keys', 'There is no table sluice_guard.keys'],
  [
    'the function dropped',
    'drop function sluice_guard.tenant() cascade',
    'There is no function sluice_guard.tenant()',
  ],
  [
    'the function replaced',
    tenant('language plpgsql stable security definer', `begin return 'a'; end`),
    'isn’t the one',
  ],
  [
    'a function that takes nobody’s rights',
    'alter function sluice_guard.tenant() security invoker',
    'isn’t the one',
  ],
  [
    'a function that sees every schema',
    'alter function sluice_guard.tenant() reset search_path',
    'isn’t the one',
  ],
  ['a function whose answer is kept', 'alter function sluice_guard.tenant() immutable', 'isn’t the one'],
  [
    'keys that the serving role reads',
    'grant select on sluice_guard.keys to SERVE',
    'has privileges on sluice_guard.keys',
  ],
  [
    'a column of keys that everybody reads',
    'grant select (inner_pad) on sluice_guard.keys to public',
    '"public" has privileges on',
  ],
  [
    'a schema that everybody creates in',
    'grant create on schema sluice_guard to public',
    'may create in schema sluice_guard',
  ],
  [
    'a function that everybody calls',
    'grant execute on function sluice_guard.tenant() to public',
    '"public" may call',
  ],
  [
    'a function that the serving role can’t call',
    'revoke execute on function sluice_guard.tenant() from SERVE',
    'may not call',
  ],
  [
    'a schema that the serving role can’t use',
    'revoke usage on schema sluice_guard from SERVE',
    'may not call',
  ],
  ['a key that is gone', 'delete from sluice_guard.keys', 'doesn’t know the key'],
  ['a key that was changed', `update sluice_guard.keys set outer_pad = inner_pad`, 'doesn’t know the key'],
])('%s is found, and the guard mends it', async (_, before, expected) => {
  await home.database.query(before.replaceAll('SERVE', home.serve))
  expect(await findings()).toEqual(expect.arrayContaining([expect.stringContaining(expected)]))
  await warehouse.guard.apply(models)
  expect(await findings()).toEqual([])
  expect(await warehouse.guard.plan(models)).toEqual([])
  expect(await warehouse.run(await scopeOf('a'), [count])).toEqual([[['10']]])
})

test('a schema that somebody else got in first with is refused, and says what to do', async () => {
  await asSuperuser(`alter function sluice_guard.tenant() owner to current_user`)
  expect(await warehouse.guard.verify(models)).toEqual([
    expect.objectContaining({
      what: expect.stringContaining('not all of one owner'),
      cure: expect.stringContaining('drop schema sluice_guard cascade'),
    }),
  ])
  await asSuperuser(`alter function sluice_guard.tenant() owner to ${owner()}`)
  expect(await findings()).toEqual([])
})

test('nobody who was there first, and looks like the guard, is handed the key', async () => {
  const squatter = `"${home.serve}_squatter"`
  const { rows } = await home.database.query(
    `select pg_get_functiondef('sluice_guard.tenant()'::regprocedure) as tenant, quote_ident(current_database()) as database`,
  )
  const { tenant, database } = rows[0] as { tenant: string; database: string }
  await asSuperuser(
    `drop schema sluice_guard cascade`,
    `create role ${squatter}`,
    `grant create on database ${database} to ${squatter}`,
    `set role ${squatter}`,
    'create schema sluice_guard',
    'create table sluice_guard.keys (id text primary key, inner_pad bytea not null, outer_pad bytea not null)',
    tenant,
    'grant all on schema sluice_guard to public; grant all on sluice_guard.keys to public; grant all on function sluice_guard.tenant() to public',
  )
  const error = await errorOf(warehouse.guard.apply(models))
  expect([error.code, error.message]).toEqual(['UNGUARDED', expect.stringContaining('squatter')])
  const { rows: kept } = await home.database.query('select from sluice_guard.keys')
  expect(kept).toEqual([])
  expect(await findings()).toEqual(expect.arrayContaining([expect.stringContaining('squatter')]))
  await asSuperuser('drop schema sluice_guard cascade', `drop owned by ${squatter}; drop role ${squatter}`)
  await warehouse.guard.apply(models)
  expect(await findings()).toEqual([])
})

test('an installation with another key is refused at the start, and its requests are UNGUARDED with the cure', async () => {
  const stranger = home.open({ contextKey: another })
  expect(await stranger.guard.verify(models)).toEqual([
    {
      what: 'The warehouse doesn’t know the key that this installation signs the tenant with',
      cure: expect.stringContaining('sluice guard --apply'),
    },
  ])
  const error = await errorOf(stranger.run(await scopeOf('a'), [count]))
  expect([error.code, error.message]).toEqual(['UNGUARDED', expect.stringContaining('sluice guard --apply')])
})

test('keys are changed without a gap: both are good until the old one is dropped', async () => {
  const next = home.open({ contextKey: another })
  await next.guard.apply(models)
  for (const one of [warehouse, next]) {
    expect(await findings(one)).toEqual([])
    expect(await one.run(await scopeOf('a'), [count])).toEqual([[['10']]])
  }
  expect(await next.guard.plan(models)).toEqual([])
  await next.guard.apply(models, { dropOldKeys: true })
  expect(await next.run(await scopeOf('a'), [count])).toEqual([[['10']]])
  expect((await errorOf(warehouse.run(await scopeOf('a'), [count]))).code).toBe('UNGUARDED')
  await warehouse.guard.apply(models, { dropOldKeys: true })
  expect((await errorOf(next.run(await scopeOf('a'), [count]))).code).toBe('UNGUARDED')
})

const late = (ms: number) => ({ now: () => new Date(Date.now() + ms), sleep: () => Promise.resolve() })

test.each([
  ['behind', -300_000, /clock is (299|300|301) seconds ahead of/, 'UNGUARDED'],
  ['ahead', 300_000, /clock is (299|300|301) seconds behind/, 'answered'],
])('a clock that is five minutes %s is found', async (_, ms, expected, outcome) => {
  const skewed = home.open({ clock: late(ms), statementTimeoutMs: 1_000 })
  expect(await findings(skewed)).toEqual(expect.arrayContaining([expect.stringMatching(expected)]))
  const told = await skewed.run(await scopeOf('a'), [count]).then(
    () => 'answered',
    (error: SluiceError) => error.code,
  )
  expect(told).toBe(outcome)
})

test('a stream outlasts its context, wherever in its plan a table is first read', async () => {
  const dying = home.open({ clock: late(-58_500), pool: { sync: 1 } })
  const rows: string[] = []
  const text = `select id::text from notes union all
    (select g::text from generate_series(901, 930) g, pg_sleep(0.1) where pg_sleep(0.1) is not null) union all
    select id::text from notes n where n.id < 1000`
  for await (const chunk of dying.stream(await scopeOf('a'), { text, values: [] }))
    rows.push(...chunk.flatMap((row) => row[0] ?? []))
  expect(rows.length).toBe(50)
  await new Promise((resolve) => setTimeout(resolve, 100))
  const expired = home.open({ clock: late(-61_000), pool: { sync: 1 } })
  await expect(
    (async () => {
      for await (const _ of expired.stream(await scopeOf('a'), count)) return
    })(),
  ).rejects.toMatchObject({ code: 'UNGUARDED' })
})

test('the last statement of a long trip is still answered, as long as the trip itself may take', async () => {
  const dying = home.open({ clock: late(-59_000), statementTimeoutMs: 8_000 })
  const sleep = { text: 'select pg_sleep(2)::text', values: [] }
  const [, rows] = await dying.run(await scopeOf('a'), [sleep, count])
  expect(rows).toEqual([['10']])
})

test('the printed script tells no secret, and with its keys it does what apply does', async () => {
  const url = new URL(home.serveUrl)
  url.username = `fresh_${home.database.name}`
  const fresh = home.open({ url: url.href, contextKey: another })
  const plan = await fresh.guard.plan(models)
  const [script, keys] = [fresh.guard.script(plan), fresh.guard.keys(plan)]
  const pads = contextSigner(another).pads
  const secrets = [
    ...[pads.inner, pads.outer].map((pad) => Buffer.from(pad).toString('hex')),
    'SCRAM-SHA-256',
  ]
  for (const secret of secrets)
    expect([script.includes(secret), keys.includes(secret)]).toEqual([false, true])
  expect(`${script}${keys}`).not.toContain(decodeURIComponent(url.password))
  expect(script).toMatch(/^begin;\nset local lock_timeout = '5s';$/m)
  expect(script.trimEnd()).toMatch(/commit;$/)
  await home.database.query(filledIn(script, keys))
  expect(await findings(fresh)).toEqual([])
  expect(await fresh.run(await scopeOf('a'), [count])).toEqual([[['10']]])
  await asSuperuser(`drop owned by ${url.username}`, `drop role ${url.username}`)
  await warehouse.guard.apply(models, { dropOldKeys: true })
})

test('what new tables are granted by default is taken from the keys at once', async () => {
  const analyst = `analyst_${home.database.name}`
  await home.database.query(
    `create role ${analyst}; alter default privileges grant select on tables to ${analyst}, public;
     drop schema sluice_guard cascade`,
  )
  await warehouse.guard.apply(models)
  const { rows } = await home.database.query(
    `select has_table_privilege('${analyst}', 'sluice_guard.keys', 'select') as may`,
  )
  expect(rows).toEqual([{ may: false }])
  expect(await findings()).toEqual([])
  await home.database.query(`alter default privileges revoke select on tables from ${analyst}, public`)
  await asSuperuser(`drop owned by ${analyst}`, `drop role ${analyst}`)
})

test('a table in use is not waited for, nothing has changed, and the message says so', async () => {
  await home.database.query('drop policy sluice_tenant on notes; delete from sluice_guard.keys')
  const busy = new Client({ connectionString: home.database.url })
  await busy.connect()
  try {
    await busy.query('begin; lock table notes in access share mode')
    const error = await errorOf(warehouse.guard.apply(models))
    expect([error.code, error.message]).toEqual([
      'UNAVAILABLE',
      expect.stringMatching(/Somebody has used the table for 5s on end, so nothing has been changed/),
    ])
    const { rows } = await home.database.query('select count(*)::int as n from sluice_guard.keys')
    expect(rows).toEqual([{ n: 0 }])
  } finally {
    await busy.end()
  }
  await warehouse.guard.apply(models)
  expect(await findings()).toEqual([])
})

test('an owner that may not alter a table is told so, with the statement, and nothing has changed', async () => {
  await asSuperuser('drop policy sluice_tenant on notes', 'alter table notes owner to current_user')
  const error = await errorOf(warehouse.guard.apply(models))
  expect(error.code).toBe('UNGUARDED')
  expect(error.message).toMatch(/"public"."notes"`: The owner may not do this, so nothing has been changed/)
  expect(error.message).toContain('what `sluice guard` prints')
  await asSuperuser(`alter table notes owner to ${owner()}`)
  await warehouse.guard.apply(models)
  expect(await findings()).toEqual([])
})

test('two that apply at once both end well', async () => {
  await home.database.query('drop schema sluice_guard cascade')
  await Promise.all([warehouse.guard.apply(models), home.open().guard.apply(models)])
  expect(await findings()).toEqual([])
})

test('without an owner and without a role, the guard says who has to look', async () => {
  const url = new URL(home.serveUrl)
  url.username = 'nobody_at_all'
  const { ownerUrl: _, ...blind } = { ownerUrl: '', url: url.href }
  const error = await errorOf(
    home.open({ ...blind, ownerUrl: undefined as unknown as string }).guard.plan(models),
  )
  expect([error.code, error.message]).toEqual([
    'INVALID_PROJECT',
    expect.stringContaining('warehouses.default.owner'),
  ])
})

test('what the guard keeps for itself is no part of the warehouse', async () => {
  const { relations } = await warehouse.inspect()
  expect(relations.map(({ schema, name }) => `${schema}.${name}`)).toEqual(['public.notes'])
})
