import type { ClientBase } from 'pg'
import { quoted } from '../guard/name.ts'
import { asOwner } from '../owner.ts'
import type { Blueprint, Unprovable } from './blueprint.ts'
import type { Filling } from './contract.ts'
import type { Names } from './write/names.ts'
import { nameOf, whatIs } from './write/relations.ts'
import { makeAll, tried } from './write/step.ts'

/** Empties every table and fills these, in one transaction; then views that hold rows are refreshed. */
export async function fill(
  url: string,
  { relations }: Blueprint,
  fillings: readonly Filling[],
  names: Names,
): Promise<readonly Unprovable[]> {
  return asOwner('clone', url, async (client) => {
    await client.query('begin read write')
    const there = await made(client)
    const tables = relations.filter(
      (one) => one.query === undefined && one.schema !== 'sluice_guard' && there.has(nameOf(one)),
    )
    if (tables.length > 0) await client.query(`truncate ${tables.map(nameOf).join(', ')}`)
    const refused: Unprovable[] = []
    for (const filling of fillings) {
      if (there.has(nameOf(filling.table))) refused.push(...(await fillOne(client, filling)))
    }
    const held = relations.filter((one) => one.kind === 'materialized view' && there.has(nameOf(one)))
    // One may read another: what is refused is tried again after the rest.
    refused.push(
      ...(await makeAll(
        client,
        held.map((view) => ({ what: whatIs(view), sql: [`refresh materialized view ${nameOf(view)}`] })),
      )),
    )
    await client.query('commit')
    return refused.map((one) => ({ ...one, why: names.told(one.why) }))
  })
}

/** Names of the relations that are there, quoted. */
async function made(client: ClientBase): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select n.nspname as schema, r.relname as name from pg_class r join pg_namespace n on n.oid = r.relnamespace
     where r.relkind in ('r', 'p', 'v', 'm')`,
  )
  return new Set(rows.map(nameOf))
}

/** All rows at once; where one of them is refused, one by one, so that the others are there. */
async function fillOne(
  client: ClientBase,
  { table, columns, rows }: Filling,
): Promise<readonly Unprovable[]> {
  if (rows.length === 0) return []
  const name = nameOf(table)
  if ((await insert(client, name, columns, rows)) === undefined) return []
  const reasons: string[] = []
  for (const row of rows) {
    const why = await insert(client, name, columns, [row])
    if (why !== undefined) reasons.push(why)
  }
  if (reasons.length === 0) return []
  return [
    {
      what: `table ${name}`,
      why: `${reasons.length} of ${rows.length} made-up rows were refused: ${reasons[0]}`,
    },
  ]
}

/** @returns the server's reason where it refuses */
async function insert(
  client: ClientBase,
  table: string,
  columns: readonly string[],
  rows: Filling['rows'],
): Promise<string | undefined> {
  const list = columns.map((column) => quoted(column)).join(', ')
  const values = rows.map((row) => `(${row.map(constant).join(', ')})`).join(', ')
  return tried(client, [`insert into ${table} (${list}) values ${values}`])
}

/** An untyped constant takes the column's type. Backslashes mean themselves: standard_conforming_strings is on. */
function constant(value: string | null): string {
  return value === null ? 'null' : `'${value.replaceAll("'", "''")}'`
}
