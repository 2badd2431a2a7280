import { randomBytes } from 'node:crypto'
import { Client, escapeIdentifier, type QueryResult } from 'pg'
import { testServer } from './server.ts'
import { once } from './sql.ts'

/** A database of a test's own. */
export interface FreshDatabase {
  readonly name: string
  /** For its owner: a login that is no superuser. */
  readonly url: string
  readonly superuserUrl: string
  /** Runs SQL as the owner; several statements may stand in one text. */
  query(text: string, values?: unknown[]): Promise<QueryResult>
  drop(): Promise<void>
}

/** A new database: empty, or a clone of `template` (which nobody may be connected to). */
export async function freshDatabase(template?: string): Promise<FreshDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  const { superuserUrl, ownerUrl } = testServer()
  const owner = new URL(ownerUrl).username
  const from = template ? ` template ${escapeIdentifier(template)}` : ''
  await asSuperuser(`create database ${escapeIdentifier(name)} owner ${escapeIdentifier(owner)}${from}`)
  const url = withDatabase(ownerUrl, name)
  return {
    name,
    url,
    superuserUrl: withDatabase(superuserUrl, name),
    query: (text, values) => once(url, text, values),
    drop: () => asSuperuser(`drop database if exists ${escapeIdentifier(name)} with (force)`).then(() => {}),
  }
}

/**
 * A template database for the run, filled once by whichever test file comes first. `fill` gets the owner's address and
 * must have closed its connections when it returns.
 */
export async function template(name: string, fill: (url: string) => Promise<void>): Promise<string> {
  const { superuserUrl } = testServer()
  const client = new Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [name])
    const done = `template_${name}`
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [done])
    if (rowCount) return done
    const half = await freshDatabase()
    await fill(half.url)
    await client.query(`alter database ${escapeIdentifier(half.name)} rename to ${escapeIdentifier(done)}`)
    return done
  } finally {
    await client.end()
  }
}

export function withDatabase(url: string, database: string): string {
  const address = new URL(url)
  address.pathname = `/${database}`
  return address.href
}

function asSuperuser(text: string): Promise<QueryResult> {
  return once(testServer().superuserUrl, text)
}
