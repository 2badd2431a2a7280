import { sql, type Fragment } from '../../../sql/fragment.ts'
import { filtered } from './aggregate.ts'

/** A function takes 100 arguments at most, and a key and its value are two. */
const MOST_ARGUMENTS = 100

export function jsonObject(entries: readonly { key: string; value: Fragment }[]): Fragment {
  if (entries.length * 2 > MOST_ARGUMENTS) return wideObject(entries)
  const pairs = entries.map(({ key, value }) => sql`${sql.literal(key)}, ${value}`)
  return sql`json_build_object(${sql.join(pairs)})`
}

/** Written out as text: what `||` does for jsonb would reorder the keys and drop digits. */
function wideObject(entries: readonly { key: string; value: Fragment }[]): Fragment {
  const members = entries.map(
    ({ key, value }) => sql`${sql.literal(`${JSON.stringify(key)}:`)} || ${jsonTextOf(value)}`,
  )
  return sql`('{' || ${sql.join(members, ` || ',' || `)} || '}')::json`
}

export function jsonList(values: readonly Fragment[]): Fragment {
  if (values.length <= MOST_ARGUMENTS) return sql`json_build_array(${sql.join(values)})`
  return sql`('[' || ${sql.join(values.map(jsonTextOf), ` || ',' || `)} || ']')::json`
}

export function jsonArray(
  value: Fragment,
  orderBy: Fragment | undefined,
  where: Fragment | undefined,
): Fragment {
  const order = orderBy === undefined ? sql.empty : sql` order by ${orderBy}`
  return sql`coalesce(${filtered(sql`json_agg(${value}${order})`, where)}, '[]'::json)`
}

function jsonTextOf(value: Fragment): Fragment {
  return sql`coalesce(to_json(${value})::text, 'null')`
}
