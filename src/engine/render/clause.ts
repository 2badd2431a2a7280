import { sql, type Fragment } from '../../sql/fragment.ts'

/** ` where …`: all of these; nothing where there are none. */
export function whereAll(conditions: readonly Fragment[]): Fragment {
  return conditions.length > 0 ? sql` where ${sql.join(conditions, ' and ')}` : sql.empty
}
