import { sql, type Fragment } from '../../sql/fragment.ts'
import type { Table } from '../plan/frame.ts'
import { groupedRows, ruledRows, SIEVED, type Grouped } from '../plan/sieve.ts'
import type { Rendering } from './context.ts'
import { leftJoins } from './join.ts'
import { number } from './number.ts'
import { ownRows } from './own.ts'

/** What is read under an alias. */
type Read = Pick<Table, 'model' | 'alias'>

/**
 * Reads a model under the table's alias: of the tenant's rows those that are for the viewer. As with the tenant, this
 * stands inside the scan, so that whatever is asked (a count, a link, a condition through one, a total) is asked of
 * these rows. Without a rule the source is read as it is.
 */
export function scan(rendering: Rendering, read: Read): Fragment {
  const { models, viewer } = rendering
  const grouped = groupedRows(models, read.model, viewer)
  if (!grouped) return ruled(rendering, read)
  const rows = sized(rendering, { ...read, alias: SIEVED }, grouped)
  const large = sql`${SIZE} >= ${number(grouped.size)}`
  return sql`(select * from ${rows} where ${large}) ${sql.id(read.alias)}`
}

/** The rows that row rules leave. What a rule reads along links is the tenant's, whatever rules there are for it. */
function ruled(rendering: Rendering, read: Read): Fragment {
  const rule = ruledRows(rendering.models, read.model, rendering.viewer)
  if (!rule) return ownRows(rendering, read)
  const rows = sql`${ownRows(rendering, { ...read, alias: SIEVED })}${leftJoins(rendering, rule.frame, ownRows)}`
  const where = rendering.expr(rendering, rule.where)
  return sql`(select ${SOURCE}.* from ${rows} where ${where}) ${sql.id(read.alias)}`
}

const SOURCE = sql.id(SIEVED)
const SIZE = sql.id('sluice_size')
const [MEMBER, PLACE] = [sql.id('sluice_member'), sql.id('sluice_place')]

/**
 * Rows with the size of their group. What tells groups apart is read as the viewer sees it: a group that another model's
 * rules cut in two is two groups. PostgreSQL has no distinct count over a window, but the last of the members' places is
 * one; nobody in particular is no member.
 */
function sized(rendering: Rendering, read: Read, { frame, by, of }: Grouped): Fragment {
  const rows = sql`${ruled(rendering, read)}${leftJoins(rendering, frame, ruled)}`
  const cells = by.map((expr) => rendering.expr(rendering, expr))
  if (!of) {
    return sql`(select ${SOURCE}.*, count(*) over (${partition(cells)}) as ${SIZE} from ${rows}) ${SOURCE}`
  }
  const names = cells.map((_, i) => sql.id(`sluice_by${i}`))
  const member = rendering.expr(rendering, of)
  const columns = [
    sql`${SOURCE}.*`,
    ...cells.map((cell, i) => sql`${cell} as ${names[i] ?? sql.empty}`),
    sql`${member} as ${MEMBER}`,
    sql`dense_rank() over (${partition(cells)} order by ${member}) as ${PLACE}`,
  ]
  const placed = sql`(select ${sql.join(columns)} from ${rows}) ${SOURCE}`
  const last = sql`max(${PLACE}) filter (where ${MEMBER} is not null) over (${partition(names)})`
  return sql`(select *, ${last} as ${SIZE} from ${placed}) ${SOURCE}`
}

function partition(cells: readonly Fragment[]): Fragment {
  return cells.length > 0 ? sql`partition by ${sql.join(cells)}` : sql.empty
}
