import { sql, type Fragment } from '../../../sql/fragment.ts'
import { standardAggregate } from '../../../sql/standard.ts'
import type { AggregateName } from '../../../model/kinds/kind.ts'
import { percentile } from './percentile.ts'

export function aggregate(
  fn: AggregateName,
  of: Fragment | undefined,
  where: Fragment | undefined,
  p?: string,
): Fragment {
  if (fn === 'percentile') return percentile(of, where, p)
  return filtered(standardAggregate(fn, of), where)
}

/** The value of the first row in an order. */
export function first(
  of: Fragment,
  orderBy: Fragment,
  direction: 'ASC' | 'DESC',
  where: Fragment | undefined,
): Fragment {
  const way = sql.authored(`${direction.toLowerCase()} nulls last`)
  return sql`((${filtered(sql`array_agg(${of} order by ${orderBy} ${way})`, where)})[1])`
}

/** An aggregate over only the rows for which `where` holds. */
export function filtered(plain: Fragment, where: Fragment | undefined): Fragment {
  return where === undefined ? plain : sql`${plain} filter (where ${where})`
}
