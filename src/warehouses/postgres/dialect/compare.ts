import { sql, type Fragment } from '../../../sql/fragment.ts'
import { need, standardComparisons, type Comparison } from '../../../sql/standard.ts'
import type { OperatorName } from '../../../model/operators.ts'

export const comparisons: Record<OperatorName, Comparison> = {
  ...standardComparisons,
  in: (left, [list]) => sql`${left} = any(${need(list)})`,
  // Like `ne`: what is null is not in the list.
  notIn: (left, [list]) => sql`(${left} = any(${need(list)})) is not true`,
  contains: (left, [part]) => sql`(${left})::text ilike '%' || ${escaped(part)} || '%'`,
  startsWith: (left, [part]) => sql`(${left})::text ilike ${escaped(part)} || '%'`,
  endsWith: (left, [part]) => sql`(${left})::text ilike '%' || ${escaped(part)}`,
}

const likeSigns = sql.literal(String.raw`([\\%_])`)
const escapedSign = sql.literal(String.raw`\\\1`)

/** The bound text with LIKE's own signs taken literally. Letter case is put aside, as the API says of these operators. */
function escaped(part: Fragment | undefined): Fragment {
  return sql`regexp_replace((${need(part)})::text, ${likeSigns}, ${escapedSign}, 'g')`
}
