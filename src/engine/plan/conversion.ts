import { invariant } from '../../base/errors.ts'
import type { Conversion } from '../../model/kinds/kind.ts'
import { modelNamed } from '../../model/model.ts'
import { everything, resolveDimension, type Lens } from '../resolve.ts'
import { lasting, moved } from './calendar.ts'
import { authoredExpr, dimensionExpr } from './dimension.ts'
import type { Expr } from './expr.ts'
import type { Frame } from './frame.ts'

/** The entities with an event here, and those of them with an event there within the time. */
export function conversionExprs(
  lens: Lens,
  frame: Frame,
  { per, at, where, to, within }: Conversion,
  filter: (where: Expr | undefined) => Expr | undefined,
): { readonly all: Expr; readonly converted: Expr } {
  const { root } = frame
  const of = authoredExpr(frame, root, per)
  const own = where && authoredExpr(frame, root, where)
  const start = dimensionExpr(frame, root, resolveDimension(everything(lens), root.model, at))

  const there = frame.beside(root, modelNamed(lens.models, to.model))
  const dimension = resolveDimension(everything(lens), there.root.model, to.at)
  const { type } = dimension
  invariant(type === 'Date' || type === 'DateTime', `${to.at} is a time`)
  const time = dimensionExpr(there, there.root, dimension)
  const end = moved(start, lasting(within), 1, type, lens.calendar)
  const follows: Expr = {
    is: 'exists',
    frame: there,
    where: [
      { is: 'compare', operator: 'eq', left: authoredExpr(there, there.root, to.per), right: [of] },
      { is: 'compare', operator: 'between', left: time, right: [start, end] },
      ...(to.where ? [authoredExpr(there, there.root, to.where)] : []),
    ],
  }
  const distinct = (condition: Expr | undefined): Expr => {
    const kept = filter(condition)
    return {
      is: 'aggregate',
      fn: 'countDistinct',
      of: { is: 'entity', table: root, of },
      ...(kept ? { where: kept } : {}),
    }
  }
  return { all: distinct(own), converted: distinct(own ? { is: 'all', of: [own, follows] } : follows) }
}
