import type { GraphAnswer } from './client.ts'
import type { Widget } from './definition.ts'

export type Row = Readonly<Record<string, unknown>>

/** One widget's share of the answer. */
export type Result =
  | { readonly is: 'rows'; readonly rows: readonly Row[]; readonly totals?: Row }
  | { readonly is: 'failed'; readonly message: string }

/** What belongs to `widget`: the root fields `<its name>__…`. One widget's error leaves the others alone. */
export function resultOf(widget: Widget, answer: GraphAnswer): Result {
  const prefix = `${widget.name}__`
  const mine = (key: unknown) => typeof key === 'string' && key.startsWith(prefix)
  const error = answer.errors?.find(({ path }) => mine(path?.[0]))
  if (error) return { is: 'failed', message: error.message }
  const roots = Object.entries(answer.data ?? {}).filter(([key]) => mine(key))
  const rows = roots.flatMap(([, value]) => rowsOf(value))
  const totals = roots.map(([, value]) => (isRow(value) ? value['totals'] : undefined)).find(isRow)
  return { is: 'rows', rows, ...(totals ? { totals } : {}) }
}

/** Rows of metrics, nodes of a connection, a list, or a single row. */
function rowsOf(root: unknown): readonly Row[] {
  if (Array.isArray(root)) return root.filter(isRow)
  if (!isRow(root)) return []
  const { rows, nodes, edges, totals } = root
  if (Array.isArray(rows)) return rows.filter(isRow)
  if (Array.isArray(nodes)) return nodes.filter(isRow)
  if (Array.isArray(edges)) return edges.flatMap((edge) => rowsOf((edge as Row | null)?.['node']))
  return isRow(totals) ? [] : [root]
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value at a dotted path; undefined where a part of it is missing or null. */
export function valueAt(row: Row, path: string): unknown {
  let value: unknown = row
  for (const name of path.split('.')) value = isRow(value) ? value[name] : undefined
  return value
}

/** Dotted paths of all leaves of the rows, in the order in which they first appear. */
export function leaves(rows: readonly Row[]): readonly string[] {
  const paths = new Set<string>()
  const walk = (value: unknown, path: string) => {
    if (!isRow(value)) return void paths.add(path)
    for (const [name, inner] of Object.entries(value)) {
      if (name !== '__typename') walk(inner, path ? `${path}.${name}` : name)
    }
  }
  for (const row of rows) walk(row, '')
  // A link that is null in one row and an object in another yields both `customer` and `customer.plan`.
  return [...paths].filter((path) => ![...paths].some((other) => other.startsWith(`${path}.`)))
}
