import { sql, type Fragment } from '../../sql/fragment.ts'
import type { Aggregates } from '../plan/measure.ts'
import type { Child, MeasuresPlan } from '../plan/plan.ts'
import type { Rendering } from './context.ts'
import { conjunction, renderExpr } from './expr.ts'
import { from, hanging } from './from.ts'
import { tenantOf } from './scan.ts'

/** `expr as name` of each aggregate. */
export function aggregateColumns(rendering: Rendering, aggregates: Aggregates): readonly Fragment[] {
  return aggregates.list.map(({ name, expr }) => sql`${renderExpr(rendering, expr)} as ${sql.id(name)}`)
}

/** Measures per parent: computed parent by parent for a page, by one grouping for a whole list. */
export function measuresChild(
  rendering: Rendering,
  { alias, plan }: Extract<Child, { is: 'measures' }>,
): Fragment {
  return plan.grouped && !ownedAbove(rendering, plan)
    ? grouped(rendering, alias, plan)
    : lateral(rendering, alias, plan)
}

/** Shared rows that hang on a tenant's row: whose they are for the moment, a grouping over all parents couldn't know. */
function ownedAbove({ scope }: Rendering, { frame: { root } }: MeasuresPlan): boolean {
  return scope === 'operator' && root.model.tenant.is === 'shared' && root.owner !== undefined
}

function lateral(rendering: Rendering, alias: string, { frame, where, aggregates }: MeasuresPlan): Fragment {
  const columns = sql.join(aggregateColumns(rendering, aggregates))
  const conditions = sql.join(
    [...hanging(rendering, frame), ...where.map((one) => renderExpr(rendering, one))],
    ' and ',
  )
  return sql` left join lateral (select ${columns} from ${from(rendering, frame)} where ${conditions}) ${sql.id(alias)} on true`
}

function grouped(rendering: Rendering, alias: string, { frame, where, aggregates }: MeasuresPlan): Fragment {
  const parent = frame.parent
  if (!parent) return sql.empty
  const owner = rendering.scope === 'operator' ? tenantOf(frame.root) : undefined
  const above = parent.table.owner
  const parentOwner = rendering.scope === 'operator' && above ? tenantOf(above) : undefined
  const keys = [
    ...parent.on.map(({ here, there }) => ({
      inside: sql.id(parent.hook.alias, there),
      outside: sql.id(parent.table.alias, here),
    })),
    ...(owner && parentOwner ? [{ inside: owner, outside: parentOwner }] : []),
  ]
  const named = keys.map(({ inside }, i) => sql`${inside} as ${sql.id(`k${i}`)}`)
  const columns = sql.join([...named, ...aggregateColumns(rendering, aggregates)])
  const condition = where.length > 0 ? sql` where ${conjunction(rendering, where)}` : sql.empty
  const groupBy = sql.join(keys.map((_, i) => sql.authored(String(i + 1))))
  const on = sql.join(
    keys.map(({ outside }, i) => sql`${sql.id(alias, `k${i}`)} = ${outside}`),
    ' and ',
  )
  return sql` left join (select ${columns} from ${from(rendering, frame)}${condition} group by ${groupBy}) ${sql.id(alias)} on ${on}`
}
