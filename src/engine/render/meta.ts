import { sql, type Fragment } from '../../sql/fragment.ts'
import type { MetaPlan } from '../plan/meta.ts'
import type { Rendering } from './context.ts'
import { renderExpr } from './expr.ts'
import { from } from './from.ts'

/** One row: when the oldest of the newest rows was loaded, and whether all of them are recent enough. */
export function renderMeta(rendering: Rendering, { sources }: MetaPlan): readonly Fragment[] {
  if (sources.length === 0) return []
  const each = sources.map(({ frame, loaded, due }) => {
    const newest = sql`max(${renderExpr(rendering, loaded)})`
    const fresh = due ? sql`${newest} >= ${renderExpr(rendering, due)}` : sql`null::boolean`
    return sql`select ${newest} as "at", ${fresh} as "fresh" from ${from(rendering, frame)}`
  })
  const at = rendering.dialect.json(sql`min("at")`, 'DateTime')
  return [sql`select ${at}::text, bool_and("fresh")::text from (${sql.join(each, ' union all ')}) "m"`]
}
