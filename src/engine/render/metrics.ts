import { sql, type Fragment } from '../../sql/fragment.ts'
import { GROUPED, type MetricsPlan } from '../plan/metrics.ts'
import type { Rendering } from './context.ts'
import { conjunction, renderExpr } from './expr.ts'
import { from } from './from.ts'
import { aggregateColumns } from './measures.ts'
import { orderBy } from './order.ts'
import { json } from './output.ts'

/**
 * One statement for a metrics field. Its columns: `t` for the totals' row and `f` for a group's, then one JSON text a
 * `rows` or `totals` field, in their order. Totals come from the same scan at their own grain: they are never a sum of
 * rows, and neither `having` nor `limit` changes them.
 */
export function renderMetrics(rendering: Rendering, plan: MetricsPlan): Fragment {
  const g = sql.id(GROUPED)
  const groups = grouped(rendering, plan)
  const shown = sql`select ${shownColumns(rendering, plan)}`
  if (plan.groups.length === 0) return sql`${shown} from (${groups}) ${g}${where(rendering, plan.having)}`
  const order = orderBy(plan.order, (term) => renderExpr(rendering, term.expr))
  const last = sql` order by ${order} limit ${sql.param({ source: plan.limit, type: 'bigint' })}`
  if (!wantsTotals(plan)) return sql`${shown} from (${groups}) ${g}${where(rendering, plan.having)}${last}`
  const having = plan.having.length > 0 ? sql` and ${conjunction(rendering, plan.having)}` : sql.empty
  const rows = sql`${shown} from ${g} where not "total"${having}${last}`
  return sql`with ${g} as materialized (${groups}) (${rows}) union all (${shown} from ${g} where "total")`
}

function wantsTotals({ fields }: MetricsPlan): boolean {
  return fields.some(({ is }) => is === 'totals')
}

function grouped(rendering: Rendering, plan: MetricsPlan): Fragment {
  const groups = plan.groups.map(({ name, expr }) => ({ name, value: renderExpr(rendering, expr) }))
  const [first] = groups
  const totals = wantsTotals(plan) && first !== undefined
  const columns = sql.join([
    ...groups.map(({ name, value }) => sql`${value} as ${sql.id(name)}`),
    ...aggregateColumns(rendering, plan.aggregates),
    totals ? sql`grouping(${first.value}) = 1 as "total"` : sql`false as "total"`,
  ])
  const positions = sql.authored(groups.map((_, i) => i + 1).join(', '))
  const groupBy =
    first === undefined
      ? sql.empty
      : totals
        ? sql` group by grouping sets ((${positions}), ())`
        : sql` group by ${positions}`
  return sql`select ${columns} from ${from(rendering, plan.frame)}${where(rendering, plan.where)}${groupBy}`
}

function where(rendering: Rendering, conditions: MetricsPlan['where']): Fragment {
  return conditions.length > 0 ? sql` where ${conjunction(rendering, conditions)}` : sql.empty
}

function shownColumns(rendering: Rendering, { fields }: MetricsPlan): Fragment {
  const shown = fields.flatMap((field) =>
    field.is === 'typename' ? [] : [sql`${json(rendering, field.outputs)}::text`],
  )
  return sql.join([sql`case when "total" then 't' else 'f' end`, ...shown])
}
