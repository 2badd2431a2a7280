import { countNulls, hold, holdNulls, type Tallies } from '../../store/diff.ts'
import type { Snapshot } from '../../store/snapshot.ts'

/** A number of records, or a share of those that the far side holds; the larger one counts. */
export interface Limit {
  readonly records: number
  /** 0.05 for 5 %. */
  readonly share: number
}

/** What stops a run from doing harm. */
export interface Guards {
  readonly removed: Limit
  readonly changed: Limit
  readonly minRows: number
}

/** On unless a sync says otherwise. */
export const defaultGuards: Guards = Object.freeze({
  removed: { records: 100, share: 0.05 },
  changed: { records: 0, share: 0.5 },
  minRows: 1,
})

/** A field may turn null in this share of the records at most. */
const NULLED: Limit = { records: 0, share: 0.1 }

/** A guard that stopped something. */
export interface Stopped {
  readonly guard: 'removed' | 'changed' | 'nulled' | 'minRows'
  readonly what: string
  readonly field?: string
  readonly records: number
  readonly limit: number
}

/** Withholds what goes too far; harmless changes go on. A first run has nothing to harm. */
export async function applyGuards(
  snapshot: Snapshot,
  before: Tallies,
  guards: Guards,
  fields: readonly string[],
): Promise<Stopped[]> {
  const { known, read, all } = before
  if (read < guards.minRows && known + read > 0) {
    await hold(snapshot, ['create', 'update', 'remove'], 'minRows')
    const what = `The query gave ${read} rows, fewer than ${guards.minRows}`
    return [{ guard: 'minRows', what, records: read, limit: guards.minRows }]
  }
  const stopped: Stopped[] = []
  const removable = allowed(guards.removed, known)
  if (all.remove > removable) {
    await hold(snapshot, ['remove'], 'removed')
    const what = `${all.remove} of ${known} records would be removed`
    stopped.push({ guard: 'removed', what, records: all.remove, limit: removable })
  }
  const changeable = allowed(guards.changed, known)
  if (all.update > changeable) {
    await hold(snapshot, ['update'], 'changed')
    const what = `${all.update} of ${known} records would change`
    stopped.push({ guard: 'changed', what, records: all.update, limit: changeable })
  }
  return [...stopped, ...(await guardNulls(snapshot, before, fields))]
}

async function guardNulls(
  snapshot: Snapshot,
  before: Tallies,
  fields: readonly string[],
): Promise<Stopped[]> {
  const limit = allowed(NULLED, before.known)
  if (before.all.update <= limit) return []
  const over = [...(await countNulls(snapshot, fields))].filter(([, records]) => records > limit)
  if (over.length === 0) return []
  await holdNulls(
    snapshot,
    over.map(([field]) => field),
    'nulled',
  )
  return over.map(([field, records]) => ({
    guard: 'nulled',
    what: `\`${field}\` would turn null in ${records} of ${before.known} records`,
    field,
    records,
    limit,
  }))
}

function allowed({ records, share }: Limit, known: number): number {
  return Math.max(records, Math.floor(share * known))
}
