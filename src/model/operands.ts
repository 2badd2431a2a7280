import { refuse, type Accept } from './accept/accept.ts'
import { acceptDuration } from './accept/duration.ts'

/** Types of operands and arguments that no field has. */
export type OperandName = 'Duration' | 'TimeZone' | 'Period'

export interface OperandKind {
  readonly name: OperandName
  /** What an input value must look like, for messages. */
  readonly expected: string
  /** The canonical text of an input value. @throws INVALID_VALUE, saying what was expected */
  accept(input: unknown): string
}

/** A span of the calendar around now: the `grain` that now is in (`back: 0`), or the one before it (`back: 1`). */
export interface Period {
  readonly grain: 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR'
  readonly back: 0 | 1
}

/** What `inPeriod` takes, by name. Weeks begin on the request's `weekStart`, days in its `timezone`. */
export const periods = Object.freeze({
  TODAY: { grain: 'DAY', back: 0 },
  YESTERDAY: { grain: 'DAY', back: 1 },
  THIS_WEEK: { grain: 'WEEK', back: 0 },
  LAST_WEEK: { grain: 'WEEK', back: 1 },
  THIS_MONTH: { grain: 'MONTH', back: 0 },
  LAST_MONTH: { grain: 'MONTH', back: 1 },
  THIS_QUARTER: { grain: 'QUARTER', back: 0 },
  LAST_QUARTER: { grain: 'QUARTER', back: 1 },
  THIS_YEAR: { grain: 'YEAR', back: 0 },
  LAST_YEAR: { grain: 'YEAR', back: 1 },
}) satisfies Readonly<Record<string, Period>>

export type PeriodName = keyof typeof periods

/**
 * Names that Intl has from elsewhere than the time zone database: PostgreSQL refuses them, though not before it comes to a
 * row, and by that a row could be told that a rule hides.
 */
const strangers: ReadonlySet<string> = new Set(['us/pacific-new', 'canada/east-saskatchewan'])

// Intl also takes offsets ("+02:00") and any letter case; PostgreSQL reads the sign of an offset the other way round.
const acceptZone: Accept = (input) => {
  if (typeof input !== 'string' || !/^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/.test(input)) return undefined
  try {
    const { timeZone } = Intl.DateTimeFormat('en', { timeZone: input }).resolvedOptions()
    // PostgreSQL reads short names otherwise: CET without summer time, BST as another place.
    return input.includes('/') && !strangers.has(input.toLowerCase()) ? input : timeZone
  } catch {
    return undefined
  }
}

const acceptPeriod: Accept = (input) =>
  typeof input === 'string' && Object.hasOwn(periods, input) ? input : undefined

/** Every operand type by name. */
export const operandKinds: Readonly<Record<OperandName, OperandKind>> = Object.freeze({
  Duration: kind('Duration', 'an ISO 8601 duration such as "P90D", "PT6H" or "-P1Y"', acceptDuration),
  TimeZone: kind('TimeZone', 'an IANA time zone such as "Europe/Paris" or "UTC"', acceptZone),
  Period: kind('Period', `one of ${Object.keys(periods).join(', ')}`, acceptPeriod),
})

function kind(name: OperandName, expected: string, accepts: Accept): OperandKind {
  return Object.freeze({
    name,
    expected,
    accept: (input: unknown) => accepts(input) ?? refuse(input, name, expected),
  })
}
