import { sql, type Fragment } from '../../sql/fragment.ts'
import { GROUPED, type MetricsPlan, type Part } from '../plan/metrics.ts'
import type { Rendering } from './context.ts'
import { conjunction, renderExpr } from './expr.ts'
import { from } from './from.ts'
import { aggregateColumns } from './measures.ts'
import { orderBy } from './order.ts'
import { json } from './output.ts'

/**
 * One statement, one scan. Its columns: the number of a part, and one row of it as JSON text. Each part is aggregated
 * at its own grain by grouping sets, so totals are never a sum of rows.
 */
export function renderMetrics(rendering: Rendering, plan: MetricsPlan): Fragment {
  const g = sql.id(GROUPED)
  const sets = groupings(plan)
  const scan = grouped(rendering, plan, sets)
  if (plan.parts.length === 1) {
    return sql.join(plan.parts.map((part) => partRows(rendering, part, 0, sql`(${scan}) ${g}`, undefined)))
  }
  const parts = plan.parts.map((part, i) => {
    const set = sets.length > 1 ? sql.authored(String(maskOf(plan, part.by))) : undefined
    return sql`(${partRows(rendering, part, i, g, set)})`
  })
  return sql`with ${g} as materialized (${scan}) ${sql.join(parts, ' union all ')}`
}

/** The different groupings of the parts. */
function groupings({ parts }: MetricsPlan): readonly (readonly string[])[] {
  return [...new Map(parts.map(({ by }) => [[...by].sort().join(), by])).values()]
}

function grouped(rendering: Rendering, plan: MetricsPlan, sets: readonly (readonly string[])[]): Fragment {
  const groups = plan.groups.map(({ name, expr }) => ({ name, value: renderExpr(rendering, expr) }))
  const set = sql`grouping(${sql.join(groups.map(({ value }) => value))}) as "set"`
  const columns = sql.join([
    ...groups.map(({ name, value }) => sql`${value} as ${sql.id(name)}`),
    ...aggregateColumns(rendering, plan.aggregates),
    ...(sets.length > 1 ? [set] : []),
    // A question may ask for nothing but the type of its rows.
    ...(groups.length + plan.aggregates.list.length === 0 ? [sql`count(*)`] : []),
  ])
  return sql`select ${columns} from ${from(rendering, plan.frame)}${where(rendering, plan.where)}${groupBy(plan, sets)}`
}

function groupBy(plan: MetricsPlan, sets: readonly (readonly string[])[]): Fragment {
  const positions = (by: readonly string[]) =>
    by.map((name) => plan.groups.findIndex((group) => group.name === name) + 1).join(', ')
  if (sets.length > 1)
    return sql.authored(` group by grouping sets (${sets.map((by) => `(${positions(by)})`).join(', ')})`)
  const [only = []] = sets
  return only.length > 0 ? sql.authored(` group by ${positions(only)}`) : sql.empty
}

/** What `grouping()` gives for a set: a bit for each group that is not in it, the first group the highest. */
function maskOf({ groups }: MetricsPlan, by: readonly string[]): number {
  return groups.reduce((mask, { name }) => mask * 2 + (by.includes(name) ? 0 : 1), 0)
}

function partRows(
  rendering: Rendering,
  part: Part,
  number: number,
  source: Fragment,
  set: Fragment | undefined,
): Fragment {
  const shown = sql`select ${sql.literal(String(number))}::text, ${json(rendering, part.outputs)}::text from ${source}`
  const conditions = [
    ...(set ? [sql`"set" = ${set}`] : []),
    ...part.having.map((one) => renderExpr(rendering, one)),
  ]
  const filtered = conditions.length > 0 ? sql`${shown} where ${sql.join(conditions, ' and ')}` : shown
  if (part.by.length === 0) return filtered
  const order = orderBy(part.order, (term) => renderExpr(rendering, term.expr))
  return sql`${filtered} order by ${order} limit ${sql.param({ source: part.limit, type: 'bigint' })}`
}

function where(rendering: Rendering, conditions: MetricsPlan['where']): Fragment {
  return conditions.length > 0 ? sql` where ${conjunction(rendering, conditions)}` : sql.empty
}
