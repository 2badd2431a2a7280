import { invariant } from '../../base/errors.ts'
import { periods, type PeriodName } from '../../model/operands.ts'
import type { Calendar, Operand } from '../query.ts'
import { lasting, moved, periodStart } from './calendar.ts'
import type { Expr } from './expr.ts'

type TimeType = 'Date' | 'DateTime'

/** The span of `inLast` or `inPeriod` as [from, to): the first belongs to it, the last doesn't. */
export function spanExpr(
  operator: 'inLast' | 'inPeriod',
  type: TimeType,
  operand: Operand,
  calendar: Calendar | undefined,
): [Expr, Expr] {
  if (operator === 'inPeriod') return periodExpr(type, operand, calendar)
  const now = present('now', type, calendar)
  const by: Expr = { is: 'bound', source: { is: 'operand', operand }, type: 'Duration' }
  return [moved(now, by, -1, type, calendar), now]
}

/** This instant, or the date that the calendar's zone has: `now` is the end of the span that today is the last day of. */
export function present(is: 'now' | 'today', type: TimeType, calendar: Calendar | undefined): Expr {
  const zone = calendar?.timezone
  return { is: 'bound', source: { is, type, ...(zone ? { zone } : {}) }, type }
}

const lengths = { DAY: 'P1D', WEEK: 'P7D', MONTH: 'P1M', QUARTER: 'P3M', YEAR: 'P1Y' } as const

function periodExpr(type: TimeType, operand: Operand, calendar: Calendar | undefined): [Expr, Expr] {
  invariant(operand.is === 'constant', 'a period shapes the plan')
  const { grain, back } = periods[operand.value as PeriodName]
  const by = lasting(lengths[grain])
  const of = present('today', type, calendar)
  const start = periodStart(of, grain, type, calendar)
  const from = back === 1 ? moved(start, by, -1, type, calendar) : start
  return [from, moved(from, by, 1, type, calendar)]
}
