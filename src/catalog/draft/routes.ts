import type { DraftLink } from './links.ts'
import { columnOf, type Table } from './tables.ts'

/** The column whose value says which tenant a row belongs to. */
export interface TenantColumn {
  readonly table: Table
  readonly column: string
}

/** How a table's rows come to their tenant: along `links` (none for a column of its own) to `column`. */
export interface Route {
  readonly links: readonly string[]
  readonly column: string
  /** Rows whose foreign key is null belong to nobody and are seen by nobody. */
  readonly gaps: boolean
  /** Only the column's name says so. */
  readonly byName: boolean
  /** Other routes that are as good: a person must decide. */
  readonly others: readonly string[]
}

type Links = ReadonlyMap<Table, readonly DraftLink[]>

/** A path this long is nothing that a person would want scanned with every query. */
const MAX_LINKS = 4

/** The route of every table that has one: its own column first, then the shortest path whose columns are never null. */
export function findRoutes(
  tenant: TenantColumn,
  tables: readonly Table[],
  links: Links,
): ReadonlyMap<Table, Route> {
  const routes = new Map<Table, Route>()
  for (const table of tables) {
    const direct = directRoutes(tenant, table, links)
    const route = best(direct)
    if (route) routes.set(table, route)
  }
  const direct = new Map(routes)
  for (const table of tables) {
    if (direct.has(table)) continue
    const route = best(paths(table, links, direct))
    if (route) routes.set(table, route)
  }
  return routes
}

function directRoutes(tenant: TenantColumn, table: Table, links: Links): readonly Route[] {
  const own = (column: string, byName: boolean): Route => ({
    links: [],
    column,
    gaps: columnOf(table, column)?.nullable ?? true,
    byName,
    others: [],
  })
  if (table === tenant.table) return [own(tenant.column, false)]
  const referring = (links.get(table) ?? []).flatMap(({ reference, to }) => {
    const at = to === tenant.table ? (reference?.to.columns.indexOf(tenant.column) ?? -1) : -1
    const column = reference?.columns[at]
    return column === undefined ? [] : [own(column, false)]
  })
  if (referring.length > 0) return inOrder(table, referring)
  return namesake(tenant, table) ? [own(tenant.column, true)] : []
}

/** A column of the same name and type, where no foreign key says that it is the same thing. */
function namesake(tenant: TenantColumn, table: Table): boolean {
  const here = columnOf(table, tenant.column)
  const there = columnOf(tenant.table, tenant.column)
  return tenant.column.toLowerCase() !== 'id' && here !== undefined && here.value === there?.value
}

/** Every path along foreign keys that ends at a table with a column of its own, without going in circles. */
function paths(start: Table, links: Links, direct: ReadonlyMap<Table, Route>): readonly Route[] {
  const found: Route[] = []
  const walk = (table: Table, names: readonly string[], gaps: boolean, seen: ReadonlySet<Table>): void => {
    for (const link of links.get(table) ?? []) {
      if (!link.reference || seen.has(link.to)) continue
      const nullable = link.reference.columns.some((column) => columnOf(table, column)?.nullable)
      const end = direct.get(link.to)
      const here = [...names, link.name]
      if (end) found.push({ ...end, links: here, gaps: gaps || nullable || end.gaps, others: [] })
      else if (here.length < MAX_LINKS) walk(link.to, here, gaps || nullable, new Set([...seen, link.to]))
    }
  }
  walk(start, [], false, new Set([start]))
  return found
}

/** One route a column, in the order of the table: the first column is the likeliest to be the owner. */
function inOrder(table: Table, routes: readonly Route[]): readonly Route[] {
  const byColumn = new Map(routes.map((route) => [route.column, route]))
  return table.relation.columns.flatMap(({ name }) => byColumn.get(name) ?? [])
}

function best(routes: readonly Route[]): Route | undefined {
  const rank = (route: Route) => (route.gaps ? MAX_LINKS + 1 : 0) + route.links.length
  const [first, ...rest] = [...routes].sort((a, b) => rank(a) - rank(b))
  if (!first) return undefined
  const others = rest
    .filter((route) => rank(route) === rank(first))
    .map(({ links, column }) => [...links, column].join('.'))
  return { ...first, others }
}
