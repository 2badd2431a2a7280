import { sql, type Fragment } from '../../../sql/fragment.ts'
import type { Grain, Starts } from '../../contract.ts'
import { floor, startOf, truncate, wallFloor, type TimeType } from './time.ts'

/** How long a period of each grain is on the wall clock. */
const lengths: Readonly<Record<Grain, Fragment>> = {
  MINUTE: sql`interval '1 minute'`,
  HOUR: sql`interval '1 hour'`,
  DAY: sql`interval '1 day'`,
  WEEK: sql`interval '7 days'`,
  MONTH: sql`interval '1 month'`,
  QUARTER: sql`interval '3 months'`,
  YEAR: sql`interval '1 year'`,
}

/** A table `alias(start, next)` of the periods from the one that holds `from` to the one that holds `to`. */
export function periods(
  alias: string,
  grain: Grain,
  from: Fragment,
  to: Fragment,
  type: TimeType,
  zone: Fragment,
  starts: Starts,
  most?: number,
): Fragment {
  const [first, last] = [finite(from, type), finite(to, type)]
  const rows =
    type === 'Date'
      ? dates(grain, first, last, starts, most)
      : grain === 'HOUR' || grain === 'MINUTE'
        ? hours(grain, first, last, zone, starts, most)
        : days(grain, first, last, zone, starts, most)
  return sql`(${rows}) ${sql.id(alias)}`
}

/** Endless bounds would make endless periods. */
function finite(value: Fragment, type: TimeType): Fragment {
  const typed = type === 'Date' ? sql`(${value})::date` : sql`(${value})::timestamptz`
  return sql`(case when isfinite(${typed}) then ${typed} end)`
}

/**
 * The series itself is cut short: a LIMIT around it would let PostgreSQL make all of it first. Without a last period
 * there is none, though `least` leaves nulls out.
 */
function series(first: Fragment, last: Fragment, grain: Grain, step: Fragment, most?: number): Fragment {
  const furthest = sql`${first} + ${sql.authored(String(most))} * ${lengths[grain]}`
  const end =
    most === undefined ? last : sql`(case when ${last} is not null then least(${last}, ${furthest}) end)`
  return sql`generate_series(${first}, ${end}, ${step}) "s"("at")`
}

function dates(grain: Grain, from: Fragment, to: Fragment, starts: Starts, most?: number): Fragment {
  const length = lengths[grain]
  const cut = (date: Fragment) => floor(grain, sql`${date}::timestamp`, starts)
  const table = series(cut(from), cut(to), grain, length, most)
  return sql`select "at"::date as "start", ("at" + ${length})::date as "next" from ${table}`
}

/** Steps along the wall clock. A day that a country skipped (Samoa, 2011-12-30) begins when the next does: no period. */
function days(
  grain: Grain,
  from: Fragment,
  to: Fragment,
  zone: Fragment,
  starts: Starts,
  most?: number,
): Fragment {
  const length = lengths[grain]
  const cut = (instant: Fragment) => wallFloor(grain, instant, zone, starts)
  const start = startOf(sql`"at"`, zone)
  const next = startOf(sql`("at" + ${length})`, zone)
  const table = series(cut(from), cut(to), grain, length, most)
  return sql`select "start", "next" from (select ${start} as "start", ${next} as "next" from ${table}) "w" where "start" < "next"`
}

/** Steps along time itself, in half hours, so that no hour that a change of the clock cut short is stepped over. */
function hours(
  grain: Grain,
  from: Fragment,
  to: Fragment,
  zone: Fragment,
  starts: Starts,
  most?: number,
): Fragment {
  const length = lengths[grain]
  const cut = (instant: Fragment) => truncate(grain, instant, 'DateTime', zone, starts)
  const [first, last] = [cut(from), cut(to)]
  if (grain === 'MINUTE') {
    return sql`select "at" as "start", "at" + ${length} as "next" from ${series(first, last, grain, length, most)}`
  }
  // The last one only says where the one before it ends.
  const more = most === undefined ? undefined : most + 2
  const table = series(first, sql`(${to} + ${length})`, grain, sql`interval '30 minutes'`, more)
  const begun = sql`select distinct ${cut(sql`"at"`)} as "start" from ${table}`
  const paired = sql`select "start", lead("start") over (order by "start") as "next" from (${begun}) "b"`
  return sql`select "start", "next" from (${paired}) "h" where "start" <= ${last} and "next" is not null`
}
