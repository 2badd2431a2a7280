import { hash } from 'node:crypto'
import type { Batch, Change, Limits } from '../contract.ts'

/** Cuts changes, in order, into groups within the limits. A change that is too large by itself goes alone. */
export function* batches(
  changes: Iterable<Change>,
  limits: Pick<Limits, 'records' | 'bytes'>,
): Generator<readonly Change[]> {
  let group: Change[] = []
  let bytes = 0
  for (const change of changes) {
    const weight = weigh(change)
    if (group.length > 0 && (group.length >= limits.records || bytes + weight > limits.bytes)) {
      yield group
      group = []
      bytes = 0
    }
    group.push(change)
    bytes += weight
  }
  if (group.length > 0) yield group
}

// What the far side wraps around each record: braces, names, a trace id.
const ENVELOPE_BYTES = 120

/** About how many bytes a change takes in a request. */
export function weigh(change: Change): number {
  return (
    Buffer.byteLength(change.json ?? JSON.stringify(change.fields)) +
    Buffer.byteLength(change.key) +
    ENVELOPE_BYTES
  )
}

/**
 * A part of a batch. Another body must not travel under the same idempotency key, so a true part gets an id that
 * follows from its keys: the same part gets the same id again.
 */
export function narrow(batch: Batch, changes: readonly Change[]): Batch {
  if (changes.length === batch.changes.length) return { ...batch, changes }
  const keys = JSON.stringify(changes.map((change) => change.key))
  return { ...batch, changes, operationId: `${root(batch)}.${hash('sha256', keys).slice(0, 12)}` }
}

// Parts of parts are named after the whole, so that ids don't grow with every cut.
function root({ operationId }: Batch): string {
  return operationId.replace(/\.[0-9a-f]{12}$/, '')
}
