import type { PoolClient } from 'pg'
import { storeFault } from './fault.ts'
import { fenced, laneKey, type Lease } from './leases.ts'
import type { Store } from './store.ts'

export type RunState =
  | 'reading'
  | 'delivering'
  /** Everything that could be done is done; see the counts for what could not. */
  | 'done'
  /** Told to stop; what was not sent is counted as waiting. */
  | 'stopped'
  /** The far side wasn't ready (throttled, out of quota, down); the rest is counted as waiting. */
  | 'paused'
  | 'failed'
  /** Its process died, or its lease was taken over. */
  | 'lost'

/** One execution of a sync in a lane. `Counts` is what `sync/` makes of it; the store keeps it as it comes. */
export interface RunRecord<Counts = unknown> {
  readonly id: string
  readonly sync: string
  readonly tenant: string | null
  readonly state: RunState
  readonly counts: Counts
  readonly digest: string | null
  readonly error: { readonly code: string; readonly message: string } | null
  readonly started: Date
  readonly ended: Date | null
}

/** The latest first. */
export async function findRuns<Counts>(
  { pool }: Store,
  {
    sync,
    tenant,
    limit = 20,
  }: { readonly sync?: string; readonly tenant?: string | null; readonly limit?: number },
): Promise<RunRecord<Counts>[]> {
  const found = await pool
    .query<RunRecord<Counts>>(
      `select id, sync, nullif(tenant, '') as tenant, state, counts, digest, error, started, ended from sluice.runs
       where ($1::text is null or sync = $1) and ($2::text is null or tenant = $2) order by id desc limit $3`,
      [sync ?? null, tenant === undefined ? null : (tenant ?? ''), limit],
    )
    .catch(storeFault)
  return found.rows
}

/** What becomes of a record whose batch was out when its run ended: `unknown` is sent again, `parked` waits for a person. */
export type Again = 'unknown' | 'parked'

export interface RunStart {
  readonly counts: unknown
  readonly mapping: string
  readonly again: Again
}

/** Opens a run, and takes stock of what earlier runs of the lane left open. */
export async function openRun(
  store: Store,
  lease: Lease,
  { counts, mapping, again }: RunStart,
): Promise<string> {
  return await fenced(store, lease, async (client) => {
    const lane = laneKey(lease)
    const open = 'select id from sluice.runs where sync = $1 and tenant = $2 and ended is null'
    await groundFlights(client, lease, mapping, again)
    await client.query(`delete from sluice.changes where run in (${open})`, lane)
    await client.query(
      `update sluice.runs set state = 'lost', ended = clock_timestamp() where id in (${open})`,
      lane,
    )
    const opened = await client.query<{ id: string }>(
      `insert into sluice.runs (sync, tenant, fence, state, counts) values ($1, $2, $3, 'reading', $4) returning id`,
      [...lane, lease.fence, JSON.stringify(counts)],
    )
    return opened.rows[0]!.id
  })
}

/** Batches that are out and will not be answered any more: from now on the ledger says that their outcome is unknown. */
async function groundFlights(client: PoolClient, lease: Lease, mapping: string, again: Again): Promise<void> {
  const lane = laneKey(lease)
  const out = await client.query('select 1 from sluice.flights where sync = $1 and tenant = $2 limit 1', lane)
  if (out.rowCount === 0) return
  await client.query(
    `insert into sluice.ledger as l (sync, tenant, key, state, run)
     select distinct on (key) $1, $2, key, case when f.removes then 'unknown' else $3 end, f.run
     from sluice.flights f cross join unnest(f.keys) as key
     where f.sync = $1 and f.tenant = $2 order by key, f.run desc
     on conflict (sync, tenant, key) do update set hash = null, state = excluded.state, run = excluded.run, at = now()`,
    [...lane, again],
  )
  await client.query(noteParked, [...lane, mapping])
  await client.query('delete from sluice.flights where sync = $1 and tenant = $2', lane)
}

/** Every parked record is shown beside the rejects. Values: sync, tenant, mapping. */
export const noteParked = `
insert into sluice.rejects as r (sync, tenant, key, kind, state, reason, code, mapping, run)
select sync, tenant, key, 'upsert', 'unknown', 'It was sent, and the far side never answered', 'UNKNOWN_OUTCOME', $3, run
from sluice.ledger where sync = $1 and tenant = $2 and state = 'parked'
on conflict (sync, tenant, key) do update set state = 'unknown', reason = excluded.reason, code = excluded.code,
  hash = null, again = null, at = now()
  where r.state <> 'unknown'`

export interface RunEnd {
  readonly state: RunState
  readonly counts: unknown
  readonly digest: string | null
  readonly error: { readonly code: string; readonly message: string } | null
}

/** Closes a run and throws away its changes. @throws LEASE_LOST */
export async function closeRun(
  store: Store,
  lease: Lease,
  run: { readonly id: string; readonly mapping: string; readonly again: Again },
  { state, counts, digest, error }: RunEnd,
  inFinish?: () => Promise<void> | void,
): Promise<void> {
  await fenced(store, lease, async (client) => {
    await groundFlights(client, lease, run.mapping, run.again)
    await client.query(
      `update sluice.runs set state = $2, counts = $3, digest = $4, error = $5, ended = clock_timestamp() where id = $1`,
      [run.id, state, JSON.stringify(counts), digest, error ? JSON.stringify(error) : null],
    )
    await client.query('delete from sluice.changes where run = $1', [run.id])
    await inFinish?.()
  })
}
