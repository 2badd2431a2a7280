import pg from 'pg'
import type { ClientBase } from 'pg'
import { faultOf } from './driver/fault.ts'
import { connectionUrl, owning } from './driver/settings.ts'

/** A connection for the catalog and for DDL, made for one job and closed with it: these are rare, and their role is mighty. */
export async function asOwner<T>(
  warehouse: string,
  url: string,
  job: (client: ClientBase) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: connectionUrl(url, owning),
    connectionTimeoutMillis: 10_000,
    fallback_application_name: 'sluice',
  })
  // A connection that breaks fails the query under way; unheard, its event would end the process.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await job(client)
  } catch (error) {
    throw faultOf(error, warehouse, undefined)
  } finally {
    await client.end().catch(() => undefined)
  }
}
