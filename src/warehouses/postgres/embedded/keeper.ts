import type { Socket } from 'node:net'
import { Client } from 'pg'

// Any number will do, as long as every Sluice uses the same.
const USERS = 5_318_008

/** One process's share in the server: a connection that holds a shared advisory lock. */
export interface Keeper {
  /** Gives the share up. @returns whether nobody else holds one */
  leave(): Promise<boolean>
}

/** `lost` is called when the server goes away under us. */
export async function keepShare(url: string, lost: () => void): Promise<Keeper> {
  const client = new Client({ connectionString: url, application_name: 'sluice keeper', keepAlive: true })
  let leaving = false
  client.on('error', () => {})
  await client.connect()
  await client.query('select pg_advisory_lock_shared($1)', [USERS])
  client.once('end', () => {
    if (!leaving) lost()
  })
  // The share alone is no reason for a command to go on running.
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  stream.unref()
  return {
    async leave() {
      leaving = true
      stream.ref()
      const alone = await client
        .query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [USERS])
        .then(({ rows }) => rows[0]?.alone ?? false)
        .catch(() => false)
      await client.end().catch(() => {})
      return alone
    },
  }
}
