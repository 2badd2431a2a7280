import type { PoolClient } from 'pg'
import { SluiceError } from '../base/errors.ts'
import { storeFault } from './fault.ts'
import type { Store } from './store.ts'

/** What has a ledger and a lease of its own: a sync, for the operator (null) or for one tenant. */
export interface Lane {
  readonly sync: string
  readonly tenant: string | null
}

/** The right to write to a lane. The fence grows with every claim; whoever has an older one can't write. */
export interface Lease extends Lane {
  readonly fence: string
}

export interface Claim {
  /** Who claims, for people: host and process. */
  readonly holder: string
  readonly ttlMs: number
  /** What a ledger that the lane begins with this claim speaks of; see `takeLedger` for one that it has. */
  readonly target: string
  readonly account: string
}

export type Claimed =
  | { readonly is: 'held'; readonly lease: Lease }
  /** Somebody else has it; `until` moves as long as they live. */
  | { readonly is: 'taken'; readonly holder: string; readonly until: string; readonly leftMs: number }

/** The tenant as it stands in keys: '' is the operator, which no tenant can be. */
export function laneKey({ sync, tenant }: Lane): [string, string] {
  return [sync, tenant ?? '']
}

/** Takes the lease if it is free or run out, by the database's clock alone. */
export async function claimLease(
  { pool }: Store,
  lane: Lane,
  { holder, ttlMs, target, account }: Claim,
): Promise<Claimed> {
  const key = laneKey(lane)
  const claimed = await pool
    .query<{ fence: string }>(
      `insert into sluice.leases as l (sync, tenant, fence, holder, until, target, account)
       values ($1, $2, 1, $3, clock_timestamp() + $4 * interval '1 ms', $5, $6)
       on conflict (sync, tenant) do update
         set fence = l.fence + 1, holder = excluded.holder, until = excluded.until
         where l.until < clock_timestamp()
       returning fence`,
      [...key, holder, ttlMs, target, account],
    )
    .catch(storeFault)
  const row = claimed.rows[0]
  return row ? { is: 'held', lease: { ...lane, fence: row.fence } } : await whoHolds(pool, key)
}

async function whoHolds(pool: Store['pool'], key: [string, string]): Promise<Claimed> {
  const found = await pool
    .query<{ holder: string; until: string; left: number }>(
      `select holder, until::text, (extract(epoch from until - clock_timestamp()) * 1000)::float8 as left
       from sluice.leases where sync = $1 and tenant = $2`,
      key,
    )
    .catch(storeFault)
  const { holder = '', until = '', left = 0 } = found.rows[0] ?? {}
  return { is: 'taken', holder, until, leftMs: left }
}

/** @returns whether it is still ours. */
export async function renewLease({ pool }: Store, lease: Lease, ttlMs: number): Promise<boolean> {
  const renewed = await pool
    .query(
      `update sluice.leases set until = clock_timestamp() + $4 * interval '1 ms'
       where sync = $1 and tenant = $2 and fence = $3`,
      [...laneKey(lease), lease.fence, ttlMs],
    )
    .catch(storeFault)
  return renewed.rowCount === 1
}

/** Gives the lease back, so that the next need not wait. The fence stays. */
export async function releaseLease({ pool }: Store, lease: Lease): Promise<void> {
  await pool
    .query(`update sluice.leases set until = '-infinity' where sync = $1 and tenant = $2 and fence = $3`, [
      ...laneKey(lease),
      lease.fence,
    ])
    .catch(storeFault)
}

/**
 * One transaction that commits only under the lease. The lease's row is locked for sharing, so that a take-over waits
 * for this commit and whatever comes after the take-over finds no row.
 * @throws LEASE_LOST if somebody else has the lane by now
 */
export async function fenced<T>(
  store: Store,
  lease: Lease,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  return await transaction(store, async (client) => {
    await assertLease(client, lease)
    return await work(client)
  })
}

export async function assertLease(client: PoolClient, lease: Lease): Promise<void> {
  const held = await client.query(
    'select 1 from sluice.leases where sync = $1 and tenant = $2 and fence = $3 for share',
    [...laneKey(lease), lease.fence],
  )
  if (held.rowCount !== 1) throw leaseLost(lease)
}

export function leaseLost({ sync, tenant }: Lane): SluiceError {
  return new SluiceError('LEASE_LOST', {
    what: `Another run has taken over sync "${sync}"${tenant === null ? '' : ` of tenant "${tenant}"`}`,
    cure: 'Nothing to do: this run has stopped and the other one goes on',
  })
}

/**
 * Every statement of ours that isn't a comparison of sets finds its rows by key. A run's changes are too young for
 * statistics, and a planner that guesses scans them all for each batch: 1,000 records/s instead of 50,000.
 */
const BY_KEY = ['seqscan', 'bitmapscan', 'hashjoin', 'mergejoin', 'material', 'sort']
  .map((way) => `set local enable_${way} = off`)
  .join('; ')

/** A worker that is frozen between two statements holds the lease's row: nobody could take it over before this. */
const NO_LONGER = "set local idle_in_transaction_session_timeout = '10s'"

/** BEGIN … COMMIT on one connection; a connection that failed is not used again. */
export async function transaction<T>({ pool }: Store, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch(storeFault)
  // A connection that dies while nobody waits for it would end the process.
  const ignore = () => undefined
  client.on('error', ignore)
  let broken = true
  try {
    await client.query(`begin; ${NO_LONGER}; ${BY_KEY}`)
    const result = await work(client)
    await client.query('commit')
    broken = false
    return result
  } catch (error) {
    return storeFault(error)
  } finally {
    client.off('error', ignore)
    client.release(broken)
  }
}
