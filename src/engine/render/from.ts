import { sql, type Fragment } from '../../sql/fragment.ts'
import type { Frame, Join, Table } from '../plan/frame.ts'
import type { Rendering } from './context.ts'
import { equal, scan, tenantOf } from './scan.ts'

/** A frame's root and everything joined to it. `root` replaces the root's scan where a subquery hands out its rows. */
export function from(rendering: Rendering, frame: Frame, root?: Fragment): Fragment {
  const head = root ?? scan(rendering, frame.root)
  return sql.join([head, ...frame.joins.map((join) => leftJoin(rendering, join))], '')
}

/** How a frame's root hangs on a row of the frame above it; nothing for a frame of its own. */
export function hanging(rendering: Rendering, frame: Frame): readonly Fragment[] {
  if (!frame.parent) return []
  const { table, hook, on } = frame.parent
  const linked = on.length > 0 ? [equal(on, table.alias, hook.alias)] : []
  return [...linked, ...sameTenant(rendering, table, frame.root)]
}

function leftJoin(rendering: Rendering, { table, from, link }: Join): Fragment {
  const on = [equal(link.on, from.alias, table.alias), ...sameTenant(rendering, from, table)]
  return sql` left join ${scan(rendering, table)} on ${sql.join(on, ' and ')}`
}

/**
 * In an operator's scope rows of all tenants are read, and a key may be unique within its tenant only: a link never
 * leads to another tenant's row, not even over a row that all tenants share.
 */
export function sameTenant({ scope }: Rendering, here: Table, there: Table): readonly Fragment[] {
  const [a, b] = [here.owner && tenantOf(here.owner), tenantOf(there)]
  return scope === 'operator' && a && b ? [sql`${b} = ${a}`] : []
}
