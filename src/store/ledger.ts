import type { PoolClient } from 'pg'
import { assertChanges } from './changes.ts'
import { storeFault } from './fault.ts'
import { fenced, laneKey, type Lane, type Lease } from './leases.ts'
import { noteParked, type Again } from './runs.ts'
import type { Store } from './store.ts'

/** A batch that is about to be sent. */
export interface Flight {
  readonly operation: string
  readonly removes: boolean
  /** Its changes are those from `first` to `last`. */
  readonly first: number
  readonly last: number
}

/** Neighbours of which the far side said the same; a record that has an id there stands alone. */
export interface Delivered {
  readonly first: number
  readonly last: number
  readonly farId?: string | undefined
  readonly confirmed: string
}

/** What the far side said of a batch; together they are all of its changes. */
export interface Landing {
  readonly operation: string
  readonly delivered: readonly Delivered[]
  readonly removed: readonly number[]
  readonly rejected: readonly Refusal[]
  /** Nobody knows whether these arrived. */
  readonly unknown: readonly number[]
}

export interface Refusal {
  readonly seq: number
  readonly kind: 'upsert' | 'remove'
  readonly reason: string
  readonly field?: string | undefined
  readonly code?: string | undefined
  /** Set where the refusal is temporary: when to try again. */
  readonly againMs?: number | undefined
}

export interface JournalEntry {
  readonly run: string
  readonly mapping: string
  readonly again: Again
  readonly flights: readonly Flight[]
  readonly landings: readonly Landing[]
  /** The run's counts so far. */
  readonly counts: unknown
  /** Whether rejects of delivered records may have to be forgotten. */
  readonly forgets: boolean
  /** The ledger was empty when the run began, and this entry is written for the first time: no record is there yet. */
  readonly fresh: boolean
}

/**
 * What happened since the last entry, in one transaction under the lease: batches that go out, and what came back.
 * The same entry may be written twice. @throws LEASE_LOST
 */
export async function writeJournal(
  store: Store,
  lease: Lease,
  entry: JournalEntry,
  beforeCommit?: () => Promise<void> | void,
): Promise<void> {
  await fenced(store, lease, async (client) => {
    await assertChanges(client, entry.run)
    const landed = <T>(of: (landing: Landing) => readonly T[]) => entry.landings.flatMap(of)
    await writeDelivered(
      client,
      lease,
      entry,
      landed((landing) => landing.delivered),
    )
    await writeRemoved(
      client,
      lease,
      entry.run,
      landed((landing) => landing.removed),
    )
    await writeRefused(
      client,
      lease,
      entry,
      landed((landing) => landing.rejected),
    )
    await writeUnknown(
      client,
      lease,
      entry,
      landed((landing) => landing.unknown),
    )
    await writeFlights(client, lease, entry)
    await client.query('update sluice.runs set counts = $2 where id = $1', [
      entry.run,
      JSON.stringify(entry.counts),
    ])
    await beforeCommit?.()
  })
}

const putDelivered = `
insert into sluice.ledger as l (sync, tenant, key, hash, payload, far_id, confirmed, state, run)
select $1, $2, c.key, c.hash, c.payload::json, d.far_id, d.confirmed, 'delivered', c.run
from unnest($4::int[], $5::int[], $6::text[], $7::text[]) as d (first, last, far_id, confirmed)
join sluice.changes c on c.run = $3 and c.seq between d.first and d.last`

// Looking for a row that may be in the way, and marking the new one until there is none, is half of an insert's time.
const orReplace = `
on conflict (sync, tenant, key) do update set
  hash = excluded.hash, payload = excluded.payload, far_id = coalesce(excluded.far_id, l.far_id),
  confirmed = excluded.confirmed, state = 'delivered', run = excluded.run, at = now()`

async function writeDelivered(
  client: PoolClient,
  lease: Lease,
  { run, forgets, fresh }: JournalEntry,
  delivered: readonly Delivered[],
): Promise<void> {
  if (delivered.length === 0) return
  const ranges = [delivered.map(({ first }) => first), delivered.map(({ last }) => last)]
  await client.query({
    name: fresh ? 'delivered first' : 'delivered',
    text: fresh ? putDelivered : `${putDelivered} ${orReplace}`,
    values: [
      ...laneKey(lease),
      run,
      ...ranges,
      delivered.map(({ farId }) => farId ?? null),
      delivered.map(({ confirmed }) => confirmed),
    ],
  })
  if (forgets) await forgetRejects(client, lease, run, ranges)
}

async function writeRemoved(
  client: PoolClient,
  lease: Lease,
  run: string,
  seqs: readonly number[],
): Promise<void> {
  if (seqs.length === 0) return
  await client.query({
    name: 'removed',
    text: `delete from sluice.ledger l using sluice.changes c
      where c.run = $3 and c.seq = any($4::int[]) and l.sync = $1 and l.tenant = $2 and l.key = c.key`,
    values: [...laneKey(lease), run, seqs],
  })
  await forgetRejects(client, lease, run, [seqs, seqs])
}

async function forgetRejects(
  client: PoolClient,
  lease: Lease,
  run: string,
  ranges: readonly (readonly number[])[],
): Promise<void> {
  await client.query({
    name: 'forgotten',
    text: `delete from sluice.rejects r
      using unnest($4::int[], $5::int[]) as d (first, last)
      join sluice.changes c on c.run = $3 and c.seq between d.first and d.last
      where r.sync = $1 and r.tenant = $2 and r.key = c.key`,
    values: [...laneKey(lease), run, ...ranges],
  })
}

async function writeRefused(
  client: PoolClient,
  lease: Lease,
  { run, mapping }: JournalEntry,
  refused: readonly Refusal[],
): Promise<void> {
  if (refused.length === 0) return
  await client.query({
    name: 'refused',
    text: `insert into sluice.rejects as r (sync, tenant, key, kind, state, reason, field, code, hash, mapping, again, run)
      select $1, $2, c.key, d.kind, case when d.ms is null then 'lasting' else 'temporary' end,
        d.reason, d.field, d.code, c.hash, $4, clock_timestamp() + d.ms * interval '1 ms', c.run
      from unnest($5::int[], $6::text[], $7::text[], $8::text[], $9::text[], $10::float8[])
        as d (seq, kind, reason, field, code, ms)
      join sluice.changes c on c.run = $3 and c.seq = d.seq
      on conflict (sync, tenant, key) do update set
        kind = excluded.kind, state = excluded.state, reason = excluded.reason, field = excluded.field,
        code = excluded.code, hash = excluded.hash, mapping = excluded.mapping, attempts = r.attempts + 1,
        again = clock_timestamp() + (excluded.again - clock_timestamp()) * least(power(2, r.attempts), 1024),
        run = excluded.run, at = now()`,
    values: [
      ...laneKey(lease),
      run,
      mapping,
      refused.map(({ seq }) => seq),
      refused.map(({ kind }) => kind),
      refused.map(({ reason }) => reason),
      refused.map(({ field }) => field ?? null),
      refused.map(({ code }) => code ?? null),
      refused.map(({ againMs }) => againMs ?? null),
    ],
  })
}

async function writeUnknown(
  client: PoolClient,
  lease: Lease,
  { run, mapping, again }: JournalEntry,
  seqs: readonly number[],
): Promise<void> {
  if (seqs.length === 0) return
  await client.query({
    name: 'unknown',
    text: `insert into sluice.ledger as l (sync, tenant, key, state, run)
      select $1, $2, c.key, case c.kind when 'remove' then 'unknown' else $5 end, c.run
      from sluice.changes c where c.run = $3 and c.seq = any($4::int[])
      on conflict (sync, tenant, key) do update set hash = null, state = excluded.state, run = excluded.run, at = now()`,
    values: [...laneKey(lease), run, seqs, again],
  })
  if (again === 'parked') await client.query(noteParked, [...laneKey(lease), mapping])
}

async function writeFlights(
  client: PoolClient,
  lease: Lease,
  { run, flights, landings }: JournalEntry,
): Promise<void> {
  if (landings.length > 0) {
    await client.query({
      name: 'landed',
      text: 'delete from sluice.flights where operation = any($1::uuid[])',
      values: [landings.map(({ operation }) => operation)],
    })
  }
  if (flights.length === 0) return
  await client.query({
    name: 'flights',
    text: `insert into sluice.flights (operation, sync, tenant, run, fence, removes, keys)
      select f.operation, $1, $2, $3, $4, f.removes,
        array(select c.key from sluice.changes c where c.run = $3 and c.seq between f.first and f.last)
      from unnest($5::uuid[], $6::boolean[], $7::int[], $8::int[]) as f (operation, removes, first, last)
      on conflict (operation) do nothing`,
    values: [
      ...laneKey(lease),
      run,
      lease.fence,
      flights.map(({ operation }) => operation),
      flights.map(({ removes }) => removes),
      flights.map(({ first }) => first),
      flights.map(({ last }) => last),
    ],
  })
}

/** Whether nothing was ever sent in the lane. */
export async function isUnwritten({ pool }: Store, lane: Lane): Promise<boolean> {
  const found = await pool
    .query('select 1 from sluice.ledger where sync = $1 and tenant = $2 limit 1', laneKey(lane))
    .catch(storeFault)
  return found.rowCount === 0
}

export interface LedgerRecord {
  readonly key: string
  readonly payload: unknown
  readonly farId: string | null
  readonly confirmed: string | null
  readonly state: 'delivered' | 'unknown' | 'parked'
  readonly run: string
}

/** What the far side has acknowledged, by key: for `sluice trace`, the console and tests. */
export async function readLedger({ pool }: Store, lane: Lane, limit = 1000): Promise<LedgerRecord[]> {
  const found = await pool
    .query<LedgerRecord>(
      `select key, payload, far_id as "farId", confirmed, state, run from sluice.ledger
       where sync = $1 and tenant = $2 order by key limit $3`,
      [...laneKey(lane), limit],
    )
    .catch(storeFault)
  return found.rows
}
