import type { Clock } from '../../base/clock.ts'
import { SluiceError } from '../../base/errors.ts'
import type { Batch, Outcome } from '../contract.ts'
import { backoff, type Backoff } from './backoff.ts'
import { narrow } from './batches.ts'
import { FarFault } from './fault.ts'

/** How long and how often something is tried again before the caller is told. */
export interface Patience extends Backoff {
  readonly attempts: number
  /** The sum of all waits; a wait that would go beyond it is the caller's to make. */
  readonly budgetMs: number
}

export interface Waiting {
  readonly clock: Clock
  /** In [0, 1). */
  readonly random: () => number
  readonly patience: Patience
  readonly signal?: AbortSignal
}

/**
 * Sends a batch until every record has an answer or patience ends; each time only what is still open.
 * @throws DESTINATION_REFUSED only if nothing has been delivered: what was delivered is always told
 */
export async function deliverPatiently(
  batch: Batch,
  idempotent: boolean,
  send: (part: Batch) => Promise<readonly Outcome[]>,
  waiting: Waiting,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  let open = batch.changes.map((_, at) => at)
  const waits = new Waits(waiting)
  for (;;) {
    const part = narrow(
      batch,
      open.map((at) => batch.changes[at] as Batch['changes'][number]),
    )
    try {
      const answers = await send(part)
      open.forEach((at, i) => (outcomes[at] = answers[i] as Outcome))
    } catch (error) {
      if (error instanceof SluiceError && outcomes.some(({ is }) => is === 'delivered')) return outcomes
      throw error
    }
    open = open.filter((at) => again(outcomes[at] as Outcome, idempotent))
    if (open.length === 0) return outcomes
    if (!(await waits.next(longest(open.map((at) => outcomes[at] as Outcome))))) return outcomes
  }
}

/** Asks a question until it is answered or patience ends. @throws the last fault */
export async function askPatiently<T>(question: () => Promise<T>, waiting: Waiting): Promise<T> {
  const waits = new Waits(waiting)
  for (;;) {
    try {
      return await question()
    } catch (fault) {
      if (!(fault instanceof FarFault) || !(await waits.next(fault.afterMs))) throw fault
    }
  }
}

/** Counts attempts and waiting time. */
class Waits {
  readonly #waiting: Waiting
  #attempt = 0
  #waited = 0

  constructor(waiting: Waiting) {
    this.#waiting = waiting
  }

  /** Waits as long as was asked for, else by backoff. @returns false, at once, where patience has ended */
  async next(askedMs: number | undefined): Promise<boolean> {
    const { clock, random, patience, signal } = this.#waiting
    this.#attempt++
    const ms = askedMs ?? backoff(this.#attempt, random(), patience)
    if (signal?.aborted || this.#attempt >= patience.attempts || this.#waited + ms > patience.budgetMs)
      return false
    this.#waited += ms
    try {
      await clock.sleep(ms, signal)
      return true
    } catch {
      return false
    }
  }
}

function again(outcome: Outcome, idempotent: boolean): boolean {
  return outcome.is === 'retry' || (outcome.is === 'unknown' && idempotent)
}

function longest(outcomes: readonly Outcome[]): number | undefined {
  const asked = outcomes.flatMap((outcome) =>
    outcome.is === 'retry' && outcome.afterMs !== undefined ? [outcome.afterMs] : [],
  )
  return asked.length === 0 ? undefined : Math.max(...asked)
}
