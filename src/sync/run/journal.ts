import { SluiceError } from '../../base/errors.ts'
import type { Clock } from '../../base/clock.ts'
import type { Flight, Landing } from '../../store/ledger.ts'

/** Batches on their way out and on their way back. */
export interface Entries {
  readonly flights: readonly Flight[]
  readonly landings: readonly Landing[]
}

/** The one writer of a run's ledger: whatever comes in while it writes goes into the next transaction together. */
export interface Journal {
  /** Resolves once it is committed that this batch is out: only then may it be sent. */
  takeOff(flight: Flight): Promise<void>
  /** Resolves once the answer is committed. */
  land(landing: Landing): Promise<void>
}

interface Waiting {
  readonly flight?: Flight
  readonly landing?: Landing
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

export function openJournal(write: (entries: Entries) => Promise<void>): Journal {
  let queue: Waiting[] = []
  let writing = false
  const drain = async () => {
    writing = true
    while (queue.length > 0) {
      const group = queue
      queue = []
      await write({
        flights: group.flatMap(({ flight }) => flight ?? []),
        landings: group.flatMap(({ landing }) => landing ?? []),
      }).then(
        () => group.forEach(({ resolve }) => resolve()),
        (error: unknown) => group.forEach(({ reject }) => reject(error)),
      )
    }
    writing = false
  }
  const enter = (entry: Pick<Waiting, 'flight' | 'landing'>) =>
    new Promise<void>((resolve, reject) => {
      queue.push({ ...entry, resolve, reject })
      if (!writing) void drain()
    })
  return { takeOff: (flight) => enter({ flight }), land: (landing) => enter({ landing }) }
}

const WAITS_MS = [50, 100, 200, 400, 800, 1_600, 3_200]

/** A store that restarts is back in a moment; what is written twice is the same. @throws the last fault */
export async function withPatience(
  clock: Clock,
  lost: AbortSignal,
  work: (again: boolean) => Promise<void>,
): Promise<void> {
  for (const [attempt, ms] of WAITS_MS.entries()) {
    lost.throwIfAborted()
    try {
      return await work(attempt > 0)
    } catch (error) {
      if (!isUnreachable(error)) throw error
    }
    await clock.sleep(ms, lost)
  }
  return await work(true)
}

/** The driver's own fault is the cause where the store can't be reached; what a store says that answers, it says again. */
function isUnreachable(error: unknown): boolean {
  return error instanceof SluiceError && error.code === 'UNAVAILABLE' && error.cause !== undefined
}
