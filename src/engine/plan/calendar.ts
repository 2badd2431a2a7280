import type { Calendar } from '../query.ts'
import type { Expr } from './expr.ts'

/** The zone whose clock cuts days: the request's, or UTC. */
export function zoneOf(calendar: Calendar | undefined): Expr {
  const timezone = calendar?.timezone
  const source = timezone
    ? ({ is: 'operand', operand: timezone } as const)
    : ({ is: 'literal', text: 'UTC' } as const)
  return { is: 'bound', source, type: 'String' }
}

/** Where a zone was asked for, instants are printed as its clocks show them. */
export function printedIn(calendar: Calendar | undefined): Expr | undefined {
  return calendar?.timezone ? zoneOf(calendar) : undefined
}

/** Where weeks and years begin. */
export function startsOf(calendar: Calendar | undefined) {
  return { weekStart: calendar?.weekStart ?? 'MONDAY', yearStart: calendar?.yearStart ?? 1 } as const
}

type TimeType = 'Date' | 'DateTime'

/** The least step of a time: what makes an inclusive bound an exclusive one. */
export function tick(type: TimeType): Expr {
  return lasting(type === 'Date' ? 'P1D' : 'PT0.000001S')
}

/** A duration that the plan itself knows. */
export function lasting(text: string): Expr {
  return { is: 'bound', source: { is: 'literal', text }, type: 'Duration' }
}

/** `of` moved along the calendar. */
export function moved(
  of: Expr,
  by: Expr,
  sign: 1 | -1,
  type: TimeType,
  calendar: Calendar | undefined,
): Expr {
  return { is: 'shift', of, by, sign, type, zone: zoneOf(calendar) }
}
