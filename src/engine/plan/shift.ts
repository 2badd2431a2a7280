import { invariant, SluiceError } from '../../base/errors.ts'
import type { Operand } from '../query.ts'
import { everything, resolveDimension, type Lens } from '../resolve.ts'
import type { Ask } from './ask.ts'
import { isEach, nameOf, spotOf, type Axis, type Spot } from './axis.ts'
import { lasting, moved } from './calendar.ts'
import { dimensionExpr } from './dimension.ts'
import type { Expr } from './expr.ts'
import type { Frame } from './frame.ts'
import { boundsOf, timesIn, type Asked } from './where.ts'

/** The time that a shifted question looks at elsewhere: the one it is grouped by, or else the one its `where` bounds. */
export function shiftedSpot(lens: Lens, ask: Ask): Spot {
  const spots = spotsOf(lens, ask, ask.within ?? ask.axes)
  const own = ask.along ? [ask.along] : ask.asked ? timesIn(lens, ask, ask.asked) : []
  const found = spots.length > 0 ? spots : own
  const [spot, other] = found
  if (spot && !other) return spot
  const named = found.map((one) => `"${nameOf(one)}"`).join(', ')
  throw new SluiceError('INVALID_REQUEST', {
    what: spot ? `"shift" could move several times: ${named}` : '"shift" has no time to move',
    expected: 'rows grouped by one time, or a "where" that bounds one',
  })
}

function spotsOf(lens: Lens, ask: Ask, axes: readonly Axis[]): readonly Spot[] {
  const spots = axes.filter((axis) => axis.time && !isEach(axis)).map(({ place }) => spotOf(lens, ask, place))
  return [...new Map(spots.map((spot) => [nameOf(spot), spot])).values()]
}

/** A row counts as if it had happened that much later (for a shift back). */
export function mover(
  lens: Lens,
  frame: Frame,
  { path, field }: Spot,
  shift: Operand,
): (plain: Expr) => Expr {
  const { type } = resolveDimension(everything(lens), frame.at(path).model, field)
  invariant(type === 'Date' || type === 'DateTime', `${field} is a time`)
  const by: Expr = { is: 'bound', source: { is: 'shift', operand: shift }, type: 'Duration' }
  return (plain) => moved(plain, by, -1, type, lens.calendar)
}

/** By how much months of different lengths, and clocks that change, can bend a moved bound. */
const SLACK = 'P4D'

/**
 * What the bounds of a moved time say of it as it stands, a little wider: beside the bounds themselves it changes
 * nothing, but an index on the time serves it.
 */
export function nearby(lens: Lens, ask: Ask, frame: Frame, asked: Asked): readonly Expr[] {
  if (!ask.shift) return []
  const spot = shiftedSpot(lens, ask)
  const table = frame.at(spot.path)
  const dimension = resolveDimension(everything(lens), table.model, spot.field)
  const { type } = dimension
  // Several models' time is an instant; a date of one of them isn't compared with it as it stands.
  if (type !== 'DateTime') return []
  const plain = dimensionExpr(frame, table, dimension)
  const by: Expr = { is: 'bound', source: { is: 'shift', operand: ask.shift }, type: 'Duration' }
  const { lower, upper } = boundsOf(lens, ask, asked, spot)
  const near = (bound: Expr, operator: 'gte' | 'lt', sign: 1 | -1): Expr => {
    const there = moved(bound, by, 1, type, lens.calendar)
    return {
      is: 'compare',
      operator,
      left: plain,
      right: [moved(there, lasting(SLACK), sign, type, lens.calendar)],
    }
  }
  return [...lower.map((bound) => near(bound, 'gte', -1)), ...upper.map((bound) => near(bound, 'lt', 1))]
}
