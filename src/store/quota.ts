import { storeFault } from './fault.ts'
import type { Store } from './store.ts'

export interface Rate {
  readonly requests: number
  readonly perMs: number
}

/**
 * Takes one request from a destination account's bucket, which all syncs, tenants and workers share.
 * @returns how long to wait, in ms, before sending; 0 for now. The place in the queue is taken either way.
 */
export async function takeQuota(
  { pool }: Store,
  account: string,
  { requests, perMs }: Rate,
): Promise<number> {
  const taken = await pool
    .query<{ wait: number }>(
      `insert into sluice.quotas as q (account, tokens, at) values ($1, $2::float8 - 1, clock_timestamp())
       on conflict (account) do update set
         tokens = least($2, q.tokens + extract(epoch from clock_timestamp() - q.at) * 1000 * $2 / $3) - 1,
         at = clock_timestamp()
       returning greatest(
         case when tokens < 0 then -tokens * $3 / $2 else 0 end,
         coalesce(extract(epoch from blocked - clock_timestamp()) * 1000, 0))::float8 as wait`,
      [account, requests, perMs],
    )
    .catch(storeFault)
  return Math.max(0, Math.ceil(taken.rows[0]?.wait ?? 0))
}

/** The far side said to wait: nobody sends to this account for `ms`. A shorter wait never shortens a longer one. */
export async function blockQuota({ pool }: Store, account: string, ms: number): Promise<void> {
  await pool
    .query(
      `insert into sluice.quotas as q (account, tokens, at, blocked)
       values ($1, 0, clock_timestamp(), clock_timestamp() + $2 * interval '1 ms')
       on conflict (account) do update set blocked = greatest(q.blocked, excluded.blocked)`,
      [account, ms],
    )
    .catch(storeFault)
}
