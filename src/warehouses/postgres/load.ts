import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import type { ClientBase } from 'pg'
import { asOwner } from './owner.ts'

/** What a load may do, within its one transaction. */
export interface Loader {
  /** Runs SQL; rows come back as objects. */
  run(text: string, values?: readonly unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]>
  /**
   * Rows into the columns of a table that this same load has created; one COPY at a time. Resolves when the server has
   * them all. `table` and `columns` are names, `table` with its schema.
   */
  copy(
    table: readonly string[],
    columns: readonly string[],
    rows: Iterable<readonly CopyCell[]>,
  ): Promise<void>
}

export type CopyCell = string | number | boolean | null

/**
 * Fills tables as the owner in one transaction: afterwards all of it is there or nothing, whenever the process dies.
 * @throws SluiceError, with PostgreSQL's own as its `cause`: UNAVAILABLE where the server can't be reached
 */
export async function load<T>(url: string, job: (loader: Loader) => Promise<T>): Promise<T> {
  return asOwner('default', url, async (client) => {
    // Owners' connections read only, and not for long, unless they say otherwise.
    await client.query('begin read write; set local statement_timeout = 0')
    const done = await job({
      run: async (text, values = []) => (await client.query(text, [...values])).rows,
      copy: (table, columns, rows) => copy(client, table, columns, rows),
    })
    await client.query('commit')
    return done
  })
}

// FREEZE: the rows are as a VACUUM would leave them, and index-only scans work at once. It needs a table that the same
// transaction made.
async function copy(
  client: ClientBase,
  table: readonly string[],
  columns: readonly string[],
  rows: Iterable<readonly CopyCell[]>,
): Promise<void> {
  const names = columns.map(quoted).join(', ')
  const stream = client.query(copyFrom(`copy ${table.map(quoted).join('.')} (${names}) from stdin (freeze)`))
  const end = finished(stream)
  // A refusal in the middle of the rows rejects `end`, which is awaited only after the last of them.
  end.catch(() => undefined)
  let text = ''
  for (const row of rows) {
    text += `${row.map(cell).join('\t')}\n`
    if (text.length < chunk) continue
    if (!stream.write(text)) await Promise.race([once(stream, 'drain'), end])
    text = ''
  }
  stream.end(text)
  await end
}

// Small enough to stay in the cache, large enough that a socket write is worth its call.
const chunk = 65_536

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

const escapes: Readonly<Record<string, string>> = {
  '\\': String.raw`\\`,
  '\t': String.raw`\t`,
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
}

// https://www.postgresql.org/docs/current/sql-copy.html, "Text Format".
function cell(value: CopyCell): string {
  if (value === null) return String.raw`\N`
  if (typeof value !== 'string') return String(value)
  return value.replaceAll(/[\\\t\n\r]/g, (character) => escapes[character]!)
}
