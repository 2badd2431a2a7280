import { Fragment, sql } from '../../../src/sql/fragment.ts'
import type { Dialect } from '../../../src/warehouses/contract.ts'

const isTime = (type: string) => type === 'Date' || type === 'DateTime'

/** What a page calls a longer expression: it says so at its head, and the rest of a statement is as it is sent. */
function named(name: string, ...given: readonly (Fragment | false | undefined)[]): Fragment {
  return sql`${sql.authored(name)}(${sql.join(given.filter((one) => one instanceof Fragment))})`
}

/** A dialect whose expressions about time, and whose percentiles, are called by a name. For reading; no engine takes them. */
export function shortened(dialect: Dialect): Dialect {
  const quoted = (text: string) => sql.literal(text.toLowerCase())
  return {
    ...dialect,
    json: (value, type, zone) => (isTime(type) ? named('iso', value, zone) : dialect.json(value, type, zone)),
    text: (value, type) => (isTime(type) ? named('iso', value) : dialect.text(value, type)),
    truncate: (grain, value, type, zone) =>
      named('start_of', quoted(grain), value, type === 'DateTime' && zone),
    bucket: (grain, value, type, zone) =>
      named('start_of', quoted(grain), value, type === 'DateTime' && zone),
    periods: (alias, grain, from, to, type, zone) =>
      sql`${named('periods', quoted(grain), from, to, type === 'DateTime' && zone)} ${sql.id(alias)}`,
    shift: (value, duration, sign, type, zone) =>
      named(sign === 1 ? 'later' : 'earlier', value, duration, type === 'DateTime' && zone),
    aggregate: (fn, of, where, p) =>
      fn === 'percentile' && of && p !== undefined
        ? sql`${named('percentile', sql.literal(p), of)}${where ? sql` filter (where ${where})` : sql.empty}`
        : dialect.aggregate(fn, of, where, p),
  }
}
