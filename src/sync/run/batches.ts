import { readChanges, type PlannedChange } from '../../store/ledger.ts'
import type { Lane } from '../../store/leases.ts'
import type { Store } from '../../store/store.ts'

/** Changes that go out together: all to be put, or all to be removed. */
export interface PlannedBatch {
  readonly operation: 'upsert' | 'remove'
  readonly changes: readonly PlannedChange[]
}

const PAGE = 2_000

/** A run's changes in batches of `records`, in order; the next page is read while this one is sent. */
export async function* plannedBatches(
  store: Store,
  lane: Lane,
  run: string,
  records: number,
): AsyncGenerator<PlannedBatch> {
  let next = readChanges(store, lane, run, 0, PAGE)
  for (;;) {
    const page = await next
    const last = page.at(-1)
    if (!last) return
    next = readChanges(store, lane, run, last.seq, PAGE)
    // Whoever stops early never awaits it.
    next.catch(() => undefined)
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
