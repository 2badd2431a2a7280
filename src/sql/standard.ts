import { invariant } from '../base/errors.ts'
import type { AggregateName } from '../model/kinds/kind.ts'
import type { OperatorName } from '../model/operators.ts'
import { sql, type Fragment } from './fragment.ts'

/** Operators that every engine renders alike. A dialect spreads this and adds or replaces what it says differently. */
export const standardComparisons = {
  eq: (left, [right]) => sql`${left} = ${need(right)}`,
  // Null is not equal to the value, so it is among those that differ.
  ne: (left, [right]) => sql`${left} is distinct from ${need(right)}`,
  lt: (left, [right]) => sql`${left} < ${need(right)}`,
  lte: (left, [right]) => sql`${left} <= ${need(right)}`,
  gt: (left, [right]) => sql`${left} > ${need(right)}`,
  gte: (left, [right]) => sql`${left} >= ${need(right)}`,
  between: (left, [from, to]) => sql`(${left} between ${need(from)} and ${need(to)})`,
  isNull: (left) => sql`${left} is null`,
  inLast: half,
  inPeriod: half,
} as const satisfies Partial<Record<OperatorName, Comparison>>

export type Comparison = (left: Fragment, right: readonly (Fragment | undefined)[]) => Fragment

/** A period holds its start and not its end, so that neighbours share no instant. */
function half(left: Fragment, [from, to]: readonly (Fragment | undefined)[]): Fragment {
  return sql`(${left} >= ${need(from)} and ${left} < ${need(to)})`
}

/** `count(*)`, `count(distinct x)`, `sum(x)`…, without a filter. Percentiles are each engine's own. */
export function standardAggregate(
  fn: Exclude<AggregateName, 'percentile'>,
  of: Fragment | undefined,
): Fragment {
  if (of === undefined) return sql`count(*)`
  // Without a sketch, the exact number is as near as it gets.
  if (fn === 'countDistinct' || fn === 'approxCountDistinct') return sql`count(distinct ${of})`
  return sql`${sql.authored(fn)}(${of})`
}

/** An operand that the operator can't do without. */
export function need(operand: Fragment | undefined): Fragment {
  invariant(operand, 'an operator lacks an operand')
  return operand
}
