import { sql, type Fragment } from '../../sql/fragment.ts'
import type { Dialect } from '../../warehouses/contract.ts'
import type { Expr, Window } from '../plan/expr.ts'
import { number } from './number.ts'

type Inner = (expr: Expr) => Fragment

/** A window over the stitched groups: over those of the group's own grouping, or of the one that is named. */
export function window(inner: Inner, { fn, of, partition, set, order }: Window): Fragment {
  const argument = of ? inner(of) : sql.empty
  const filter = set === undefined ? sql.empty : sql` filter (where "set" = ${number(set)})`
  const parts = [...(set === undefined ? [sql`"set"`] : []), ...partition.map(inner)]
  const by = parts.length > 0 ? sql`partition by ${sql.join(parts)}` : sql.empty
  const ordered = order
    ? sql` order by ${inner(order.by)} ${sql.authored(order.direction.toLowerCase())} nulls last`
    : sql.empty
  return sql`${sql.authored(fn)}(${argument})${filter} over (${by}${ordered})`
}

/** Where the groups of a part with a row for the rest stand in their order. */
export function keptName(part: number): string {
  return `k${part}`
}

/** Whether a row belongs to one of the groups beyond a part's limit; nulls are groups, too. */
export function beyond(
  dialect: Dialect,
  inner: Inner,
  { part, values, names }: Extract<Expr, { is: 'beyond' }>,
): Fragment {
  const there = dialect.tuple(names.map((name) => sql.id(name)))
  return sql`(${dialect.tuple(values.map(inner))} in (select ${there} from ${sql.id(keptName(part))} where "rest"))`
}
