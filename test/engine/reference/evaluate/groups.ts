import type { MeasureSelection } from '../../../../src/engine/query.ts'
import { cut, Day, midnight, nextPeriod } from '../values/calendar.ts'
import { compareValues, type Value } from '../values/value.ts'
import { dimensionAt, distinct, tuplesOf, type Axis, type Tuple } from './axis.ts'
import { before, boundsOf, type Moment } from './bounds.ts'
import { given } from './clock.ts'
import { holds } from './condition.ts'
import type { Asking } from './evaluate.ts'
import { shifted } from './shift.ts'
import type { Source } from './source.ts'

/**
 * The groups that rows are shown of: those that rows are in; those that only a shifted measure has, between the first
 * and the last period of the others; and with `fill` every period there may be.
 */
export function groupsOf(asking: Asking, sources: readonly Source[], fill: boolean): readonly Tuple[] {
  const [first] = sources
  if (!first || first.axes.length === 0) return [[]]
  const measures = sources.flatMap((source) => source.measures)
  const plain = sources.filter(
    (source) => measures.length === 0 || source.measures.some(({ shift }) => !shift),
  )
  const base = distinct(plain.flatMap((source) => tuples(asking, source)))
  const moved = distinct(sources.flatMap((source) => shiftedTuples(asking, source)))
  const found = plain.length === 0 ? moved : distinct([...base, ...within(asking, first, base, moved)])
  return fill ? filled(asking, first, found) : found
}

function tuples(asking: Asking, { model, where, axes }: Source): readonly Tuple[] {
  return asking.house
    .items(model)
    .filter((item) => where.every((one) => holds(asking, model, item, one)))
    .flatMap((item) => tuplesOf(asking, item, axes))
}

function shiftedTuples(asking: Asking, source: Source): readonly Tuple[] {
  const moving = source.measures.filter(
    (one): one is MeasureSelection & { shift: object } => one.shift !== undefined,
  )
  const all = moving.map((measure) => tuples(shifted(asking, source, String(given(measure.shift))), source))
  return all.flat()
}

/** The place of the one axis that is a time cut into periods; -1 where there is none, or several. */
export function timePlace(axes: readonly Axis[]): number {
  const place = axes.findIndex(({ by }) => by !== undefined)
  return axes.findLastIndex(({ by }) => by !== undefined) === place ? place : -1
}

function within(
  asking: Asking,
  { model, axes }: Source,
  base: readonly Tuple[],
  others: readonly Tuple[],
): readonly Tuple[] {
  const place = axes.findIndex(({ path }) => dimensionAt(asking, model, path).time)
  if (place < 0) return others
  const [first, last] = ends(base.map((tuple) => tuple[place] ?? null).filter((period) => period !== null))
  if (first === undefined || last === undefined) return []
  return others.filter((tuple) => {
    const period = tuple[place] ?? null
    return period !== null && compareValues(period, first) >= 0 && compareValues(period, last) <= 0
  })
}

/** A row for each period, for each combination of the other dimensions. */
function filled(
  asking: Asking,
  { model, where, asked, axes }: Source,
  found: readonly Tuple[],
): readonly Tuple[] {
  const place = timePlace(axes)
  const { path, by, own } = axes[place] ?? { path: [], by: undefined, own: undefined }
  if (!by) throw new TypeError('fill needs a time')
  const { bounds } = boundsOf(asking, model, asked ?? where, path)
  const [first, last] = ends(found.map((tuple) => tuple[place] ?? null).filter((period) => period !== null))
  const period = (at: Moment): Value => {
    const begin = cut(at, by, asking.clock)
    return own && begin instanceof Day ? midnight(begin, asking.clock.zone) : begin
  }
  const start = bounds.from ? period(bounds.from) : first
  const end = bounds.to ? period(before(bounds.to)) : last
  if (start === undefined || end === undefined || start === null || end === null) return found
  const periods: Moment[] = []
  for (let at = start as Moment; compareValues(at, end) <= 0; at = nextPeriod(at, by, asking.clock))
    periods.push(at)
  const others = axes.length === 1 ? [[]] : distinct(found.map((tuple) => tuple.toSpliced(place, 1)))
  const made = others.flatMap((other) => periods.map((period): Tuple => other.toSpliced(place, 0, period)))
  return distinct([...found, ...made])
}

function ends(values: readonly Exclude<Value, null>[]): readonly (Exclude<Value, null> | undefined)[] {
  const sorted = [...values].sort(compareValues)
  return [sorted[0], sorted.at(-1)]
}
