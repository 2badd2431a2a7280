import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { RunningSimulator } from '../../src/destinations/kit/simulator/start.ts'
import { startSimulator } from '../../src/destinations/kit/simulator/start.ts'
import { webhookSimulator } from '../../src/destinations/webhook/simulator.ts'
import { readLedger } from '../../src/store/ledger.ts'
import { findRuns } from '../../src/store/runs.ts'
import type { Store } from '../../src/store/store.ts'
import { points, type Point } from '../../src/sync/run/points.ts'
import { runLane } from '../../src/sync/run/run.ts'
import type { Row } from '../../src/warehouses/contract.ts'
import type { FreshDatabase } from '../support/database.ts'
import { benchOf, freshStore, heldBy, jobOf, manyThings, openAccount, thing, wanted } from '../sync/far.ts'

// `SLUICE_TEST_FULL=1` stops at every point in the first, a middle and the last batch; otherwise at each point once.
const full = process.env['SLUICE_TEST_FULL'] === '1'
const BATCHES = 6
const LEASE_MS = 800

let store: Store
let database: FreshDatabase
let close: () => Promise<void>
let far: RunningSimulator
const children: ChildProcess[] = []

beforeAll(async () => {
  ;({ store, database, close } = await freshStore())
})
afterAll(() => close())
beforeEach(async () => {
  far = await startSimulator(webhookSimulator)
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await far.stop()
})

interface Order {
  readonly sync: string
  readonly things: number
  readonly point: Point
  readonly count: number
  readonly signal?: 'SIGKILL' | 'SIGSTOP'
}

function victim(order: Order): ChildProcess {
  const file = fileURLToPath(new URL('victim.ts', import.meta.url))
  const told = { url: database.url, far: far.url, leaseMs: LEASE_MS, signal: 'SIGKILL', ...order }
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
    env: { ...process.env, VICTIM: JSON.stringify(told) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  return child
}

/** A run of this process, which outlives all victims. */
async function runHere(sync: string, rows: readonly Row[]) {
  const destination = openAccount(far.url)
  try {
    const job = jobOf(destination, () => rows, { lane: { sync, tenant: null } })
    return await runLane(benchOf(store), job, { leaseMs: LEASE_MS })
  } finally {
    await destination.close()
  }
}

/** What the ledger calls delivered is what the far side holds: I4. */
async function ledgerIsTrue(sync: string): Promise<void> {
  const held = heldBy(far)
  const ledger = await readLedger(store, { sync, tenant: null }, 100_000)
  const delivered = ledger.filter(({ state }) => state === 'delivered')
  for (const { key, payload } of delivered) expect(held[key]).toEqual(payload)
}

// Once a run there are these points; the others come with each batch.
const single: ReadonlySet<Point> = new Set(['after claim', 'after read', 'in finish'])
const cases = points.flatMap((point) => {
  const counts = full && !single.has(point) ? [1, Math.ceil(BATCHES / 2), BATCHES] : [1]
  return counts.map((count) => [point, count] as const)
})

describe('kill -9', () => {
  test.each(cases)(
    '%s, the %i. time: the next run converges, and nothing is lost or doubled',
    async (point, count) => {
      const sync = `killed ${point} ${count}`
      const before = manyThings(BATCHES * 1_000)
      const child = victim({ sync, things: before.length, point, count })
      const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
      // Commits are made in groups: a run may pass such a point less often than it has batches, and end in peace.
      expect(count === 1 ? signal : 'SIGKILL').toBe('SIGKILL')

      // The source has moved on meanwhile: one is gone, one changed, one is new.
      const after = [...before.slice(1), thing(90_000)]
      after[0] = thing(1, 'Changed meanwhile')
      const next = await runHere(sync, after)
      expect(next).toMatchObject({ state: 'done', error: null })
      const { read, unchanged, delivered, rejected, withheld, waiting } = next.counts
      expect({ rejected, withheld, waiting }).toEqual({ rejected: 0, withheld: 0, waiting: 0 })
      expect(unchanged + delivered).toBe(read)
      expect(heldBy(far)).toEqual(wanted(after))
      await ledgerIsTrue(sync)
      const runs = await findRuns(store, { sync })
      const first = point === 'after claim' ? [] : [signal === 'SIGKILL' ? 'lost' : 'done']
      expect(runs.map(({ state }) => state)).toEqual(['done', ...first])
      expect((await runHere(sync, after)).counts).toMatchObject({ unchanged: after.length, delivered: 0 })
    },
  )
})

test('a frozen worker that wakes after its lease was taken over writes nothing more', async () => {
  const sync = 'frozen'
  const rows = manyThings(3_000)
  const child = victim({
    sync,
    things: rows.length,
    point: 'after ack before ledger',
    count: 1,
    signal: 'SIGSTOP',
  })
  let said = ''
  child.stdout!.on('data', (chunk: Buffer) => (said += chunk.toString()))
  while ((await findRuns(store, { sync })).length === 0 || far.writes.length === 0) await pause(50)
  await pause(200)

  const after = rows.map((_, n) => thing(n, `Second ${n}`))
  const taken = await runHere(sync, after)
  expect(taken).toMatchObject({ state: 'done' })
  const ledger = await readLedger(store, { sync, tenant: null }, 100_000)
  child.kill('SIGCONT')
  await once(child, 'exit')
  expect(JSON.parse(said)).toMatchObject({ state: 'LEASE_LOST' })
  expect(await readLedger(store, { sync, tenant: null }, 100_000)).toEqual(ledger)
  expect((await findRuns(store, { sync })).map(({ state }) => state)).toEqual(['done', 'lost'])
})

test('a store whose connections are cut in the middle of a run is waited for', async () => {
  const sync = 'cut'
  const rows = manyThings(6_000)
  const destination = openAccount(far.url)
  const job = jobOf(destination, () => rows, { lane: { sync, tenant: null } })
  let cut = 0
  const ended = await runLane(benchOf(store), job, {
    at: async (point) => {
      if (point !== 'after commit' || cut++ > 1) return
      await database.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      )
    },
  })
  await destination.close()
  const final = ended.state === 'done' ? ended : await runHere(sync, rows)
  expect(final.state).toBe('done')
  expect(heldBy(far)).toEqual(wanted(rows))
  await ledgerIsTrue(sync)
})

test('a store that comes back without what was to be sent is noticed: nothing counts as done, and the next run goes on', async () => {
  const sync = 'forgotten'
  const rows = manyThings(12_000)
  const destination = openAccount(far.url)
  const job = jobOf(destination, () => rows, { lane: { sync, tenant: null } })
  let passed = 0
  // What a server that was killed finds of a table without WAL.
  const forget = async () => {
    if (passed++ === 1) await database.query('truncate sluice.changes')
  }
  const ended = await runLane(benchOf(store), job, {
    at: (point) => (point === 'after ack before ledger' ? forget() : undefined),
  })
  await destination.close()
  expect(ended).toMatchObject({ state: 'failed', error: { code: 'UNAVAILABLE' } })
  await ledgerIsTrue(sync)
  expect(await runHere(sync, rows)).toMatchObject({ state: 'done', counts: { waiting: 0 } })
  expect(heldBy(far)).toEqual(wanted(rows))
  await ledgerIsTrue(sync)
})

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms))
}
