import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import type { SluiceError } from '../../../src/base/errors.ts'
import { openOperatorScope, type TenantScope } from '../../../src/tenant/scope.ts'
import type { Statement } from '../../../src/warehouses/contract.ts'
import {
  house,
  modelOf,
  modelsOf,
  scopeOf,
  tenantColumn,
  type House,
} from '../../contract/warehouses/house.ts'
import { tap, type Tap } from '../../support/tap.ts'
import { run } from '../../support/sql.ts'

const models = modelsOf(modelOf('Note', 'notes', tenantColumn('tenant')))
const ids: Statement = { name: 'ids', text: 'select id::text from notes order by notes.id', values: [] }
/** The tenant behind expiry and signature. */
const context: Statement = {
  text: `select substr(current_setting('sluice.context', true), 77)`,
  values: [],
}

let home: House
let a: TenantScope
let b: TenantScope
let wire: Tap

beforeAll(async () => {
  home = await house(
    'postgres',
    `create table notes (id int primary key, tenant text not null, body text not null);
     insert into notes select i, case when i <= 10 then 'a' else 'b' end, 'canary-' || case when i <= 10 then 'a' else 'b' end || '-' || i
       from generate_series(1, 5100) i`,
  )
  await home.open().guard.apply(models)
  a = await scopeOf('a')
  b = await scopeOf('b')
  wire = await tap(home.serveUrl)
})

afterEach(() => wire.blackhole(false))

afterAll(async () => {
  await home.close()
  await wire.close()
})

const one = (url = wire.url, more = {}) => home.open({ url, pool: { serve: 1, sync: 1 }, ...more })

async function errorOf(promise: Promise<unknown>): Promise<SluiceError> {
  return promise.then(
    () => {
      throw new TypeError('nothing was thrown')
    },
    (error: unknown) => error as SluiceError,
  )
}

async function drain(
  rows: AsyncIterable<readonly (readonly (string | null)[])[]>,
): Promise<(string | null)[]> {
  const out: (string | null)[] = []
  for await (const chunk of rows) for (const row of chunk) out.push(row[0] ?? null)
  return out
}

test('a request of three statements is one Sync out and one ReadyForQuery back', async () => {
  const warehouse = one()
  await warehouse.run(a, [ids])
  wire.reset()
  await warehouse.run(a, [ids, context, ids])
  expect([wire.sent('S'), wire.got('Z')]).toEqual([1, 1])
})

test('a named statement is parsed once a connection, and the oldest of too many is closed', async () => {
  const warehouse = one()
  await warehouse.run(a, [ids])
  wire.reset()
  await warehouse.run(b, [ids])
  expect(wire.sent('P')).toBe(0)
  for (let i = 0; i < 300; i++) await warehouse.run(a, [{ name: `n${i}`, text: `select ${i}`, values: [] }])
  const [[[count] = []] = []] = await warehouse.run(a, [
    { text: 'select count(*)::text from pg_prepared_statements', values: [] },
  ])
  expect(Number(count)).toBeLessThanOrEqual(256)
  expect(wire.sent('C')).toBeGreaterThanOrEqual(44)
})

test('two statements that share a name by mistake are never taken for each other', async () => {
  const warehouse = one()
  const [first] = await warehouse.run(a, [{ name: 'same', text: `select 'first'`, values: [] }])
  const [second] = await warehouse.run(a, [{ name: 'same', text: `select 'second'`, values: [] }])
  expect([first, second]).toEqual([[['first']], [['second']]])
})

test('no context is left behind on the connection, whether the trip succeeds, fails, is cancelled or runs out of time', async () => {
  const warehouse = one(home.serveUrl)
  const operator = home.open({ operatorUrl: home.serveUrl, pool: { sync: 1 } })
  const ends: Statement[] = [
    ids,
    { text: 'select 1 / $1::int', values: ['0'] },
    { text: 'select pg_sleep(20)', values: [] },
  ]
  for (const statement of ends) {
    const aborted = AbortSignal.timeout(300)
    await warehouse.run(b, [statement], { signal: aborted }).catch(() => undefined)
    expect(await warehouse.run(a, [ids, context])).toEqual([range(1, 10), [['a']]])
  }
  await warehouse
    .run(b, [{ text: 'select pg_sleep(20)', values: [] }], { timeoutMs: 100 })
    .catch(() => undefined)
  expect(await warehouse.run(a, [ids])).toEqual([range(1, 10)])
  // The serving role without a tenant gets an error, and no rows.
  expect(await operator.run(openOperatorScope('test'), [context])).toEqual([[['']]])
  expect((await errorOf(operator.run(openOperatorScope('test'), [ids]))).code).toBe('UNGUARDED')
})

test('an author who sets the tenant himself for the session changes nothing for the next request', async () => {
  const warehouse = one(home.serveUrl)
  const own = await warehouse.run(b, [
    { text: `select set_config('sluice.context', current_setting('sluice.context'), false)`, values: [] },
  ])
  const stolen = String(own[0]?.[0]?.[0])
  expect(await warehouse.run(a, [ids])).toEqual([range(1, 10)])
  expect(stolen).toMatch(/^\d{10}\.[0-9a-f]{64}\.b$/)
})

test('a plan that is kept for all tenants asks whose rows to show each time it runs', async () => {
  const warehouse = one(home.serveUrl)
  const count: Statement = {
    name: 'kept',
    text: 'select count(*)::text from notes',
    values: [],
    steady: true,
  }
  const kept: Statement = {
    text: `select generic_plans::text from pg_prepared_statements where statement = $1`,
    values: [count.text],
  }
  for (let time = 0; time < 8; time++)
    expect([await warehouse.run(a, [count]), await warehouse.run(b, [count])]).toEqual([
      [[['10']]],
      [[['5090']]],
    ])
  expect(await warehouse.run(a, [kept])).toEqual([[['16']]])
})

test('a connection that failed, was cancelled, ran out of time or was killed shows the next tenant its own rows', async () => {
  const warehouse = one(home.serveUrl)
  const pid = async () =>
    String((await warehouse.run(a, [{ text: 'select pg_backend_pid()::text', values: [] }]))[0]?.[0]?.[0])
  const sleep: Statement = { text: 'select pg_sleep(20), count(*) from notes', values: [] }
  const troubles: Readonly<Record<string, () => Promise<unknown>>> = {
    INVALID_VALUE: () => warehouse.run(b, [ids, { text: 'select 1 / (id - id) from notes', values: [] }]),
    CANCELLED: () => warehouse.run(b, [ids, sleep], { signal: AbortSignal.timeout(150) }),
    TIMEOUT: () => warehouse.run(b, [ids, sleep], { timeoutMs: 150 }),
    UNAVAILABLE: async () => {
      const killed = await pid()
      setTimeout(() => void killAsSuperuser(killed), 150)
      return warehouse.run(b, [ids, sleep])
    },
    UNGUARDED: () =>
      warehouse.run(b, [{ text: `select set_config('sluice.context', '', true)`, values: [] }, ids]),
  }
  for (const [code, trouble] of Object.entries(troubles)) {
    expect((await errorOf(trouble())).code).toBe(code)
    expect([code, await warehouse.run(a, [ids, context])]).toEqual([code, [range(1, 10), [['a']]]])
  }
})

test('an aborted transaction is never handed to the next user', async () => {
  const warehouse = one()
  const failing = Array.from({ length: 20 }, (_, i) =>
    i % 2 === 0
      ? warehouse
          .run(a, [{ text: 'select broken', values: [] }, ids])
          .catch((error: SluiceError) => error.code)
      : warehouse.run(a, [ids]),
  )
  const answers = await Promise.all(failing)
  answers.forEach((answer, i) => expect(answer).toEqual(i % 2 === 0 ? 'INTERNAL' : [range(1, 10)]))
})

test('a statement whose Parse failed is parsed again, not taken for prepared', async () => {
  const warehouse = one()
  await home.database.query('drop table if exists later')
  const later: Statement = {
    name: 'later',
    text: `select to_regclass('later')::text, x from later`,
    values: [],
  }
  expect((await errorOf(warehouse.run(a, [ids, later]))).code).toBe('INTERNAL')
  await home.database.query(
    `create table later (x text); grant select on later to ${home.serve}; insert into later values ('1')`,
  )
  expect(await warehouse.run(a, [later])).toEqual([[['later', '1']]])
})

test('a table that is swapped under a prepared statement is read anew', async () => {
  const warehouse = one()
  const swap = (type: string) =>
    home.database
      .query(`drop table if exists swapped; create table swapped (x ${type}); insert into swapped values (1);
      grant select on swapped to ${home.serve}`)
  await swap('int')
  const read: Statement = { name: 'swapped', text: 'select * from swapped', values: [] }
  expect(await warehouse.run(a, [read])).toEqual([[['1']]])
  await swap('numeric(5,2)')
  expect(await warehouse.run(a, [read])).toEqual([[['1.00']]])
})

test('a cancelled query ends at once as CANCELLED, and its connection serves the next', async () => {
  const warehouse = one()
  const started = Date.now()
  const error = await errorOf(
    warehouse.run(a, [{ text: 'select pg_sleep(20)', values: [] }], { signal: AbortSignal.timeout(200) }),
  )
  expect([error.code, Date.now() - started < 3_000]).toEqual(['CANCELLED', true])
  expect(await warehouse.run(b, [{ text: `select count(*)::text from notes`, values: [] }])).toEqual([
    [['5090']],
  ])
})

test('a request that is cancelled while it waits for a connection leaves the queue', async () => {
  const warehouse = one(home.serveUrl)
  const busy = warehouse.run(a, [{ text: 'select pg_sleep(1)', values: [] }])
  const error = await errorOf(warehouse.run(b, [ids], { signal: AbortSignal.timeout(100) }))
  expect(error.code).toBe('CANCELLED')
  await busy
  expect(await warehouse.run(a, [ids])).toEqual([range(1, 10)])
})

test('a query over its time ends as TIMEOUT, by the request’s own limit or the warehouse’s', async () => {
  const slow: Statement = { text: 'select pg_sleep(20)', values: [] }
  expect((await errorOf(one().run(a, [slow], { timeoutMs: 150 }))).code).toBe('TIMEOUT')
  expect((await errorOf(one(wire.url, { statementTimeoutMs: 150 }).run(a, [slow]))).code).toBe('TIMEOUT')
})

test('a network that swallows everything is told as TIMEOUT in bounded time, and heals', async () => {
  const warehouse = one()
  await warehouse.run(a, [ids])
  wire.blackhole(true)
  const started = Date.now()
  expect((await errorOf(warehouse.run(b, [ids], { timeoutMs: 200 }))).code).toBe('TIMEOUT')
  expect(Date.now() - started).toBeLessThan(4_000)
  wire.blackhole(false)
  expect(await warehouse.run(a, [ids])).toEqual([range(1, 10)])
})

test('statements that each keep within their time are cut where together they don’t, and the server stops', async () => {
  const warehouse = one()
  const backend = { text: 'select pg_backend_pid()::text', values: [] }
  const [before] = await warehouse.run(a, [backend])
  const sleeps = Array.from({ length: 20 }, () => ({ text: 'select pg_sleep(0.7)::text', values: [] }))
  const started = Date.now()
  expect((await errorOf(warehouse.run(a, sleeps, { timeoutMs: 800 }))).code).toBe('TIMEOUT')
  expect(Date.now() - started).toBeLessThan(4_000)
  // Dropped, the connection would leave a server behind that goes on with what it has received: ten seconds more.
  expect(await warehouse.run(a, [backend])).toEqual([before])
})

test('a backend that is killed is told as UNAVAILABLE, and the next request gets a new connection', async () => {
  const warehouse = one()
  const [[[pid] = []] = []] = await warehouse.run(a, [{ text: 'select pg_backend_pid()::text', values: [] }])
  const running = errorOf(warehouse.run(a, [{ text: 'select pg_sleep(20)', values: [] }]))
  await new Promise((resolve) => setTimeout(resolve, 200))
  const [error] = await Promise.all([running, killAsSuperuser(String(pid))])
  expect(error.code).toBe('UNAVAILABLE')
  expect(await warehouse.run(a, [ids])).toEqual([range(1, 10)])
})

test('an error tells no SQL, no value and no name of the database', async () => {
  const warehouse = one()
  const cases: [Statement, string][] = [
    [{ text: 'select $1::int', values: ['secret-value'] }, 'INVALID_VALUE'],
    [{ text: 'select secret_column from notes', values: [] }, 'INTERNAL'],
    [{ text: `select 'secret'::text::date`, values: [] }, 'INVALID_VALUE'],
    [{ text: 'insert into notes values (1, $1, $1)', values: ['secret'] }, 'INTERNAL'],
  ]
  for (const [statement, code] of cases) {
    const error = await errorOf(warehouse.run(a, [statement]))
    expect([error.code, error.message]).toEqual([
      code,
      expect.not.stringMatching(/secret|notes|select|insert/i),
    ])
    expect(error.cause).toBeDefined()
  }
})

test('quotes, backslashes, other scripts, nulls and arrays arrive as they were sent', async () => {
  const texts = [
    `o'neil`,
    `"`,
    `\\`,
    `\\'; drop table notes; --`,
    `{a,"b"}`,
    `NULL`,
    '',
    ' ',
    'Ünïcödé 漢字 🙂',
    'a\nb\tc',
    null,
  ]
  const [rows] = await one().run(a, [{ text: 'select unnest($1::text[])', values: [texts] }])
  expect(rows).toEqual(texts.map((text) => [text]))
  const [plain] = await one().run(a, [
    { text: `select ${texts.map((_, i) => `$${i + 1}::text`).join(', ')}`, values: texts },
  ])
  expect(plain).toEqual([texts])
})

test('a tenant named like SQL, and look-alikes of another, see nothing', async () => {
  const warehouse = one()
  for (const tenant of [`a' or true --`, 'A', 'a ', ' a', 'а' /* Cyrillic */, '%', '{a}', '"a"', 'a\\']) {
    expect(await warehouse.run(await scopeOf(tenant), [ids, context])).toEqual([[], [[tenant]]])
  }
})

test('a scope that nobody opened is refused before anything is sent', async () => {
  const forged = {
    kind: 'tenant',
    tenant: 'b',
    principal: { tenant: 'b', roles: [], claims: {} },
  } as unknown as TenantScope
  expect((await errorOf(one().run(forged, [ids]))).message).toContain('without a scope')
  await expect(drain(one().stream({ ...a }, ids))).rejects.toThrow('without a scope')
})

test('without an operator role, nothing is read across tenants, and the message says what to set', async () => {
  const { operatorUrl: _, ...rest } = { operatorUrl: '', url: home.serveUrl }
  const warehouse = home.open({ ...rest, operatorUrl: undefined as unknown as string })
  const error = await errorOf(warehouse.run(openOperatorScope('test'), [ids]))
  expect(error.code).toBe('INVALID_PROJECT')
  expect(error.message).toContain('warehouses.default.operator')
})

test('the serving role can write nothing, and the operator role reads all tenants', async () => {
  const warehouse = home.open()
  const write: Statement = { text: `insert into notes values (9999, 'a', 'x')`, values: [] }
  expect((await errorOf(warehouse.run(a, [write]))).code).toBe('INTERNAL')
  expect((await errorOf(warehouse.run(openOperatorScope('test'), [write]))).code).toBe('INTERNAL')
  const count: Statement = { text: 'select count(*)::text from notes', values: [] }
  expect(await warehouse.run(openOperatorScope('test'), [count])).toEqual([[['5100']]])
})

test('10,000 requests of two tenants interleaved on two connections never carry the other’s canary', async () => {
  const warehouse = home.open({ pool: { serve: 2 } })
  const bodies: Statement = {
    name: 'bodies',
    text: 'select body from notes order by id desc limit 3',
    values: [],
  }
  const foreign = { a: 'canary-b', b: 'canary-a' }
  let wrong = 0
  const worker = async (scope: TenantScope, n: number) => {
    for (let i = 0; i < 200; i++) {
      if ((i + n) % 17 === 0)
        await warehouse.run(scope, [{ text: 'select 1/0', values: [] }]).catch(() => undefined)
      const [rows] = await warehouse.run(scope, [bodies])
      if (rows?.length !== 3 || JSON.stringify(rows).includes(foreign[scope.tenant as 'a' | 'b'])) wrong++
    }
  }
  await Promise.all(Array.from({ length: 50 }, (_, n) => worker(n % 2 === 0 ? a : b, n)))
  expect(wrong).toBe(0)
})

test('a stream sees the rows of its own tenant, and all of them', async () => {
  const warehouse = home.open({ pool: { sync: 1 } })
  expect(await drain(warehouse.stream(a, ids))).toEqual(range(1, 10).flat())
  expect(await drain(warehouse.stream(b, { text: 'select id from notes', values: [] }))).toHaveLength(5090)
  expect(await drain(warehouse.stream(openOperatorScope('test'), ids))).toHaveLength(5100)
})

test('a stream that fails midway throws, and one that is left early gives its connection back at once', async () => {
  const warehouse = home.open({ pool: { sync: 1 } })
  const failing: Statement = {
    text: 'select 100 / ($1::int - g) from generate_series(1, 200000) g',
    values: ['150000'],
  }
  await expect(drain(warehouse.stream(a, failing))).rejects.toMatchObject({ code: 'INVALID_VALUE' })
  const endless: Statement = {
    text: `with recursive n(i) as (select 1 union all select i + 1 from n) select repeat('x', 200) || i from n`,
    values: [],
  }
  const started = Date.now()
  for await (const chunk of warehouse.stream(b, endless)) {
    expect(chunk.length).toBeGreaterThan(100)
    break
  }
  expect(Date.now() - started).toBeLessThan(5_000)
  expect(await drain(warehouse.stream(a, ids))).toEqual(range(1, 10).flat())
})

test('a slow reader holds the server back instead of filling memory', async () => {
  const warehouse = home.open({ pool: { sync: 1 } })
  const wide: Statement = { text: `select repeat('x', 100000) from generate_series(1, 3000)`, values: [] }
  let most = 0
  let rows = 0
  for await (const chunk of warehouse.stream(a, wide)) {
    rows += chunk.length
    most = Math.max(most, chunk.length)
    if (rows < 200) await new Promise((resolve) => setTimeout(resolve, 20))
  }
  expect([rows, most]).toEqual([3000, 10])
})

test('an aborted stream ends as CANCELLED and its connection is clean', async () => {
  const warehouse = home.open({ pool: { sync: 1 } })
  const slow: Statement = { text: 'select pg_sleep(0.01) from generate_series(1, 100000)', values: [] }
  await expect(drain(warehouse.stream(a, slow, { signal: AbortSignal.timeout(200) }))).rejects.toMatchObject({
    code: 'CANCELLED',
  })
  expect(await drain(warehouse.stream(a, ids))).toEqual(range(1, 10).flat())
})

test('rows of any size and of any shape come through the tap whole', async () => {
  const [rows] = await one().run(a, [
    {
      text: `select repeat('é', n), null, '', n::text from unnest(array[0, 1, 65536, 3000000]) n`,
      values: [],
    },
    { text: 'select from generate_series(1, 2)', values: [] },
  ])
  expect(rows?.map((row) => [row[0]?.length, row[1], row[2], row[3]])).toEqual(
    [0, 1, 65_536, 3_000_000].map((n) => [n, null, '', String(n)]),
  )
})

function range(from: number, to: number): string[][] {
  return Array.from({ length: to - from + 1 }, (_, i) => [String(from + i)])
}

async function killAsSuperuser(pid: string): Promise<void> {
  await run(home.database.superuserUrl, `select pg_terminate_backend(${Number(pid)})`)
}
