import { sql, type Fragment } from '../../sql/fragment.ts'
import type { Child, MeasuresPlan } from '../plan/plan.ts'
import { columnsOf, renderBase, rowsOf } from './base.ts'
import type { Rendering } from './context.ts'
import { number } from './number.ts'
import { parentKeys } from './parent.ts'

/** Measures per parent: computed parent by parent for a page, by one grouping for a whole list. */
export function measuresChild(
  rendering: Rendering,
  { alias, plan }: Extract<Child, { is: 'measures' }>,
): Fragment {
  const together = plan.grouped && plan.base.form.is === 'plain' && !ownedAbove(rendering, plan)
  return together
    ? grouped(rendering, alias, plan)
    : sql` left join lateral (${renderBase(rendering, plan.base, undefined)}) ${sql.id(alias)} on true`
}

/** Shared rows that hang on a tenant's row: whose they are for the moment, a grouping over all parents couldn't know. */
function ownedAbove({ viewer }: Rendering, { base: { frame } }: MeasuresPlan): boolean {
  return (
    viewer.scope === 'operator' && frame.root.model.tenant.is === 'shared' && frame.root.owner !== undefined
  )
}

function grouped(rendering: Rendering, alias: string, { base }: MeasuresPlan): Fragment {
  const keys = parentKeys(rendering, base.frame)
  const named = keys.map(({ inside }, i) => sql`${inside} as ${sql.id(`k${i}`)}`)
  const columns = sql.join([...named, ...columnsOf(rendering, base)])
  const groupBy = sql.join(keys.map((_, i) => number(i + 1)))
  const on = sql.join(
    keys.map(({ outside }, i) => sql`${sql.id(alias, `k${i}`)} = ${outside}`),
    ' and ',
  )
  return sql` left join (select ${columns} from ${rowsOf(rendering, base, false)} group by ${groupBy}) ${sql.id(alias)} on ${on}`
}
