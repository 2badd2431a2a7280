import { countNulls, hold, holdNulls, type Tallies } from '../../store/diff.ts'
import { holdAgain } from '../../store/withheld.ts'
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

/**
 * What these stopped stays stopped until it is approved or goes away by itself. `minRows` isn't among them: it is about
 * a read as a whole, and the next one is a better one or not.
 */
export const lastingGuards = Object.freeze(['removed', 'changed', 'nulled'] as const)

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
  const again = await holdAgain(snapshot)
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
  stopped.push(...(await guardNulls(snapshot, before, fields)))
  return [...stopped, ...stillStopped(stopped, again, guards, known)]
}

/** What is held for no other reason than that nobody has approved it. */
function stillStopped(
  stopped: readonly Stopped[],
  again: ReadonlyMap<string, number>,
  guards: Guards,
  known: number,
): Stopped[] {
  const limits = { removed: guards.removed, changed: guards.changed, nulled: NULLED }
  return lastingGuards.flatMap((guard) => {
    const records = again.get(guard)
    if (records === undefined || stopped.some((one) => one.guard === guard)) return []
    const what = `Since an earlier run nobody has approved ${records} of ${known} records`
    return [{ guard, what, records, limit: allowed(limits[guard], known) }]
  })
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
