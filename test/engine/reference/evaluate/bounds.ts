import type { Condition } from '../../../../src/engine/query.ts'
import type { OperatorName } from '../../../../src/model/operators.ts'
import { compareValues, type Value } from '../values/value.ts'
import { Day, day, Instant, midnight } from '../values/calendar.ts'
import { enumWords, type ModelSpec } from '../world/spec.ts'
import { dimensionAt } from './axis.ts'
import { likeOf, operandsOf, span } from './condition.ts'
import type { Asking } from './evaluate.ts'

export type Moment = Instant | Day

/** From the first moment that is in it to the first that isn't any more. */
export interface Bounds {
  readonly from?: Moment
  readonly to?: Moment
}

/** What the conditions that all must hold say of the time at `path`, and which of them don't speak of it. */
export function boundsOf(
  asking: Asking,
  model: ModelSpec,
  where: readonly Condition[],
  path: readonly string[],
): { readonly bounds: Bounds; readonly others: readonly Condition[] } {
  const parts = where.flatMap((condition) => flat(condition))
  const mine = parts.filter(
    ({ of, path: at }) => at.join('.') === path.join('.') && of.is === 'compare' && bounding.has(of.operator),
  )
  const others = parts.filter((part) => !mine.includes(part)).map(({ condition }) => condition)
  const bounds = mine.map(({ of }) => boundOf(asking, model, path, of)).reduce(narrower, {})
  return { bounds, others }
}

const bounding = new Set<string>(['lt', 'lte', 'gt', 'gte', 'between', 'eq', 'inLast', 'inPeriod'])

interface Part {
  /** As it stands, with the links before it. */
  readonly condition: Condition
  readonly of: Condition
  readonly path: readonly string[]
}

function flat(condition: Condition): readonly Part[] {
  if (condition.is === 'and') return condition.of.flatMap(flat)
  if (condition.is === 'one') {
    const { link } = condition
    return flat(condition.of).map((part) => ({
      of: part.of,
      path: [link, ...part.path],
      condition: { is: 'one', link, of: part.condition },
    }))
  }
  const path = condition.is === 'compare' || condition.is === 'missing' ? [condition.field] : []
  return [{ condition, of: condition, path }]
}

function boundOf(asking: Asking, model: ModelSpec, path: readonly string[], condition: Condition): Bounds {
  if (condition.is !== 'compare') return {}
  const { operator } = condition
  if (operator === 'inLast' || operator === 'inPeriod') {
    const [from, to] = span(asking, dimensionAt(asking, model, path).type === 'Date', condition)
    return { from, to }
  }
  const dimension = dimensionAt(asking, model, path)
  const moments = dimension.type === 'Date' && condition.operands.some(({ type }) => type === 'DateTime')
  const found = operandsOf(condition, moments ? 'timestamptz' : likeOf(dimension), enumWords)
  const bound = boundFrom(operator, found)
  return moments ? inDays(asking, bound) : bound
}

/** The days that begin within bounds of moments. */
function inDays({ clock }: Asking, { from, to }: Bounds): Bounds {
  const firstFrom = (at: Moment): Day => {
    const same = day(String(at).slice(0, 10))
    const near = [-2, -1, 0, 1, 2].map((days) => new Day(same.days + days))
    return near.find((one) => compareValues(midnight(one, clock.zone), at) >= 0) ?? same
  }
  return { ...(from ? { from: firstFrom(from) } : {}), ...(to ? { to: firstFrom(to) } : {}) }
}

function boundFrom(operator: OperatorName, [first, second]: readonly Value[]): Bounds {
  switch (operator) {
    case 'gte':
      return { from: moment(first) }
    case 'gt':
      return { from: after(moment(first)) }
    case 'lt':
      return { to: moment(first) }
    case 'lte':
      return { to: after(moment(first)) }
    case 'eq':
      return { from: moment(first), to: after(moment(first)) }
    case 'between':
      return { from: moment(first), to: after(moment(second)) }
    default:
      return {}
  }
}

function narrower(a: Bounds, b: Bounds): Bounds {
  const from = [a.from, b.from].filter((one) => one !== undefined).sort(compareValues)
  const to = [a.to, b.to].filter((one) => one !== undefined).sort(compareValues)
  const [last, first] = [from.at(-1), to[0]]
  return { ...(last ? { from: last } : {}), ...(first ? { to: first } : {}) }
}

/** The next moment that there can be. */
export function after(at: Moment): Moment {
  return at instanceof Day ? new Day(at.days + 1) : new Instant(at.micros + 1n)
}

export function before(at: Moment): Moment {
  return at instanceof Day ? new Day(at.days - 1) : new Instant(at.micros - 1n)
}

function moment(value: Value | undefined): Moment {
  if (value instanceof Instant || value instanceof Day) return value
  throw new TypeError(`${String(value)} is no time`)
}
