import { defect, invariant, never } from '../../base/errors.ts'
import type { Dimension } from '../../model/model.ts'
import { groupsOf, noField, resolveDeciding, resolveJoin, type Lens } from '../resolve.ts'
import type { Condition } from '../query.ts'
import { askedExpr } from './dimension.ts'
import type { Expr } from './expr.ts'
import type { Frame, Table } from './frame.ts'
import { spanExpr } from './span.ts'

/** A request's condition on rows of `table`. A condition through a to-many link becomes EXISTS. */
export function conditionExpr(lens: Lens, frame: Frame, table: Table, condition: Condition): Expr {
  const within = (inner: Condition) => conditionExpr(lens, frame, table, inner)
  switch (condition.is) {
    case 'and':
      return { is: 'all', of: condition.of.map(within) }
    case 'or':
      return { is: 'any', of: condition.of.map(within) }
    case 'not':
      return { is: 'not', of: within(condition.of) }
    case 'missing':
      return { is: 'missing', of: askedExpr(frame, table, decidingAt(lens, frame, table, condition.field)) }
    case 'compare': {
      const dimension = decidingAt(lens, frame, table, condition.field)
      return compareExpr(lens, askedExpr(frame, table, dimension), dimension.type, condition)
    }
    case 'one': {
      resolveJoin(lens, table.model, condition.link, false)
      return conditionExpr(lens, frame, frame.at([...table.path, condition.link]), condition.of)
    }
    case 'some':
    case 'none':
    case 'every':
      return existsExpr(lens, frame, table, condition)
    case 'of':
    case 'time':
      throw defect(`a condition on rows is no ${condition.is}`)
    default:
      return never(condition)
  }
}

function decidingAt(lens: Lens, { root }: Frame, { model, path }: Table, field: string): Dimension {
  return resolveDeciding(lens, root.model, path, model, field)
}

/** `left` compared as the operator says; `left` is of value type `type`. */
export function compareExpr(
  { calendar }: Pick<Lens, 'calendar'>,
  left: Expr,
  type: Dimension['type'],
  { operator, operands }: Extract<Condition, { is: 'compare' }>,
): Expr {
  if (operator === 'inLast' || operator === 'inPeriod') {
    invariant(type === 'Date' || type === 'DateTime', `${operator} is for times`)
    const [operand] = operands
    invariant(operand, `${operator} takes an operand`)
    return { is: 'compare', operator, left, right: spanExpr(operator, type, operand, calendar) }
  }
  const many = operator === 'in' || operator === 'notIn'
  const right = operands.map((operand): Expr => ({
    is: 'bound',
    source: { is: 'operand', operand },
    type,
    many,
  }))
  return { is: 'compare', operator, left, right }
}

// "Every row satisfies" is "no row doesn't": a row whose condition is unknown (null) doesn't satisfy it.
function existsExpr(
  lens: Lens,
  frame: Frame,
  table: Table,
  condition: Extract<Condition, { is: 'some' | 'none' | 'every' }>,
): Expr {
  if (groupsOf(lens, frame.root.model)) throw noField(table.model, condition.link)
  const { link } = resolveJoin(lens, table.model, condition.link, true)
  const below = frame.below(table, link)
  const inner = conditionExpr(lens, below, below.root, condition.of)
  const where: Expr[] = condition.is === 'every' ? [{ is: 'not', of: inner }] : [inner]
  const exists: Expr = { is: 'exists', frame: below, where }
  return condition.is === 'some' ? exists : { is: 'not', of: exists }
}
