import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Client } from 'pg'
import { systemClock } from '../../../base/clock.ts'
import { SluiceError } from '../../../base/errors.ts'
import { identity, type Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { CLEAN_ENVIRONMENT, failure } from './faults.ts'
import { addressOf, type Home } from './home.ts'
import { alive } from './lock.ts'

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  // Sockets have a short path limit and no owner that suits both root and its stand-in.
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  // Containers have a /dev/shm of 64 MB, which parallel queries overflow: let them use the main segment first.
  min_dynamic_shared_memory: '64MB',
  // No replica ever follows this server; loading the demo writes a third of the WAL.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  // Statements hold data and passwords; the log has the errors alone.
  log_min_error_statement: 'panic',
}

// A killed server still keeps what was committed; a power cut doesn't.
const FORGETFUL = { fsync: 'off', full_page_writes: 'off' }

const READY_MS = 120_000
const LOG_BYTES = 10_000_000

/** What answers on the port that the data directory's lock file names. */
export type Probe = 'ours' | 'starting' | 'nobody'

/** The port of the server that runs, or last ran, on this data directory; undefined where its lock file is gone. */
export async function recordedPort(home: Home): Promise<number | undefined> {
  const lines = await readFile(join(home.data, 'postmaster.pid'), 'utf8').catch(() => '')
  const port = Number(lines.split('\n')[3])
  return Number.isInteger(port) && port > 0 ? port : undefined
}

/** Connects to know: a process number alone may be a zombie's or a stranger's. */
export async function probe(home: Home): Promise<Probe> {
  const client = new Client({ connectionString: addressOf(home, 'postgres'), connectionTimeoutMillis: 3_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ data: string }>('select current_setting($1) as data', [
      'data_directory',
    ])
    return rows[0] && realpathSync(rows[0].data) === realpathSync(home.data) ? 'ours' : 'nobody'
  } catch (error) {
    // 57P03: starting up, recovering or shutting down.
    return (error as { code?: string }).code === '57P03' ? 'starting' : 'nobody'
  } finally {
    await client.end().catch(() => {})
  }
}

/** Starts the server and waits until it answers. @returns the home with the port that it got */
export async function startPostmaster(
  home: Home,
  binaries: Binaries,
  account: Account | undefined,
  durable: boolean,
): Promise<Home> {
  await clearStale(home)
  const until = Date.now() + READY_MS
  for (;;) {
    const port = await freePort(home.settings.port)
    const placed = { ...home, settings: { ...home.settings, port } }
    const said = await launch(placed, binaries, account, durable)
    if (said === undefined) return placed
    // Children of a killed postmaster let go of its memory within a second; a port can be snatched meanwhile.
    const passing =
      /pre-existing shared memory block|lock file .* already exists|Address already in use/.test(said)
    if (!passing || Date.now() > until) throw failure('postgres', said)
    await systemClock.sleep(200)
  }
}

/** One attempt. @returns undefined when it answers, else what its log said */
async function launch(
  home: Home,
  binaries: Binaries,
  account: Account | undefined,
  durable: boolean,
): Promise<string | undefined> {
  await rotate(home.log)
  const log = await open(home.log, 'a', 0o600)
  const { size: before } = await log.stat()
  // Its own session: Ctrl-C is ours to hear, and the server outlives a killed Node, to be taken over.
  const child = spawn(
    binaries.postgres,
    ['-D', home.data, '-p', String(home.settings.port), ...flags(durable)],
    {
      ...identity(account),
      cwd: '/',
      env: CLEAN_ENVIRONMENT,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    },
  )
  child.unref()
  try {
    return await settled(home, child, before)
  } finally {
    await log.close()
  }
}

async function settled(home: Home, child: ChildProcess, before: number): Promise<string | undefined> {
  let failed: string | undefined
  const ended = () => (failed ??= readFileSync(home.log, 'utf8').slice(before))
  child.on('error', (error) => (failed = error.message))
  child.once('exit', ended)
  const until = Date.now() + READY_MS
  try {
    while (failed === undefined) {
      if ((await probe(home)) === 'ours') return undefined
      if (Date.now() > until) return 'it did not answer within two minutes'
      await systemClock.sleep(40)
    }
    return failed
  } finally {
    // Its end is news only while it starts; later the folder may be gone before it, log and all.
    child.off('exit', ended)
  }
}

function flags(durable: boolean): string[] {
  const all = durable ? SETTINGS : { ...SETTINGS, ...FORGETFUL }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

async function rotate(log: string): Promise<void> {
  const size = await stat(log).then(
    ({ size }) => size,
    () => 0,
  )
  if (size > LOG_BYTES) await rename(log, `${log}.1`)
}

/**
 * PostgreSQL clears a dead server's lock file by itself, but trusts a process number that lives: a zombie's, or one that
 * another program has got since. Those are cleared here.
 */
async function clearStale(home: Home): Promise<void> {
  const file = join(home.data, 'postmaster.pid')
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10)
  if (!Number.isInteger(pid) || !alive(pid)) return
  if (!isPostmaster(pid, home.data)) return unlink(file).catch(() => {})
  throw new SluiceError('UNAVAILABLE', {
    what: `A PostgreSQL (process ${pid}) runs on this project's data, but doesn't answer`,
    where: home.data,
    cure: `Look at ${home.log}; end that process (kill -INT ${pid}), then start again`,
  })
}

function isPostmaster(pid: number, data: string): boolean {
  const proc = `/proc/${pid}`
  if (existsSync(proc)) {
    const state = readFileSync(join(proc, 'stat'), 'utf8').split(') ')[1]?.[0]
    return state !== 'Z' && readFileSync(join(proc, 'cmdline'), 'utf8').includes(data)
  }
  if (process.platform === 'win32') return true
  const told = execFileSync('ps', ['-o', 'stat=,command=', '-p', String(pid)], { encoding: 'utf8' })
  return !told.trim().startsWith('Z') && told.includes(data)
}

/** `wanted` if it is free, else one that is. */
async function freePort(wanted: number): Promise<number> {
  const kept = wanted > 0 ? await listens(wanted) : undefined
  const port = kept ?? (await listens(0))
  if (port !== undefined) return port
  throw new SluiceError('UNAVAILABLE', {
    what: 'There is no free port on 127.0.0.1 for the embedded PostgreSQL',
  })
}

function listens(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.on('error', () => resolve(undefined))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined))
    })
  })
}

/** Fast shutdown: transactions are rolled back, everything committed is on disk. `immediate` is for data nobody wants. */
export function stopPostmaster(
  home: Home,
  binaries: Binaries,
  account: Account | undefined,
  mode: 'fast' | 'immediate' = 'fast',
): Promise<void> {
  return new Promise((resolve, reject) => {
    const args = ['stop', '-D', home.data, '-m', mode, '-w', '-t', '60', '-s']
    const child = spawn(binaries.pgctl, args, { ...identity(account), cwd: '/', env: CLEAN_ENVIRONMENT })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.on('error', (error) => reject(failure('pg_ctl', error.message, error)))
    child.on('close', (code) =>
      code === 0 || /No such process|PID file .* does not exist/.test(said)
        ? resolve()
        : reject(failure('pg_ctl', said)),
    )
  })
}
