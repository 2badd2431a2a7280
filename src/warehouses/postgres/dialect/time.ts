import { sql, type Fragment } from '../../../sql/fragment.ts'
import type { Grain, Starts } from '../../contract.ts'

export type TimeType = 'Date' | 'DateTime'

/** A clock that shows the same time twice means the later one; of a time that it jumps over, the jump's length later. */
export function instant(value: Fragment, zone: Fragment): Fragment {
  return sql`((${value})::timestamp at time zone ${zone})`
}

/**
 * The start of the period that holds `value`: of days and longer, the first instant at which the clock of `zone` shows
 * its date; of hours and minutes, along time itself, so that a repeated hour is two. A date has no zone.
 */
export function truncate(
  grain: Grain,
  value: Fragment,
  type: TimeType,
  zone: Fragment,
  starts: Starts,
): Fragment {
  if (type === 'Date') return sql`${floor(grain, sql`(${value})::date::timestamp`, starts)}::date`
  const at = sql`(${value})::timestamptz`
  if (grain === 'MINUTE') return sql`date_trunc('minute', ${at}, ${zone})`
  return grain === 'HOUR' ? hourOf(at, zone) : startOf(wallFloor(grain, value, zone, starts), zone)
}

/** The wall clock's own start of the period, where that tells it: half the work of `truncate` a row. */
export function bucket(
  grain: Grain,
  value: Fragment,
  type: TimeType,
  zone: Fragment,
  starts: Starts,
): Fragment {
  const timed = type === 'Date' || grain === 'HOUR' || grain === 'MINUTE'
  return timed ? truncate(grain, value, type, zone, starts) : wallFloor(grain, value, zone, starts)
}

/** What the clock of `zone` shows at the start of the period that holds the instant `value`; of days and longer. */
export function wallFloor(grain: Grain, value: Fragment, zone: Fragment, starts: Starts): Fragment {
  return floor(grain, sql`((${value})::timestamptz at time zone ${zone})`, starts)
}

/** A timestamp without zone, cut. Moved so that our periods begin with PostgreSQL's, cut, moved back. */
export function floor(grain: Grain, local: Fragment, starts: Starts): Fragment {
  const unit = sql.literal(grain.toLowerCase())
  const lead = leadOf(grain, starts)
  return lead ? sql`(date_trunc(${unit}, ${local} + ${lead}) - ${lead})` : sql`date_trunc(${unit}, ${local})`
}

/** By how much periods begin before PostgreSQL's own, whose weeks begin on Monday and whose years in January. */
function leadOf(grain: Grain, { week, year }: Starts): Fragment | undefined {
  if (grain === 'WEEK' && week > 0) return sql`interval ${sql.literal(`${week} days`)}`
  const months = grain === 'YEAR' ? (13 - year) % 12 : grain === 'QUARTER' ? (13 - year) % 3 : 0
  return months > 0 ? sql`interval ${sql.literal(`${months} months`)}` : undefined
}

const moment = sql`interval '1 microsecond'`

/**
 * The first instant at which the clock of `zone` shows the midnight `wall`. Of a midnight that comes twice (Havana, the
 * Azores: 01:00 back to 00:00) PostgreSQL takes the second; the moment before it comes once, and leads to the first.
 * Where the clock jumps to midnight (Nuuk: 23:00 to 00:00) that moment doesn't exist, and PostgreSQL's own is the
 * earlier. A midnight that is jumped over (Cairo, Beirut) is the jump both ways.
 */
export function startOf(wall: Fragment, zone: Fragment): Fragment {
  return sql`least(${wall} at time zone ${zone}, ((${wall} - ${moment}) at time zone ${zone}) + ${moment})`
}

/**
 * `date_trunc` counts with the offset at the instant itself, which keeps the two hours of a repeated one apart. Where
 * the clock was changed by less than an hour (Lord Howe: 02:00 back to 01:30) within what it cuts off, the hour would
 * reach back over the change: there the half hour is a period of its own.
 */
function hourOf(at: Fragment, zone: Fragment): Fragment {
  const hour = sql`date_trunc('hour', ${at}, ${zone})`
  const changed = sql`date_trunc('hour', ${at} at time zone ${zone}) <> (${hour} at time zone ${zone})`
  return sql`(case when ${changed} then date_bin('30 minutes', ${at}, '2000-01-01 00:00Z') else ${hour} end)`
}

/**
 * Years to days move along the wall clock of `zone` (noon stays noon), hours and less along time itself.
 * The calendar's part goes first, as PostgreSQL 16's own `date_add` does it.
 */
export function shift(
  value: Fragment,
  duration: Fragment,
  sign: 1 | -1,
  type: TimeType,
  zone: Fragment,
  along?: 'calendar' | 'clock',
): Fragment {
  const move = sql.authored(sign === 1 ? '+' : '-')
  const whole = sql`(${duration})::interval`
  if (type === 'Date') return sql`((${value})::date ${move} ${whole})::date`
  const at = sql`(${value})::timestamptz`
  if (along === 'clock') return sql`(${at} ${move} ${whole})`
  const local = sql`(${at} at time zone ${zone})`
  if (along === 'calendar') return sql`((${local} ${move} ${whole}) at time zone ${zone})`
  const days = sql`date_trunc('day', ${whole})`
  const walled = sql`((${local} ${move} ${days}) at time zone ${zone} ${move} (${whole} - ${days}))`
  // Without days the clock isn't asked: in a repeated hour it doesn't tell which of the two it is.
  return sql`(case when ${days} = interval '0' then ${at} ${move} ${whole} else ${walled} end)`
}
