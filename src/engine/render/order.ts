import { sql, type Fragment } from '../../sql/fragment.ts'
import type { OrderTerm } from '../plan/plan.ts'

/** `order by` terms over what `column` says stands for each. */
export function orderBy(terms: readonly OrderTerm[], column: (term: OrderTerm) => Fragment): Fragment {
  return sql.join(terms.map((term) => sql`${column(term)} ${direction(term)}`))
}

// Where no null can stand, PostgreSQL's own null order is kept: only then does a plain index serve the order.
function direction({ direction, nulls, nullable }: OrderTerm): Fragment {
  const way = direction === 'ASC' ? 'asc' : 'desc'
  return sql.authored(nullable ? `${way} nulls ${nulls.toLowerCase()}` : way)
}

/** The rows that come after the cursor's values in the order of `terms`. `left` and `right` are in the terms' order. */
export function after(
  terms: readonly OrderTerm[],
  left: readonly Fragment[],
  right: readonly Fragment[],
): Fragment {
  const [first] = terms
  const plain = terms.every((term) => !term.nullable && term.direction === first?.direction)
  if (plain) {
    const sign = sql.authored(first?.direction === 'DESC' ? '<' : '>')
    return sql`(${sql.join(left)}) ${sign} (${sql.join(right)})`
  }
  const ways = terms.map((term, i) => {
    const ties = terms.slice(0, i).map((tie, j) => same(tie, at(left, j), at(right, j)))
    return sql`(${sql.join([...ties, beyond(term, at(left, i), at(right, i))], ' and ')})`
  })
  return sql`(${sql.join(ways, ' or ')})`
}

function at(fragments: readonly Fragment[], i: number): Fragment {
  return fragments[i] ?? sql.empty
}

function same({ nullable }: OrderTerm, left: Fragment, right: Fragment): Fragment {
  return nullable ? sql`${left} is not distinct from ${right}` : sql`${left} = ${right}`
}

function beyond({ direction, nulls, nullable }: OrderTerm, left: Fragment, right: Fragment): Fragment {
  const sign = sql.authored(direction === 'DESC' ? '<' : '>')
  const plain = sql`${left} ${sign} ${right}`
  if (!nullable) return plain
  // The cursor's own value may be null: before all others (FIRST) or after them (LAST).
  return nulls === 'LAST'
    ? sql`(${plain} or (${left} is null and ${right} is not null))`
    : sql`(${plain} or (${left} is not null and ${right} is null))`
}
