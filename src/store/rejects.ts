import { storeFault } from './fault.ts'
import { laneKey, type Lane } from './leases.ts'
import type { Snapshot } from './snapshot.ts'
import type { Store } from './store.ts'

/** A record that the mapping or the far side refused, or whose outcome nobody knows. */
export interface Reject {
  readonly sync: string
  readonly tenant: string | null
  /** '' stands for all records without a key. */
  readonly key: string
  readonly kind: 'upsert' | 'remove'
  /** `lasting` until the value or the mapping changes, `temporary` until `again`, `unknown` until a person decides. */
  readonly state: 'lasting' | 'temporary' | 'unknown'
  readonly reason: string
  readonly field: string | null
  readonly code: string | null
  readonly attempts: number
  readonly again: Date | null
  readonly run: string
  readonly since: Date
  readonly at: Date
}

export interface RejectFilter {
  readonly sync?: string
  /** null for the operator's; absent for all. */
  readonly tenant?: string | null
  readonly key?: string
}

/** The latest first. */
export async function findRejects({ pool }: Store, filter: RejectFilter, limit = 100): Promise<Reject[]> {
  const found = await pool
    .query<Reject>(
      `select sync, nullif(tenant, '') as tenant, key, kind, state, reason, field, code, attempts, again, run, since, at
       from sluice.rejects
       where ($1::text is null or sync = $1) and ($2::text is null or tenant = $2) and ($3::text is null or key = $3)
       order by at desc, sync, tenant, key limit $4`,
      [...filterValues(filter), limit],
    )
    .catch(storeFault)
  return found.rows
}

/** Lets the next run send them again, whatever became of them. @returns how many */
export async function releaseRejects({ pool }: Store, filter: RejectFilter): Promise<number> {
  const released = await pool
    .query<{ count: number }>(
      `with released as (
         update sluice.rejects set again = clock_timestamp()
         where ($1::text is null or sync = $1) and ($2::text is null or tenant = $2) and ($3::text is null or key = $3)
         returning sync, tenant, key, state),
       unparked as (
         update sluice.ledger l set state = 'unknown' from released r
         where r.state = 'unknown' and l.state = 'parked' and (l.sync, l.tenant, l.key) = (r.sync, r.tenant, r.key))
       select count(*)::int from released`,
      filterValues(filter),
    )
    .catch(storeFault)
  return released.rows[0]?.count ?? 0
}

export async function countRejects({ pool }: Store, lane: Lane): Promise<number> {
  const found = await pool
    .query<{ count: number }>(
      `select count(*)::int from sluice.rejects where sync = $1 and tenant = $2`,
      laneKey(lane),
    )
    .catch(storeFault)
  return found.rows[0]?.count ?? 0
}

function filterValues({ sync, tenant, key }: RejectFilter): (string | null)[] {
  return [sync ?? null, tenant === undefined ? null : (tenant ?? ''), key ?? null]
}

/** Notes what the mapping refused in this read, and forgets the rejects of records that are in order or gone. */
export async function noteRejects({ client, lane }: Snapshot, run: string, mapping: string): Promise<void> {
  const values = [...laneKey(lane)]
  try {
    await client.query(
      `delete from sluice.rejects r where r.sync = $1 and r.tenant = $2
         and not exists (select 1 from diff d where coalesce(d.key, '') = r.key)`,
      values,
    )
    await client.query(
      `insert into sluice.rejects as r (sync, tenant, key, kind, state, reason, field, code, mapping, run)
       select distinct on (coalesce(key, '')) $1, $2, coalesce(key, ''), 'upsert', 'lasting',
         fault ->> 'reason', fault ->> 'field', fault ->> 'code', $4, $3::bigint
       from diff where fault is not null order by coalesce(key, ''), n
       on conflict (sync, tenant, key) do update set
         kind = 'upsert', state = 'lasting', reason = excluded.reason, field = excluded.field, code = excluded.code,
         hash = null, mapping = excluded.mapping, attempts = r.attempts + 1, again = null, run = excluded.run, at = now()`,
      [...values, run, mapping],
    )
  } catch (error) {
    storeFault(error)
  }
}
