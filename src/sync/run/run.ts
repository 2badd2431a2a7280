import { SluiceError } from '../../base/errors.ts'
import { keepChanges } from '../../store/changes.ts'
import type { Lease } from '../../store/leases.ts'
import { isUnwritten } from '../../store/ledger.ts'
import { countRejects, noteRejects } from '../../store/rejects.ts'
import { closeRun, openRun, type RunState } from '../../store/runs.ts'
import { takeLedger } from '../../store/shelf.ts'
import { keepWithheld } from '../../store/withheld.ts'
import { Counter, type Counts, type Details } from './counts.ts'
import { againOf, deliverAll, type Ended } from './deliver.ts'
import { lastingGuards, type Stopped } from './guards.ts'
import { targetOf, type Bench, type Job, type RunOptions } from './job.ts'
import { readAndJudge } from './read.ts'
import { LEASE_MS, ledgerOf, takeTenure, type Tenure } from './tenure.ts'

/** How one lane's run ended. */
export interface LaneRun {
  readonly sync: string
  readonly tenant: string | null
  readonly run: string
  readonly state: RunState
  readonly counts: Counts
  readonly details: Details
  readonly guards: readonly Stopped[]
  /** To be approved, if something is withheld. */
  readonly digest: string | null
  readonly error: { readonly code: string; readonly message: string } | null
  readonly ms: number
}

/**
 * Takes the lease, reads, compares, judges, sends, closes.
 * @throws CONFLICT while another run has the lane, LEASE_LOST if one took it over; what else goes wrong is in the result
 */
export async function runLane(bench: Bench, job: Job, options: RunOptions = {}): Promise<LaneRun> {
  const tenure = await takeTenure(bench, job, options.leaseMs ?? LEASE_MS, options.signal)
  try {
    return await runUnder(bench, job, tenure, options)
  } finally {
    await tenure.end()
  }
}

/** A run as it goes. */
interface Course {
  counter: Counter
  guards: readonly Stopped[]
  digest: string | null
}

async function runUnder(bench: Bench, job: Job, tenure: Tenure, options: RunOptions): Promise<LaneRun> {
  const began = performance.now()
  const { store } = bench
  const mapping = job.mapping.digest
  const again = againOf(job.destination.kind(job.object))
  const course: Course = { counter: new Counter(), guards: [], digest: null }
  await options.at?.('after claim')
  const id = await openRun(store, tenure.lease, { counts: course.counter.counts, mapping, again })
  const ended = await proceed(bench, job, tenure, id, course, options)
  const error = ended?.error ? { code: ended.error.code, message: ended.error.message } : null
  const state: RunState = ended?.state ?? 'done'
  course.counter.check()
  const { counts, details } = course.counter
  const end = { state, counts: { ...counts, details }, digest: course.digest, error }
  await closeRun(store, tenure.lease, { id, mapping, again }, end, () => options.at?.('in finish'))
  const ms = Math.round(performance.now() - began)
  const { guards, digest } = course
  return { ...job.lane, run: id, state, counts, details, guards, digest, error, ms }
}

/** Everything between opening a run and closing it. @throws LEASE_LOST alone: then there is nothing left to close */
async function proceed(
  bench: Bench,
  job: Job,
  tenure: Tenure,
  run: string,
  course: Course,
  options: RunOptions,
): Promise<Ended> {
  try {
    await readAndKeep(bench, job, tenure, run, course, options)
    await options.at?.('after read')
    if (options.signal?.aborted) return { state: 'stopped' }
    if (course.counter.planned === 0) return undefined
    return await deliverAll(bench, job, {
      run,
      tenure,
      counter: course.counter,
      forgets: (await countRejects(bench.store, job.lane)) > 0,
      fresh: await isUnwritten(bench.store, job.lane),
      signal: options.signal,
      at: options.at ?? (() => undefined),
      onAnswered: () => tellProgress(job, course.counter, options),
    })
  } catch (error) {
    if (tenure.lost.aborted) throw tenure.lost.reason
    if (options.signal?.aborted && isCancelled(error, options.signal)) return { state: 'stopped' }
    const fault =
      error instanceof SluiceError
        ? error
        : new SluiceError('INTERNAL', { what: 'The run failed', cause: error })
    if (fault.code === 'LEASE_LOST') throw fault
    bench.log.warn({ sync: job.lane.sync, run, code: fault.code }, 'a run failed')
    return { state: 'failed', error: fault }
  }
}

async function readAndKeep(
  bench: Bench,
  job: Job,
  { lease, lost }: Tenure,
  run: string,
  course: Course,
  { signal, approve, onProgress }: RunOptions,
): Promise<void> {
  const { store } = bench
  await openLedger(bench, job, lease)
  const judged = await readAndJudge(store, job, job.lane, {
    signal: signal ? AbortSignal.any([signal, lost]) : lost,
    approve,
    onRead: (read) => onProgress?.({ ...job.lane, phase: 'reading', read, planned: 0, answered: 0 }),
  })
  const { snapshot, tallies, stopped, digest, approved } = judged
  try {
    await keepChanges(snapshot, run)
    await noteRejects(snapshot, run, job.mapping.digest)
    await keepWithheld(snapshot, run, lastingGuards)
    await snapshot.commit(lease)
  } finally {
    await snapshot.close()
  }
  course.counter = new Counter(tallies)
  course.guards = stopped
  course.digest = stopped.length > 0 && !approved ? digest : null
}

async function openLedger(bench: Bench, job: Job, lease: Lease): Promise<void> {
  // Looked at again under the lease: from now on nobody else changes it.
  await ledgerOf(bench, job)
  const target = targetOf(job)
  const last = await takeLedger(bench.store, lease, target)
  if (last === undefined) return
  bench.log.info({ sync: lease.sync, from: last, to: target.account }, 'another account, another ledger')
}

function tellProgress(job: Job, counter: Counter, { onProgress }: RunOptions): void {
  if (!onProgress) return
  const { planned, answered } = counter
  onProgress({ ...job.lane, phase: 'delivering', read: counter.counts.read, planned, answered })
}

function isCancelled(error: unknown, signal: AbortSignal): boolean {
  return error === signal.reason || (error instanceof SluiceError && error.code === 'CANCELLED')
}
