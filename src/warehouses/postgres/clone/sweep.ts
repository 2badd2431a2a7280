import type { ClientBase } from 'pg'
import { quoted } from '../guard/name.ts'

const DAY_SECONDS = 86_400

/** What a clone's database is marked with, so that one whose maker died is known. */
export function markOf(database: string, now: Date): string {
  return `comment on database ${quoted(database)} is 'sluice prove, ${Math.floor(now.getTime() / 1000)}'`
}

/**
 * Drops clones older than a day, whose makers can't be at work any more, and roles of clones that are gone. What is
 * refused is somebody else's work at this moment, and is left to the next.
 */
export async function sweep(client: ClientBase, now: Date): Promise<void> {
  const old = await client.query<{ name: string }>(oldQuery, [Math.floor(now.getTime() / 1000) - DAY_SECONDS])
  for (const { name } of old.rows) {
    const copies = await client.query<{ name: string }>(copiesQuery, [name])
    for (const copy of copies.rows)
      await client.query(`drop database if exists ${quoted(copy.name)} with (force)`)
  }
  await dropRoles(client)
}

/** Drops roles of clones that are gone. */
export async function dropRoles(client: ClientBase): Promise<void> {
  const left = await client.query<{ name: string }>(rolesQuery)
  for (const { name } of left.rows) await tryTo(client, `drop role ${quoted(name)}`)
}

async function tryTo(client: ClientBase, sql: string): Promise<void> {
  await client.query(sql).catch(() => undefined)
}

const oldQuery = `
  select d.datname as name
  from pg_database d cross join lateral (select shobj_description(d.oid, 'pg_database') as text) mark
  where d.datname ~ '^prove_[0-9a-f]{8}$' and mark.text ~ '^sluice prove, [0-9]+$'
    and split_part(mark.text, ', ', 2)::bigint < $1`

// The original last: while it is there, its roles are somebody's.
const copiesQuery = `select datname as name from pg_database where starts_with(datname, $1) order by length(datname) desc`

// A role that was made is in its clone's database from the first moment: both are there, or the database alone.
const rolesQuery = `
  select r.rolname as name from pg_roles r
  where r.rolname ~ '^prove_[0-9a-f]{8}_'
    and not exists (select from pg_database d where d.datname = left(r.rolname, 14))`
