import { changesLost, readChanges, type PlannedChange } from '../../store/changes.ts'
import type { Lane } from '../../store/leases.ts'
import type { Store } from '../../store/store.ts'

/** Changes that go out together: all to be put, or all to be removed. */
export interface PlannedBatch {
  readonly operation: 'upsert' | 'remove'
  readonly changes: readonly PlannedChange[]
}

const PAGE = 2_000

export interface Planned {
  readonly run: string
  /** How many changes the run has. */
  readonly changes: number
  /** In a batch, at most. */
  readonly records: number
  /** Whether to tell what the far side holds. */
  readonly before: boolean
}

/** A run's changes in batches, in order; the next page is read while this one is sent. @throws UNAVAILABLE if some are gone */
export async function* plannedBatches(
  store: Store,
  lane: Lane,
  planned: Planned,
): AsyncGenerator<PlannedBatch> {
  const { run, changes, records, before } = planned
  const read = (after: number) => readChanges(store, lane, { run, after, limit: PAGE, before })
  let next = read(0)
  for (let after = 0; after < changes;) {
    const page = await next
    const last = page.at(-1)
    if (!last) throw changesLost()
    after = last.seq
    if (after < changes) {
      next = read(after)
      // Whoever stops early never awaits it.
      next.catch(() => undefined)
    }
    yield* cut(page, records)
  }
}

function* cut(page: readonly PlannedChange[], records: number): Generator<PlannedBatch> {
  let from = 0
  while (from < page.length) {
    const operation = operationOf(page[from]!)
    let to = from + 1
    while (to < page.length && to - from < records && operationOf(page[to]!) === operation) to++
    yield { operation, changes: page.slice(from, to) }
    from = to
  }
}

function operationOf({ kind }: PlannedChange): PlannedBatch['operation'] {
  return kind === 'remove' ? 'remove' : 'upsert'
}
