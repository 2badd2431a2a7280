import type { Store } from './store.ts'

/** Where changes of tenants and keys are told; `KNOCK` tells of none. */
export const CHANNEL = 'sluice_access'
export const KNOCK = 'knock'

/** The lock that whoever listens shares, and lets go of when it hears something. Any number that is ours alone. */
export const LISTENERS = 7_305_423

/** For so long after its connection last proved itself a listener relies on it. */
export const LEASE_MS = 3_000

const KNOCK_MS = 20
/** For a server to see that its connection was closed: the lock is let go of by that, too. */
const CLOSING_MS = 50
const LOCK_NOT_AVAILABLE = '55P03'

/**
 * Waits until every server has heard what was committed before: whatever asks them afterwards meets it. A server that
 * has lost its connection without noticing is waited for until it relies on nothing any more.
 */
export async function settled({ pool }: Pick<Store, 'pool'>): Promise<void> {
  const client = await pool.connect()
  // Who heard of the change before the lock was asked for holds it again: it lets go once more when it hears a knock.
  let knocking: Promise<unknown> = Promise.resolve()
  const knocks = setInterval(() => {
    knocking = pool.query('select pg_notify($1, $2)', [CHANNEL, KNOCK]).catch(() => undefined)
  }, KNOCK_MS)
  try {
    await client.query(`begin; set local lock_timeout = ${LEASE_MS + 500}`)
    await client.query('select pg_advisory_xact_lock($1)', [LISTENERS])
    await client.query('commit')
    client.release()
    await new Promise((resolve) => setTimeout(resolve, CLOSING_MS))
  } catch (error) {
    client.release(true)
    if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw error
  } finally {
    clearInterval(knocks)
    await knocking
  }
}
