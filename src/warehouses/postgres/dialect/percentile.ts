import { invariant } from '../../../base/errors.ts'
import { sql, type Fragment } from '../../../sql/fragment.ts'

/**
 * The value at `p` of the way through the sorted values, between neighbours in proportion: what `percentile_cont` does,
 * but that one goes through a float. Here the type decides: integers and decimals stay numeric to the last digit, floats
 * stay floats. Null over no rows; nulls don't count.
 *
 * The array is gathered in a subquery, so that it stands in the statement once; its aggregate belongs to the query
 * around, since it reads that query's columns (so there must be one in `of`). OFFSET 0 keeps PostgreSQL from writing it
 * out at each use: a filter with an EXISTS was then sorted and tested fourteen times. 2,000,000 decimals took 1.6 s,
 * `percentile_cont` 1.2 s; in 1,000 groups 3.1 s and 1.6 s.
 */
export function percentile(of: Fragment | undefined, where: Fragment | undefined, p = '0.5'): Fragment {
  invariant(of, 'a percentile lacks its operand')
  const counted = where === undefined ? sql`${of} is not null` : sql`${of} is not null and (${where})`
  const sorted = sql`select array_agg(${of} order by ${of}) filter (where ${counted}) offset 0`
  const placed = sql`select "all", ${sql.literal(p)}::numeric * (cardinality("all") - 1) from (${sorted}) "s"("all")`
  const around = sql`select "all"[floor("at")::int + 1], "all"[ceil("at")::int + 1], "at" - floor("at") from (${placed}) "p"("all", "at")`
  // Equal neighbours stay what they are: the difference of two infinities is no number.
  const between = sql`case when "low" = "high" then "low" * 1::numeric else "low" + ("high" * 1::numeric - "low") * "part" end`
  return sql`(select ${between} from (${around}) "n"("low", "high", "part"))`
}
