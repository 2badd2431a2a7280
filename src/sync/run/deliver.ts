import { randomUUID } from 'node:crypto'
import { SluiceError } from '../../base/errors.ts'
import type { Batch, ObjectKind, Outcome } from '../../destinations/contract.ts'
import { writeJournal } from '../../store/ledger.ts'
import { plannedBatches, type PlannedBatch } from './batches.ts'
import { changeOf } from './change.ts'
import type { Counter } from './counts.ts'
import type { Bench, Job } from './job.ts'
import { openJournal, withPatience, type Journal } from './journal.ts'
import { landingOf, unsent } from './landing.ts'
import type { At } from './points.ts'
import { openSlots } from './slots.ts'
import type { Tenure } from './tenure.ts'

export interface Delivery {
  readonly run: string
  readonly tenure: Tenure
  readonly counter: Counter
  /** Whether the lane has rejects that a delivery settles. */
  readonly forgets: boolean
  /** Whether the lane's ledger is empty. */
  readonly fresh: boolean
  /** Stop taking new batches. */
  readonly signal: AbortSignal | undefined
  readonly at: At
  readonly onAnswered: () => void
}

/** Why sending ended before its end; undefined if it didn't. */
export type Ended =
  | { readonly state: 'stopped' | 'paused' | 'failed'; readonly error?: SluiceError }
  | undefined

/** Records that may be marked ahead of their turn, so that committing never holds up sending, nor fills the memory. */
const AHEAD_RECORDS = 3_000

function aheadOf({ limits: { concurrency, records } }: ObjectKind): number {
  return Math.min(2 * concurrency, Math.max(1, Math.floor(AHEAD_RECORDS / records)))
}

/** Sends all changes of the run, several batches at once. @throws LEASE_LOST, UNAVAILABLE: nothing more can be written */
export async function deliverAll(bench: Bench, job: Job, delivery: Delivery): Promise<Ended> {
  const { store, clock } = bench
  const { tenure, run, counter } = delivery
  const kind = job.destination.kind(job.object)
  const journal = openJournal((entries) => {
    const entry = {
      run,
      mapping: job.mapping.digest,
      again: againOf(kind),
      forgets: delivery.forgets,
      ...entries,
    }
    const inside = () => passTransaction(delivery.at, entries.flights.length > 0, entries.landings.length > 0)
    // A transaction whose COMMIT was never answered may be there: the second time, what is there is replaced.
    const write = (again: boolean) => {
      const fresh = delivery.fresh && !again
      return writeJournal(store, tenure.lease, { ...entry, fresh, counts: counter.counts }, inside)
    }
    return withPatience(clock, tenure.lost, write)
  })
  const flight = new Flights(job, kind, journal, delivery)
  const batches = plannedBatches(store, job.lane, {
    run,
    changes: counter.planned,
    records: kind.limits.records,
    before: kind.merges ?? false,
  })
  // Where a repetition does harm, nothing is marked that isn't sent at once.
  const crews = kind.limits.concurrency + (kind.idempotent ? aheadOf(kind) : 0)
  const crew = async () => {
    for (;;) {
      if (flight.ended || delivery.signal?.aborted) return
      const { value, done } = await batches.next()
      if (done) return
      await flight.fly(value)
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: crews }, () => flight.orStop(crew())))
  await batches.return(undefined)
  const broken = ends.find((end) => end.status === 'rejected')
  if (broken) throw broken.reason
  return (
    flight.ended ??
    (delivery.signal?.aborted && counter.answered < counter.planned ? { state: 'stopped' } : undefined)
  )
}

/** What becomes of a record whose outcome stays unknown. */
export function againOf({ idempotent }: ObjectKind): 'unknown' | 'parked' {
  return idempotent ? 'unknown' : 'parked'
}

async function passTransaction(at: At, flights: boolean, landings: boolean): Promise<void> {
  if (flights) await at('in checkpoint')
  if (landings) await at('in commit')
}

/** The batches of a run in the air. */
class Flights {
  readonly #job: Job
  readonly #merges: boolean
  readonly #idempotent: boolean
  readonly #journal: Journal
  readonly #delivery: Delivery
  readonly #slots: ReturnType<typeof openSlots>
  ended: Ended

  constructor(job: Job, kind: ObjectKind, journal: Journal, delivery: Delivery) {
    this.#job = job
    this.#merges = kind.merges ?? false
    this.#idempotent = kind.idempotent
    this.#journal = journal
    this.#delivery = delivery
    this.#slots = openSlots(kind.limits.concurrency)
  }

  /** One that fails stops all others. */
  async orStop(work: Promise<void>): Promise<void> {
    try {
      await work
    } catch (error) {
      this.ended ??= { state: 'failed' }
      throw error
    }
  }

  async fly(planned: PlannedBatch): Promise<void> {
    const { at, counter, tenure, onAnswered } = this.#delivery
    const operation = randomUUID()
    await this.#journal.takeOff({
      operation,
      removes: planned.operation === 'remove',
      first: planned.changes[0]!.seq,
      last: planned.changes.at(-1)!.seq,
    })
    const outcomes = await this.#slots.use(async () => {
      tenure.lost.throwIfAborted()
      if (this.ended || this.#delivery.signal?.aborted) return undefined
      return await this.#send(operation, planned)
    })
    const landing = outcomes
      ? landingOf(operation, planned, outcomes, counter, this.#idempotent)
      : unsent(operation, planned, counter)
    onAnswered()
    await this.#journal.land(landing)
    if (outcomes) await at('after commit')
  }

  async #send(operation: string, planned: PlannedBatch): Promise<readonly Outcome[]> {
    const { at, signal } = this.#delivery
    const batch: Batch = {
      object: this.#job.object,
      key: this.#job.mapping.key,
      operation: planned.operation,
      changes: planned.changes.map((change) => changeOf(change, this.#job.mapping.key, this.#merges)),
      operationId: operation,
    }
    await at('before send')
    const answer = this.#job.destination.deliver(batch, signal ? { signal } : {})
    // Until it is awaited, a refusal would count as unhandled.
    answer.catch(() => undefined)
    await at('after send before ack')
    try {
      const outcomes = await answer
      await at('after ack before ledger')
      if (outcomes.every(({ is }) => is === 'retry')) this.#pause(outcomes)
      return outcomes
    } catch (error) {
      if (!(error instanceof SluiceError) || error.code !== 'DESTINATION_REFUSED') throw error
      this.ended = { state: 'failed', error }
      return planned.changes.map(() => ({ is: 'retry', reason: error.parts.what }))
    }
  }

  // The destination has already been patient: its next chance is the next run.
  #pause([outcome]: readonly Outcome[]): void {
    const reason = outcome?.is === 'retry' ? outcome.reason : 'The far side gave no reason'
    const what = `The far side isn't ready: ${reason}`
    this.ended ??= {
      state: 'paused',
      error: new SluiceError('UNAVAILABLE', { what, cure: 'The rest is sent by the next run' }),
    }
  }
}
