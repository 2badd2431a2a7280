import type { Pool } from 'pg'
import { sparse, type FlatRow } from './flat.ts'

/** PostgreSQL's own numbers for its types. */
const [BOOLEAN, TIMESTAMP, TIMESTAMPTZ, NUMERIC] = [16, 1114, 1184, 1700]

/** One statement of a check.sql: the rows that the answer has at `path`. */
export interface Check {
  readonly path: string
  readonly anyOrder: boolean
  readonly sql: string
}

/**
 * The checks of a file: each begins with `-- rows of orderMetrics.rows`, and may go on `, in any order`. Rows are
 * compared in order otherwise.
 */
export function readChecks(text: string): readonly Check[] {
  const heads = [...text.matchAll(/^-- rows of ([\w.]+)(, in any order)?.*$/gm)]
  if (heads.length === 0) throw new Error('a check.sql begins with "-- rows of <path>"')
  return heads.map((head, i) => ({
    path: head[1] ?? '',
    anyOrder: head[2] !== undefined,
    sql: text.slice(head.index + head[0].length, heads[i + 1]?.index).replace(/;\s*$/, ''),
  }))
}

/** The check's rows for a tenant, as the owner reads them; each value as the API would print it. */
export async function checked(owner: Pool, { sql }: Check, tenant: string): Promise<readonly FlatRow[]> {
  const values = sql.includes('$1') ? [tenant] : []
  const { rows, fields } = await owner.query<(string | null)[]>({
    text: sql,
    values,
    rowMode: 'array',
    types: { getTypeParser: () => (text: string) => text },
  })
  const shown = rows.map((row) =>
    Object.fromEntries(fields.map(({ name, dataTypeID }, i) => [name, printed(row[i] ?? null, dataTypeID)])),
  )
  return sparse(shown)
}

function printed(text: string | null, type: number): string | null {
  if (text === null) return null
  if (type === BOOLEAN) return text === 't' ? 'true' : 'false'
  if (type === TIMESTAMPTZ || type === TIMESTAMP)
    throw new Error('say how an instant is printed: checks.iso(at) or checks.iso(at, zone)')
  return type === NUMERIC ? plain(text) : text
}

/** A decimal without the zeros at its end: how many there are is no part of its value. */
function plain(text: string): string {
  return /^-?\d+\.\d+$/.test(text) ? text.replace(/\.?0+$/, '') : text
}

export function plainRow(row: FlatRow): FlatRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, text]) => [name, text === null ? null : plain(text)]),
  )
}

/** Rows as they came, or sorted where a check says that their order is open. */
export function inOrder({ anyOrder }: Check, rows: readonly FlatRow[]): readonly FlatRow[] {
  return anyOrder ? [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)) : rows
}

function keyOf(row: FlatRow): string {
  return JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))
}
