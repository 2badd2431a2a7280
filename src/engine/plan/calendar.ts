import type { Grain } from '../../warehouses/contract.ts'
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

/** The start of the period that holds `of`. */
export function periodStart(of: Expr, grain: Grain, type: TimeType, calendar: Calendar | undefined): Expr {
  return { is: 'truncate', grain, of, type, zone: zoneOf(calendar), ...startsOf(calendar) }
}

/** The first of several times. */
export function earliest(of: readonly Expr[]): Expr {
  return extreme('least', of)
}

/** The last of several times. */
export function latest(of: readonly Expr[]): Expr {
  return extreme('greatest', of)
}

function extreme(fn: 'least' | 'greatest', of: readonly Expr[]): Expr {
  return of.length === 1 && of[0] ? of[0] : { is: 'call', fn, args: of }
}
