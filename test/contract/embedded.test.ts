import { afterEach, expect, test } from '@jest/globals'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { failure } from '../../src/warehouses/postgres/embedded/faults.ts'
import { startEmbedded, type Embedded } from '../../src/warehouses/postgres/embedded/index.ts'
import { freshDatabase, template } from '../support/database.ts'
import { suiteLog } from '../support/log/suite.ts'
import { run as ask } from '../support/sql.ts'

const open: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function folder(mode = 0o755): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'sluice-embedded-'))
  await chmod(dir, mode)
  open.push(() => rm(dir, { recursive: true, force: true }))
  return join(dir, '.sluice')
}

async function start(dir: string): Promise<Embedded> {
  const embedded = await startEmbedded({ dir, log: suiteLog, durable: false })
  open.push(() => embedded.stop())
  return embedded
}

/** A holder in another process. */
async function hold(dir: string): Promise<{ child: ChildProcess; ours: boolean; url: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../support/holder.ts'), dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  open.push(async () => void child.kill('SIGKILL'))
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, ...(JSON.parse(line.toString()) as { ours: boolean; url: string }) }
}

async function eventually<T>(work: () => Promise<T>, ms = 20_000): Promise<T> {
  const until = Date.now() + ms
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (Date.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

async function postmaster(dir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dir, 'postgres', 'postmaster.pid'), 'utf8'), 10)
}

test('a database belongs to a login that is no superuser, and its data is there after a stop and a start', async () => {
  const dir = await folder()
  const first = await start(dir)
  const url = await first.ensureDatabase('warehouse')
  await ask(url, 'create table kept as select 7 as n')
  await first.stop()
  await expect(ask(url, 'select 1')).rejects.toThrow('ECONNREFUSED')
  const second = await start(dir)
  expect(second.ours).toBe(true)
  expect(await ask(await second.ensureDatabase('warehouse'), 'select n from kept')).toEqual([{ n: 7 }])
  const me = await ask(url, 'select rolsuper, rolbypassrls from pg_roles where rolname = current_user')
  expect(me).toEqual([{ rolsuper: false, rolbypassrls: false }])
})

test('two processes that start at once share one server, and the last to leave stops it', async () => {
  const dir = await folder()
  const [one, two] = await Promise.all([hold(dir), hold(dir)])
  expect([one.ours, two.ours].sort()).toEqual([false, true])
  expect(one.url).toBe(two.url)
  const [starter, joiner] = one.ours ? [one, two] : [two, one]
  starter.child.kill('SIGTERM')
  await once(starter.child, 'exit')
  expect(await ask(joiner.url, 'select 1 as n')).toEqual([{ n: 1 }])
  joiner.child.kill('SIGTERM')
  await once(joiner.child, 'exit')
  await expect(ask(joiner.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
})

test('after kill -9 of the process that started it, the next one adopts the running server', async () => {
  const dir = await folder()
  const killed = await hold(dir)
  await ask(killed.url, 'create table kept as select 7 as n')
  const before = await postmaster(dir)
  killed.child.kill('SIGKILL')
  await once(killed.child, 'exit')
  const next = await start(dir)
  expect(next.ours).toBe(false)
  expect(await postmaster(dir)).toBe(before)
  expect(await ask(next.superuserUrl, 'select n from kept')).toEqual([{ n: 7 }])
})

test('after kill -9 of both, the next start recovers what was committed', async () => {
  const dir = await folder()
  const killed = await hold(dir)
  await ask(killed.url, 'create table kept as select 7 as n')
  killed.child.kill('SIGKILL')
  await once(killed.child, 'exit')
  process.kill(await postmaster(dir), 'SIGKILL')
  const next = await start(dir)
  expect(next.ours).toBe(true)
  expect(await ask(next.superuserUrl, 'select n from kept')).toEqual([{ n: 7 }])
})

test('after kill -9 of the server alone, it is started again at the same address', async () => {
  const dir = await folder()
  const { superuserUrl } = await start(dir)
  const before = await postmaster(dir)
  process.kill(before, 'SIGKILL')
  await eventually(async () => expect(await postmaster(dir)).not.toBe(before))
  expect(await eventually(() => ask(superuserUrl, 'select 1 as n'))).toEqual([{ n: 1 }])
})

test('a lock file that names a stranger, or a zombie, does not keep the server from starting', async () => {
  const dir = await folder()
  const first = await start(dir)
  await first.stop()
  const stranger = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  open.push(async () => void stranger.kill('SIGKILL'))
  const [zombie] = (await once(stranger.stdout, 'data')) as [Buffer]
  for (const pid of [stranger.pid, zombie.toString().trim()]) {
    await writeFile(join(dir, 'postgres', 'postmaster.pid'), `${pid}\n${dir}/postgres\n0\n1\n\n127.0.0.1\n`)
    const next = await start(dir)
    expect(next.ours).toBe(true)
    await next.stop()
  }
})

test('a port that somebody else has taken is exchanged for a free one', async () => {
  const dir = await folder()
  const first = await start(dir)
  const { port } = new URL(first.superuserUrl)
  await first.stop()
  const thief = createServer().listen(Number(port), '127.0.0.1')
  await once(thief, 'listening')
  open.push(async () => void thief.close())
  const second = await start(dir)
  expect(new URL(second.superuserUrl).port).not.toBe(port)
  expect(await ask(second.superuserUrl, 'select 1 as n')).toEqual([{ n: 1 }])
})

test('a lock left by a dead process, and half a cluster, are passed over', async () => {
  const dir = await folder()
  await mkdir(join(dir, 'postgres.half'), { recursive: true })
  await writeFile(join(dir, 'postgres.lock'), '999999999 gone')
  const embedded = await start(dir)
  expect(await ask(embedded.superuserUrl, 'select 1 as n')).toEqual([{ n: 1 }])
  expect(existsSync(join(dir, 'postgres.half'))).toBe(false)
})

test('a folder that is no data directory is refused by name', async () => {
  const dir = await folder()
  await mkdir(join(dir, 'postgres'), { recursive: true })
  await writeFile(join(dir, 'postgres', 'letter.txt'), 'dear')
  await expect(start(dir)).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message:
      `${dir}/postgres: This folder is in the way: it is not a PostgreSQL data directory. ` +
      `Move it away, or remove it if its data is not wanted: ${dir}/postgres.`,
  })
})

test('a data directory of another version, or of somebody else, is refused and left as it is', async () => {
  const dir = await folder()
  await mkdir(join(dir, 'postgres'), { recursive: true })
  await writeFile(join(dir, 'postgres', 'PG_VERSION'), '15\n')
  await expect(start(dir)).rejects.toThrow(
    'The data directory was made by PostgreSQL 15. Expected PostgreSQL 18',
  )
  await writeFile(join(dir, 'postgres', 'PG_VERSION'), '18\n')
  await expect(start(dir)).rejects.toThrow('was not made by this Sluice: its postgres.json is missing')
  expect(await readFile(join(dir, 'postgres', 'PG_VERSION'), 'utf8')).toBe('18\n')
})

test('a project that only its owner may enter works too', async () => {
  const dir = await folder(0o700)
  const embedded = await start(dir)
  expect(await ask(embedded.superuserUrl, 'select 1 as n')).toEqual([{ n: 1 }])
  const { data } = JSON.parse(await readFile(join(dir, 'postgres.json'), 'utf8')) as { data: string }
  if (data.startsWith('/')) open.unshift(() => rm(data, { recursive: true, force: true }))
})

test('a full disk and an unknown user are told in words', () => {
  expect(failure('postgres', 'FATAL:  could not write: No space left on device').message).toBe(
    'The disk is full: the embedded PostgreSQL needs about 200 MB to start. ' +
      'Free some space, then start again; what was written before is safe.',
  )
  expect(
    failure('initdb', 'initdb: error: could not look up effective user ID 4711: user does not exist').message,
  ).toBe(
    'PostgreSQL needs to run as a user that /etc/passwd knows, and this one is not there. ' +
      'Start Sluice as a user with an entry in /etc/passwd.',
  )
})

test('a test gets a database of its own, cloned from a template', async () => {
  const name = await template(
    'probe',
    async (url) => void (await ask(url, 'create table t as select 42 as n')),
  )
  const database = await freshDatabase(name)
  open.push(() => database.drop())
  const { rows } = await database.query('select n, current_user as me from t')
  expect(rows).toEqual([{ n: 42, me: 'sluice_owner' }])
})
