import { invariant } from '../../base/errors.ts'
import { periods, type PeriodName } from '../../model/operands.ts'
import type { Operand } from '../query.ts'
import type { Expr } from './expr.ts'

type TimeType = 'Date' | 'DateTime'

const UTC: Expr = { is: 'bound', source: { is: 'literal', text: 'UTC' }, type: 'String' }

/** The span of `inLast` or `inPeriod` as [from, to): the first belongs to it, the last doesn't. */
export function spanExpr(operator: 'inLast' | 'inPeriod', type: TimeType, operand: Operand): [Expr, Expr] {
  const now: Expr = { is: 'bound', source: { is: 'now', type }, type }
  if (operator === 'inLast') {
    const by: Expr = { is: 'bound', source: { is: 'operand', operand }, type: 'Duration' }
    return [{ is: 'shift', of: now, by, sign: -1, type, zone: UTC }, now]
  }
  return periodExpr(type, operand)
}

const lengths = { DAY: 'P1D', WEEK: 'P7D', MONTH: 'P1M', QUARTER: 'P3M', YEAR: 'P1Y' } as const

function periodExpr(type: TimeType, operand: Operand): [Expr, Expr] {
  invariant(operand.is === 'constant', 'a period shapes the plan')
  const { grain, back } = periods[operand.value as PeriodName]
  const by: Expr = { is: 'bound', source: { is: 'literal', text: lengths[grain] }, type: 'Duration' }
  const today: Expr = { is: 'bound', source: { is: 'today', type }, type }
  const start: Expr = { is: 'truncate', grain, of: today, type, zone: UTC, weekStart: 'MONDAY', yearStart: 1 }
  const shift = (of: Expr, sign: 1 | -1): Expr => ({ is: 'shift', of, by, sign, type, zone: UTC })
  const from = back === 1 ? shift(start, -1) : start
  return [from, shift(from, 1)]
}
