import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { SluiceError } from '../../src/base/errors.ts'
import type { RunningSimulator } from '../../src/destinations/kit/simulator/start.ts'
import type { Destination } from '../../src/destinations/index.ts'
import { claimLease, renewLease } from '../../src/store/leases.ts'
import { findRejects, releaseRejects } from '../../src/store/rejects.ts'
import { findRuns } from '../../src/store/runs.ts'
import { readLedger } from '../../src/store/ledger.ts'
import { planLane } from '../../src/sync/run/plan.ts'
import { runLane, type LaneRun } from '../../src/sync/run/run.ts'
import { targetOf, type Bench, type Job } from '../../src/sync/run/job.ts'
import type { Row } from '../../src/warehouses/contract.ts'
import { benchOf, farSide, freshStore, heldBy, jobOf, manyThings, mappingOf, thing, wanted } from './far.ts'

let close: () => Promise<void>
let bench: Bench
let far: RunningSimulator
let destination: Destination
let closeFar: () => Promise<void>
let rows: Row[]
let job: Job

beforeAll(async () => {
  const fresh = await freshStore()
  bench = benchOf(fresh.store)
  close = fresh.close
})
afterAll(() => close())

let lane = 0
beforeEach(async () => {
  ;({ far, destination, close: closeFar } = await farSide())
  rows = []
  job = jobOf(destination, () => rows, { lane: { sync: `things-${++lane}`, tenant: null } })
})
afterEach(() => closeFar())

const run = (options = {}): Promise<LaneRun> => runLane(bench, job, options)

function addUp({ counts }: LaneRun): void {
  const { read, unchanged, delivered, rejected, withheld, waiting } = counts
  expect(unchanged + delivered + rejected + withheld + waiting).toBe(read)
}

test('a first run creates everything, and a second one sends nothing', async () => {
  rows = manyThings(2_500)
  const first = await run()
  expect(first).toMatchObject({ state: 'done', error: null, digest: null })
  expect(first.counts).toEqual({
    read: 2500,
    unchanged: 0,
    delivered: 2500,
    rejected: 0,
    withheld: 0,
    waiting: 0,
  })
  expect(heldBy(far)).toEqual(wanted(rows))
  const requests = far.log.length

  const second = await run()
  expect(second.counts).toEqual({
    read: 2500,
    unchanged: 2500,
    delivered: 0,
    rejected: 0,
    withheld: 0,
    waiting: 0,
  })
  expect(far.log.length).toBe(requests)
})

test('three rows that change are three in the plan and three that are sent', async () => {
  rows = manyThings(50)
  await run()
  rows[3] = thing(3, 'Renamed')
  rows[7] = thing(7, 'Thing 7', null)
  rows[49] = thing(49, 'Thing "49"\t\\N\n', '0.10')
  const plan = await planLane(bench, job)
  expect(plan.counts).toEqual({
    read: 50,
    create: 0,
    update: 3,
    remove: 0,
    unchanged: 47,
    withheld: 0,
    rejected: 0,
    waiting: 0,
  })
  expect(plan.samples[0]).toEqual({
    kind: 'update',
    key: 't-3',
    withheld: null,
    fault: null,
    before: { id: 't-3', name: 'Thing 3', amount: '3.50' },
    after: { id: 't-3', name: 'Renamed', amount: '3.50' },
  })
  const before = far.writes.length
  expect((await run()).counts).toMatchObject({ delivered: 3, unchanged: 47 })
  expect(far.writes.length - before).toBe(3)
  expect(heldBy(far)).toEqual(wanted(rows))
})

test('what left the query is removed in MIRROR, and stays in UPSERT', async () => {
  rows = manyThings(10)
  await run()
  rows.length = 8
  job = { ...job, mode: 'UPSERT' }
  expect((await run()).details.remove.planned).toBe(0)
  expect(Object.keys(heldBy(far))).toHaveLength(10)
  job = { ...job, mode: 'MIRROR' }
  const ended = await run()
  expect(ended.counts).toMatchObject({ read: 8, unchanged: 8, delivered: 0 })
  expect(ended.details.remove).toEqual({ planned: 2, delivered: 2, rejected: 0, withheld: 0, waiting: 0 })
  expect(heldBy(far)).toEqual(wanted(rows))
})

test('a source that comes back empty removes nothing until its plan is approved', async () => {
  const all = manyThings(30)
  rows = all
  await run()
  rows = []
  const stopped = await run()
  expect(stopped.guards).toMatchObject([{ guard: 'minRows', records: 0, limit: 1 }])
  expect(stopped.details.remove).toMatchObject({ planned: 0, withheld: 30 })
  expect(heldBy(far)).toEqual(wanted(all))
  const plan = await planLane(bench, job)
  expect(plan.counts).toMatchObject({ read: 0, remove: 0, withheld: 30 })
  expect(plan.digest).toBe(stopped.digest)
  const released = await run({ approve: plan.digest })
  expect(released.details.remove).toMatchObject({ planned: 30, delivered: 30, withheld: 0 })
  expect(heldBy(far)).toEqual({})
})

test('too many removals are withheld while other changes go on', async () => {
  rows = manyThings(300)
  await run()
  rows = [...rows.slice(0, 150), thing(150, 'Renamed'), thing(999)]
  const ended = await run()
  addUp(ended)
  expect(ended.details).toMatchObject({
    create: { delivered: 1 },
    update: { delivered: 1 },
    remove: { planned: 0, withheld: 149 },
  })
  expect(Object.keys(heldBy(far))).toHaveLength(301)
})

test('a digest approves exactly the changes that were looked at', async () => {
  rows = manyThings(40)
  await run()
  rows = rows.map((_, n) => thing(n, `Renamed ${n}`))
  const { digest } = await planLane(bench, job)
  rows[0] = thing(0, 'Something else')
  const refused = await run({ approve: digest })
  expect(refused).toMatchObject({ state: 'failed', error: { code: 'CONFLICT' } })
  expect(refused.error?.message).toMatch(/has changed since it was approved/)
  expect(heldBy(far)).toEqual(wanted(manyThings(40)))
  const { digest: now } = await planLane(bench, job)
  expect((await run({ approve: now })).counts).toMatchObject({ delivered: 40, withheld: 0 })
  expect(heldBy(far)).toEqual(wanted(rows))
})

test('a field that turns null in many records is withheld there, and only there', async () => {
  rows = manyThings(40)
  await run()
  rows = rows.map((row, n) => (n < 10 ? thing(n, `Thing ${n}`, null) : n < 12 ? thing(n, 'Renamed') : row))
  const ended = await run()
  addUp(ended)
  expect(ended.guards).toMatchObject([{ guard: 'nulled', field: 'amount', records: 10, limit: 4 }])
  expect(ended.counts).toMatchObject({ unchanged: 28, delivered: 2, withheld: 10 })
})

test('rows without a key or with the same key are rejected and shown, the others go on', async () => {
  rows = [...manyThings(5), thing(2, 'Twin'), [null, 'Nobody', '1'], [null, 'Nobody else', '2']]
  const ended = await run()
  addUp(ended)
  expect(ended.counts).toMatchObject({ read: 8, delivered: 4, rejected: 4 })
  const found = await findRejects(bench.store, { sync: job.lane.sync })
  expect(found.map(({ key, code }) => [key, code]).sort()).toEqual([
    ['', 'NULL_KEY'],
    ['t-2', 'DUPLICATE_KEY'],
  ])
  rows = manyThings(5)
  expect((await run()).counts).toMatchObject({ delivered: 1, unchanged: 4, rejected: 0 })
  expect(await findRejects(bench.store, { sync: job.lane.sync })).toEqual([])
})

test('a refused record stays different: not sent again until its value or the mapping changes, or a person says so', async () => {
  const types = { id: 'ID', name: 'String', refuse: 'String' } as const
  job = { ...job, mapping: mappingOf({ id: 'ID', name: 'String' }) }
  rows = [
    ['a', 'A'],
    ['b', 'B'],
  ]
  await run()
  job = { ...job, mapping: mappingOf(types) }
  rows = [
    ['a', 'A', 'x'],
    ['b', 'B', 'y'],
    ['c', 'C', 'z'],
  ]
  // One of two known records may change at most: refusals are what this is about.
  job = { ...job, guards: { ...job.guards, changed: { records: 10, share: 1 } } }
  const refused = await run()
  addUp(refused)
  expect(refused.counts).toMatchObject({ delivered: 0, rejected: 3 })
  expect(heldBy(far)).toEqual({ a: { id: 'a', name: 'A' }, b: { id: 'b', name: 'B' } })
  const requests = far.log.length
  expect((await run()).counts).toMatchObject({ read: 3, unchanged: 0, rejected: 3, waiting: 0 })
  expect(far.log.length).toBe(requests)
  rows[0] = ['a', 'Changed', 'x']
  await run()
  expect(far.log.length).toBeGreaterThan(requests)
  const after = far.log.length
  expect(await releaseRejects(bench.store, { sync: job.lane.sync, key: 'b' })).toBe(1)
  await run()
  expect(far.log.length).toBe(after + 1)
  job = { ...job, mapping: mappingOf({ id: 'ID', name: 'String' }) }
  rows = [
    ['a', 'A'],
    ['b', 'B'],
    ['c', 'C'],
  ]
  expect((await run()).counts).toMatchObject({ unchanged: 2, delivered: 1, rejected: 0 })
  expect(await findRejects(bench.store, { sync: job.lane.sync })).toEqual([])
})

test('a far side that throttles leaves the rest waiting, and nobody is to blame', async () => {
  rows = manyThings(5_000)
  far.faults.add(
    { is: 'answer', reply: { status: 429, headers: { 'retry-after': '3600' } } },
    { times: 100, after: 2 },
  )
  const paused = await run()
  addUp(paused)
  expect(paused).toMatchObject({ state: 'paused', error: { code: 'UNAVAILABLE' } })
  expect(paused.counts.delivered).toBeGreaterThan(0)
  expect(paused.counts.waiting).toBe(5_000 - paused.counts.delivered)
  expect(await findRejects(bench.store, { sync: job.lane.sync })).toEqual([])
  far.faults.clear()
  destination = (await farSideAgain()).destination
  expect((await run()).counts).toMatchObject({ unchanged: paused.counts.delivered, waiting: 0 })
  expect(heldBy(far)).toEqual(wanted(rows))
})

test('a reply that is lost after the far side did its work is made good', async () => {
  rows = manyThings(3_000)
  far.faults
    .add({ is: 'drop', applied: true }, { times: 2, after: 1 })
    .add({ is: 'half', count: 400 }, { times: 2 })
  let ended = await run()
  for (let again = 0; again < 3 && ended.counts.waiting > 0; again++) {
    addUp(ended)
    ended = await run()
  }
  expect(ended.counts.waiting).toBe(0)
  expect(heldBy(far)).toEqual(wanted(rows))
})

test('a value that goes back after an unknown outcome is sent again, since nobody knows what the far side holds', async () => {
  const old = manyThings(3)
  rows = [...old]
  await run()
  rows[1] = thing(1, 'Never answered')
  far.faults.add({ is: 'drop', applied: true }, { times: 10 })
  expect((await run()).counts).toMatchObject({ unchanged: 2, waiting: 1 })
  expect(heldBy(far)).toEqual(wanted(rows))
  far.faults.clear()
  rows = old
  expect((await run()).counts).toMatchObject({ unchanged: 2, delivered: 1 })
  expect(heldBy(far)).toEqual(wanted(old))
})

test('a far side that turns us away for good stops the run with its words', async () => {
  rows = manyThings(10)
  far.faults.add({ is: 'answer', reply: { status: 403, body: { error: 'No permission' } } }, { times: 100 })
  const ended = await run()
  addUp(ended)
  expect(ended).toMatchObject({ state: 'failed', error: { code: 'DESTINATION_REFUSED' } })
  expect(ended.counts).toMatchObject({ read: 10, waiting: 10 })
  const ledger = await readLedger(bench.store, job.lane)
  expect(ledger.filter(({ state }) => state === 'delivered')).toEqual([])
})

test('a mapping change resends only records that come out different', async () => {
  const types = { id: 'ID', name: 'String', amount: 'Decimal' } as const
  rows = [...manyThings(10), thing(10, 'Thing 10', null)]
  await run()
  const withNote = mappingOf(types, { constants: { source: 'product' } })
  job = { ...job, mapping: withNote, guards: { ...job.guards, changed: { records: 0, share: 1 } } }
  expect((await planLane(bench, job)).counts).toMatchObject({ update: 11 })
  await run()
  expect(heldBy(far)).toEqual(wanted(rows, withNote))
})

test('a run is refused where the ledger speaks of another object or key', async () => {
  rows = manyThings(2)
  await run()
  job = { ...job, object: 'others' }
  await expect(run()).rejects.toThrow(/speaks of hook \/ things by id, the document of hook \/ others by id/)
})

test('another account has a ledger of its own: it gets everything, nothing there is removed, and coming back finds the old one', async () => {
  rows = manyThings(20)
  await run()
  const first = { far, destination, close: closeFar }
  const second = await farSide()
  closeFar = async () => {
    await second.close()
    await first.close()
  }
  await second.destination.deliver({
    object: 'things',
    key: 'id',
    operation: 'upsert',
    changes: [{ key: 't-19', fields: { id: 't-19', name: 'Theirs' } }],
    operationId: 'theirs',
  })
  rows.length = 18
  job = { ...job, destination: second.destination }
  const plan = await planLane(bench, job)
  expect(plan.counts).toMatchObject({ create: 18, update: 0, remove: 0 })
  expect(await planLane(bench, { ...job, destination: first.destination })).toMatchObject({
    counts: { create: 0, remove: 2 },
  })
  expect((await run()).details).toMatchObject({ create: { delivered: 18 }, remove: { planned: 0 } })
  expect(heldBy(second.far)).toEqual({ ...wanted(rows), 't-19': { id: 't-19', name: 'Theirs' } })
  expect(Object.keys(heldBy(first.far))).toHaveLength(20)
  expect((await run()).counts).toMatchObject({ unchanged: 18, delivered: 0 })

  rows[0] = thing(0, 'Renamed')
  job = { ...job, destination: first.destination }
  expect((await planLane(bench, job)).counts).toMatchObject({ update: 1, remove: 2, unchanged: 17 })
  await run()
  expect(heldBy(first.far)).toEqual(wanted(rows))
  job = { ...job, destination: second.destination, object: 'others' }
  await expect(run()).rejects.toThrow(/speaks of hook \/ things by id/)
  await expect(planLane(bench, job)).rejects.toThrow(/speaks of hook \/ things by id/)
})

test('an account whose run was cut in mid-flight has its unknown outcomes in its own ledger', async () => {
  rows = manyThings(3)
  await run()
  rows[0] = thing(0, 'Renamed')
  await run({
    at: (point: string) => {
      if (point === 'in finish') throw new SluiceError('INTERNAL', { what: 'cut' })
    },
  }).catch(() => undefined)
  const first = { far, destination, close: closeFar }
  const second = await farSide()
  closeFar = async () => {
    await second.close()
    await first.close()
  }
  job = { ...job, destination: second.destination }
  await run()
  expect(heldBy(second.far)).toEqual(wanted(rows))
  const ledger = await readLedger(bench.store, job.lane)
  expect(ledger.map(({ state }) => state)).toEqual(['delivered', 'delivered', 'delivered'])
  job = { ...job, destination: first.destination }
  await run()
  expect(heldBy(first.far)).toEqual(wanted(rows))
})

test('what a guard withheld stays withheld while new records come, until it is approved or goes away', async () => {
  rows = manyThings(10)
  await run()
  const renamed = rows.map((row, n) => (n < 6 ? thing(n, 'Renamed') : row))
  rows = renamed
  const first = await run()
  expect(first.counts).toMatchObject({ withheld: 6, delivered: 0 })
  rows = [...renamed, ...manyThings(40).slice(10)]
  expect((await run()).counts).toMatchObject({ withheld: 6, delivered: 30 })
  // Six of forty are no longer half of them; one more may change.
  rows[39] = thing(39, 'Renamed too')
  const third = await run()
  addUp(third)
  expect(third.counts).toMatchObject({ withheld: 6, delivered: 1 })
  expect(third.guards).toMatchObject([
    { guard: 'changed', records: 6, what: expect.stringMatching(/^Since an earlier run nobody/) },
  ])
  expect(heldBy(far)).toMatchObject({ 't-0': { name: 'Thing 0' }, 't-39': { name: 'Renamed too' } })
  // Another value is still the same change; the old one is none.
  rows[0] = thing(0, 'Renamed again')
  rows[1] = thing(1)
  expect((await run()).counts).toMatchObject({ withheld: 5, delivered: 0 })
  rows[1] = thing(1, 'A change of its own')
  expect((await run()).counts).toMatchObject({ withheld: 5, delivered: 1 })
  const { digest } = await planLane(bench, job)
  expect((await run({ approve: digest })).counts).toMatchObject({ withheld: 0, delivered: 5 })
  expect(heldBy(far)).toEqual(wanted(rows))
  expect(await run()).toMatchObject({ guards: [], digest: null })
})

test('withheld removals stay withheld while new records come, and a record that returns is removed no more', async () => {
  job = { ...job, guards: { ...job.guards, removed: { records: 0, share: 0.1 } } }
  rows = manyThings(20)
  await run()
  rows = rows.slice(4)
  expect((await run()).details.remove).toMatchObject({ withheld: 4 })
  rows = [...rows, ...manyThings(100).slice(20)]
  await run()
  expect((await run()).details.remove).toMatchObject({ withheld: 4, delivered: 0 })
  rows.push(thing(0))
  expect((await run()).details.remove).toMatchObject({ withheld: 3 })
  rows.pop()
  // It goes alone now, and one of a hundred is no harm.
  expect((await run()).details.remove).toMatchObject({ withheld: 3, delivered: 1 })
  const held = Object.keys(heldBy(far))
  expect(held).toEqual(expect.arrayContaining(['t-1', 't-2', 't-3']))
  expect(held).toHaveLength(99)
  const { digest } = await planLane(bench, job)
  await run({ approve: digest })
  expect(heldBy(far)).toEqual(wanted(rows))
})

test('withheld nulls stay withheld while new records come, and through an empty read', async () => {
  rows = manyThings(20)
  await run()
  const nulled = rows.map((row, n) => (n < 5 ? thing(n, `Thing ${n}`, null) : row))
  rows = nulled
  expect((await run()).counts).toMatchObject({ withheld: 5 })
  rows = [...nulled, ...manyThings(200).slice(20)]
  await run()
  rows = []
  expect((await run()).details.remove).toMatchObject({ withheld: 200 })
  rows = [...nulled, ...manyThings(200).slice(20)]
  const ended = await run()
  expect(ended.counts).toMatchObject({ withheld: 5, delivered: 0 })
  expect(ended.guards).toMatchObject([{ guard: 'nulled', records: 5 }])
})

test('of two runners at once one works and the other is told so', async () => {
  rows = manyThings(3_000)
  far.faults.add({ is: 'delay', ms: 3_500 }, { times: 2 })
  const ends = await Promise.allSettled([run({ leaseMs: 2_000 }), run({ leaseMs: 2_000 })])
  const told = ends.map((end) =>
    end.status === 'fulfilled' ? end.value.state : (end.reason as { code: string }).code,
  )
  expect(told.sort()).toEqual(['CONFLICT', 'done'])
  expect(heldBy(far)).toEqual(wanted(rows))
  expect(far.writes.length).toBe(3_000)
})

test('a renewal that was under way when its holder died does not make the dead look alive', async () => {
  rows = manyThings(10)
  const claim = { holder: 'dead', ttlMs: 1_000, ...targetOf(job) }
  const claimed = await claimLease(bench.store, job.lane, claim)
  if (claimed.is !== 'held') throw claimed
  const waiting = run({ leaseMs: 1_000 })
  await new Promise((resolve) => setTimeout(resolve, 300))
  await renewLease(bench.store, claimed.lease, 1_000)
  expect(await waiting).toMatchObject({ state: 'done' })
})

test('a stop lets what is out come home and counts the rest as waiting', async () => {
  rows = manyThings(20_000)
  const stop = new AbortController()
  const ended = await run({
    signal: stop.signal,
    at: (point: string) => (point === 'after commit' ? stop.abort() : undefined),
  })
  addUp(ended)
  expect(ended.state).toBe('stopped')
  expect(ended.counts.delivered).toBe(far.writes.length)
  expect(ended.counts.waiting).toBeGreaterThan(0)
  expect((await run()).counts).toMatchObject({ waiting: 0, unchanged: ended.counts.delivered })
  expect(far.writes.length).toBe(20_000)
})

test('runs are kept with their counts, the latest first', async () => {
  rows = manyThings(2)
  await run()
  await run()
  const runs = await findRuns<LaneRun['counts']>(bench.store, { sync: job.lane.sync })
  expect(runs.map(({ state, counts }) => [state, counts.delivered, counts.unchanged])).toEqual([
    ['done', 0, 2],
    ['done', 2, 0],
  ])
})

/** A breaker remembers: a new process comes with a new account. */
async function farSideAgain(): Promise<{ destination: Destination }> {
  const { openAccount } = await import('./far.ts')
  const again = openAccount(far.url)
  job = { ...job, destination: again }
  const before = closeFar
  closeFar = async () => {
    await again.close()
    await before()
  }
  return { destination: again }
}
