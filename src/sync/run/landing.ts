import type { Outcome } from '../../destinations/contract.ts'
import { invariant, never } from '../../base/errors.ts'
import type { PlannedChange } from '../../store/changes.ts'
import type { Delivered, Landing, Refusal } from '../../store/ledger.ts'
import type { PlannedBatch } from './batches.ts'
import type { Counter } from './counts.ts'

/** How long a record waits that the far side refuses for now; doubled with each refusal. */
const AGAIN_MS = 60_000

type Draft = { -readonly [K in keyof Landing]: Landing[K] extends readonly (infer T)[] ? T[] : Landing[K] }

/** What the ledger shall say of a batch, by its outcomes; each is counted. */
export function landingOf(
  operation: string,
  batch: PlannedBatch,
  outcomes: readonly Outcome[],
  counter: Counter,
  idempotent: boolean,
): Landing {
  invariant(outcomes.length === batch.changes.length, 'there is an outcome for each change')
  const landing: Draft = { operation, delivered: [], removed: [], rejected: [], unknown: [] }
  const partly = outcomes.some(({ is }) => is !== 'retry')
  batch.changes.forEach((change, i) => settle(landing, change, outcomes[i]!, { partly, idempotent }, counter))
  return landing
}

/** A batch that was marked and then not sent: its changes wait, and the ledger is as right as before. */
export function unsent(operation: string, { changes }: PlannedBatch, counter: Counter): Landing {
  for (const { kind } of changes) counter.add(kind, 'waiting')
  return { operation, delivered: [], removed: [], rejected: [], unknown: [] }
}

interface Told {
  /** Whether the far side said something else of other records of the batch. */
  readonly partly: boolean
  readonly idempotent: boolean
}

function settle(
  landing: Draft,
  change: PlannedChange,
  outcome: Outcome,
  { partly, idempotent }: Told,
  counter: Counter,
): void {
  const { seq, kind } = change
  switch (outcome.is) {
    case 'delivered':
      if (kind === 'remove') landing.removed.push(seq)
      else deliver(landing.delivered, { first: seq, last: seq, ...outcome })
      return counter.add(kind, 'delivered')
    case 'rejected':
      landing.rejected.push(refusal(change, outcome))
      return counter.add(kind, 'rejected')
    case 'retry':
      // Of a whole batch it is the far side's state, of a part the record's own. What may be repeated was repeated:
      // an earlier attempt, or this one behind its 5xx, may have been applied, so nothing is certain any more.
      if (idempotent) landing.unknown.push(seq)
      if (partly) landing.rejected.push(refusal(change, outcome, outcome.afterMs ?? AGAIN_MS))
      return counter.add(kind, 'waiting')
    case 'unknown':
      landing.unknown.push(seq)
      return counter.add(kind, 'waiting')
    default:
      return never(outcome)
  }
}

/** Joins a record to its neighbour if the far side said just the same of both. */
function deliver(delivered: Delivered[], { first, last, farId, confirmed }: Delivered): void {
  const before = delivered.at(-1)
  const joins = before?.last === first - 1 && before.confirmed === confirmed
  if (joins && farId === undefined && before.farId === undefined) {
    delivered[delivered.length - 1] = { first: before.first, last, confirmed }
  } else delivered.push({ first, last, farId, confirmed })
}

function refusal(
  { seq, kind }: PlannedChange,
  { reason, field, code }: { readonly reason: string; readonly field?: string; readonly code?: string },
  againMs?: number,
): Refusal {
  return { seq, kind: kind === 'remove' ? 'remove' : 'upsert', reason, field, code, againMs }
}
