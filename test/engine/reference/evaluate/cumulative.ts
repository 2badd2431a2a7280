import type { Cumulative } from '../../../../src/model/kinds/kind.ts'
import {
  cut,
  Day,
  durationOf,
  Instant,
  midnight,
  moved,
  negated,
  nextPeriod,
  day,
} from '../values/calendar.ts'
import { compareValues, type Value } from '../values/value.ts'
import { before, boundsOf, type Moment } from './bounds.ts'
import { nameOf, tuplesOf } from './axis.ts'
import { holds, read } from './condition.ts'
import type { Item } from './house.ts'
import type { Cell } from './measure.ts'
import { Refused } from './reach.ts'
import { dimensionAt } from './axis.ts'

/**
 * The rows that have come together by the end of the cell's period. Conditions on the time itself say which periods
 * show, not which rows come together; an upper bound within a period ends it there. Where nothing is grouped by that
 * time: as of the upper bound, or as of now.
 */
export function accumulated(cell: Cell, { over, window, toDate }: Cumulative): readonly Item[] {
  const { asking, model, axes } = cell
  const { clock } = asking
  const path = [over]
  const { bounds: asked, others } = boundsOf(asking, model, cell.where, path)
  const grouped = axes.filter((axis) => axis.path.join('.') === over)
  if (grouped.length > 1 || grouped.some(({ by }) => by === undefined))
    throw new Refused(`no periods of ${over}`)
  const place = axes.findIndex((axis) => axis.path.join('.') === over && axis.by !== undefined)
  const grain = axes[place]?.by
  // Several periods together have no end.
  if (cell.others && place >= 0) return []
  const items = (cell.items ?? asking.house.items(model)).filter((item) =>
    [...others, ...(cell.own ? [cell.own] : [])].every((one) => holds(asking, model, item, one)),
  )
  const own = axes[place]?.own === true
  const dates = dimensionAt(asking, model, path).type === 'Date' && !own
  return items.filter((item) =>
    cell.groups.some((group) => {
      if (!belongs(cell, item, group, place)) return false
      const start = place >= 0 ? startOf(group[place] ?? null) : undefined
      if (start === null) return false
      const next = start && grain ? nextPeriod(start, grain, clock) : undefined
      const bound = own && asked.to instanceof Day ? midnight(asked.to, clock.zone) : asked.to
      const end = earliest(next, bound) ?? asOfNow(cell, dates)
      const found = read(asking, item, path, path)
      const at = own && found instanceof Day ? midnight(found, clock.zone) : found
      if (at === null || compareValues(at, end) >= 0) return false
      if (window !== undefined)
        return compareValues(at, moved(end, negated(durationOf(window)), clock.zone)) >= 0
      return toDate === undefined || compareValues(at, cut(before(end), toDate, clock)) >= 0
    }),
  )
}

function startOf(value: Value): Moment | null {
  return value instanceof Instant || value instanceof Day ? value : null
}

/** Whether a row is in the group, the time aside. */
function belongs({ asking, axes }: Cell, item: Item, group: readonly unknown[], place: number): boolean {
  const rest = axes.filter((_, i) => i !== place)
  const mine = (group as Parameters<typeof nameOf>[0]).filter((_, i) => i !== place)
  return tuplesOf(asking, item, rest).some((tuple) => nameOf(tuple) === nameOf(mine))
}

function asOfNow({ asking }: Cell, dates: boolean): Moment {
  const now = new Instant(BigInt(asking.now.getTime()) * 1000n)
  return dates
    ? moved(day(now.toString(asking.clock.zone).slice(0, 10)), durationOf('P1D'), asking.clock.zone)
    : now
}

function earliest(a: Moment | undefined, b: Moment | undefined): Moment | undefined {
  if (!a || !b) return a ?? b
  return compareValues(a, b) <= 0 ? a : b
}
