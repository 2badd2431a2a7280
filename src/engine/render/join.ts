import { sql, type Fragment } from '../../sql/fragment.ts'
import type { Frame, Table } from '../plan/frame.ts'
import type { Rendering } from './context.ts'
import { equal, tenantOf } from './own.ts'

/** Everything that hangs on a frame's root along to-one links, each table as `read` reads it. */
export function leftJoins(
  rendering: Rendering,
  { joins }: Frame,
  read: (rendering: Rendering, table: Table) => Fragment,
): Fragment {
  const each = joins.map(({ table, from, link }) => {
    const on = [equal(link.on, from.alias, table.alias), ...sameTenant(rendering, from, table)]
    return sql` left join ${read(rendering, table)} on ${sql.join(on, ' and ')}`
  })
  return sql.join(each, '')
}

/**
 * In an operator's scope rows of all tenants are read, and a key may be unique within its tenant only: a link never
 * leads to another tenant's row, not even over a row that all tenants share.
 */
export function sameTenant({ viewer }: Rendering, here: Table, there: Table): readonly Fragment[] {
  const [a, b] = [here.owner && tenantOf(here.owner), tenantOf(there)]
  return viewer.scope === 'operator' && a && b ? [sql`${b} = ${a}`] : []
}
