import { sql, type Fragment } from '../../sql/fragment.ts'

/** A number that the plan itself knows. */
export function number(of: number): Fragment {
  return sql.authored(String(of))
}
