import type { Clock } from '../../base/clock.ts'
import type { Log } from '../../base/log.ts'
import type { Destination } from '../../destinations/open.ts'
import type { Mode } from '../../destinations/contract.ts'
import type { Lane } from '../../store/leases.ts'
import type { Target } from '../../store/shelf.ts'
import type { Store } from '../../store/store.ts'
import type { Row } from '../../warehouses/contract.ts'
import type { Mapping } from '../mapping/mapping.ts'
import type { Guards } from './guards.ts'
import type { At } from './points.ts'

/** What a run works with. */
export interface Bench {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
}

/** One lane's work: where the rows come from, what becomes of them, where they go. */
export interface Job {
  readonly lane: Lane
  /** The configured name of the destination; `destination` is this lane's own account there. */
  readonly to: string
  readonly destination: Pick<Destination, 'account' | 'deliver' | 'kind'>
  readonly object: string
  readonly mode: Mode
  readonly mapping: Mapping
  readonly guards: Guards
  /** One consistent snapshot, to its end. */
  readonly read: (signal: AbortSignal) => AsyncIterable<readonly Row[]>
}

export interface RunOptions {
  /** Drains: what is out is answered and written, the rest waits for the next run. */
  readonly signal?: AbortSignal
  /** The digest of a plan whose withheld changes are to go. */
  readonly approve?: string
  readonly onProgress?: (progress: Progress) => void
  /** How long a lease lasts without a heartbeat; after a crash the next run waits that long. */
  readonly leaseMs?: number
  readonly at?: At
}

export interface Progress {
  readonly sync: string
  readonly tenant: string | null
  readonly phase: 'reading' | 'delivering'
  /** Rows read so far. */
  readonly read: number
  /** Changes to send, and how many of them have an answer. */
  readonly planned: number
  readonly answered: number
}

/** What the lane's ledger speaks of: another account has another ledger, another object or key needs another sync. */
export function targetOf({ to, object, mapping, destination }: Job): Target {
  return { account: destination.account, target: `${to} / ${object} by ${mapping.key}` }
}
