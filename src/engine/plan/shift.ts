import { invariant, SluiceError } from '../../base/errors.ts'
import type { Operand } from '../query.ts'
import { everything, resolveDimension, type Lens } from '../resolve.ts'
import type { Ask } from './ask.ts'
import { spotOf, type Axis, type Spot } from './axis.ts'
import { moved } from './calendar.ts'
import type { Expr } from './expr.ts'
import type { Frame } from './frame.ts'
import { timesIn } from './where.ts'

/** The time that a shifted question looks at elsewhere: the one it is grouped by, or else the one its `where` bounds. */
export function shiftedSpot(lens: Lens, ask: Ask): Spot {
  const spots = spotsOf(lens, ask, ask.within ?? ask.axes)
  const found = spots.length > 0 || !ask.asked ? spots : timesIn(lens, ask, ask.asked)
  const [spot, other] = found
  if (spot && !other) return spot
  const named = found.map(({ path, field }) => `"${[...path, field].join('.')}"`).join(', ')
  throw new SluiceError('INVALID_REQUEST', {
    what: spot ? `"shift" could move several times: ${named}` : '"shift" has no time to move',
    expected: 'rows grouped by one time, or a "where" that bounds one',
  })
}

function spotsOf(lens: Lens, ask: Ask, axes: readonly Axis[]): readonly Spot[] {
  const spots = axes
    .filter(({ time, place }) => time && !(place.is === 'path' && place.each))
    .map(({ place }) => spotOf(lens, ask, place))
  return [...new Map(spots.map((spot) => [[...spot.path, spot.field].join('.'), spot])).values()]
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
  const by: Expr = { is: 'bound', source: { is: 'operand', operand: shift }, type: 'Duration' }
  return (plain) => moved(plain, by, -1, type, lens.calendar)
}
