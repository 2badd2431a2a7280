import type { PoolClient } from 'pg'
import { storeFault } from './fault.ts'
import { fenced, laneKey, transaction, type Lane, type Lease } from './leases.ts'
import { noteParked, type Again } from './runs.ts'
import type { Snapshot } from './snapshot.ts'
import type { Store } from './store.ts'

/** One change of a run's plan, as it is kept until the far side has answered. */
export interface PlannedChange {
  readonly seq: number
  readonly kind: 'create' | 'update' | 'remove'
  readonly key: string
  /** JSON text of the mapped record; null for a removal. */
  readonly payload: string | null
  /** What the far side holds, as JSON text; null where that isn't certain. */
  readonly before: string | null
  readonly farId: string | null
}

/** Writes what is to be sent, in sending order: what is new or differs as it was read, then what left. */
export async function keepChanges({ client }: Snapshot, run: string): Promise<void> {
  await client
    .query(
      `insert into sluice.changes (run, seq, kind, key, hash, payload)
       select $1, row_number() over (order by d.verdict = 'remove', d.n, d.key), d.verdict, d.key, d.hash, s.payload
       from diff d left join staging s on s.n = d.n
       where d.held is null and d.verdict in ('create', 'update', 'remove')`,
      [run],
    )
    .catch(storeFault)
}

/** The next changes after `seq`, in order. */
export async function readChanges(
  store: Store,
  lane: Lane,
  run: string,
  after: number,
  limit: number,
): Promise<PlannedChange[]> {
  return await transaction(store, async (client) => {
    const found = await client.query<PlannedChange>({
      name: 'changes',
      text: `select c.seq, c.kind, c.key, c.payload, l.far_id as "farId",
          case when l.hash is not null then l.payload::text end as before
        from sluice.changes c
        left join sluice.ledger l on c.kind <> 'create' and l.sync = $1 and l.tenant = $2 and l.key = c.key
        where c.run = $3 and c.seq > $4 order by c.seq limit $5`,
      values: [...laneKey(lane), run, after, limit],
    })
    return found.rows
  })
}

/** A batch that is about to be sent. */
export interface Flight {
  readonly operation: string
  readonly seqs: readonly number[]
}

/** What the far side said of a batch; together they are all of its changes. */
export interface Landing {
  readonly operation: string
  readonly delivered: readonly {
    readonly seq: number
    readonly farId?: string | undefined
    readonly confirmed: string
  }[]
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
    const landed = <T>(of: (landing: Landing) => readonly T[]) => entry.landings.flatMap(of)
    await writeDelivered(
      client,
      lease,
      entry.run,
      landed((landing) => landing.delivered),
      entry.forgets,
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

async function writeDelivered(
  client: PoolClient,
  lease: Lease,
  run: string,
  delivered: Landing['delivered'],
  forgets: boolean,
): Promise<void> {
  if (delivered.length === 0) return
  const seqs = delivered.map(({ seq }) => seq)
  await client.query({
    name: 'delivered',
    text: `insert into sluice.ledger as l (sync, tenant, key, hash, payload, far_id, confirmed, state, run)
      select $1, $2, c.key, c.hash, c.payload::json, d.far_id, d.confirmed, 'delivered', c.run
      from unnest($4::int[], $5::text[], $6::text[]) as d (seq, far_id, confirmed)
      join sluice.changes c on c.run = $3 and c.seq = d.seq
      on conflict (sync, tenant, key) do update set
        hash = excluded.hash, payload = excluded.payload, far_id = coalesce(excluded.far_id, l.far_id),
        confirmed = excluded.confirmed, state = 'delivered', run = excluded.run, at = now()`,
    values: [
      ...laneKey(lease),
      run,
      seqs,
      delivered.map(({ farId }) => farId ?? null),
      delivered.map(({ confirmed }) => confirmed),
    ],
  })
  if (forgets) await forgetRejects(client, lease, run, seqs)
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
  await forgetRejects(client, lease, run, seqs)
}

async function forgetRejects(
  client: PoolClient,
  lease: Lease,
  run: string,
  seqs: readonly number[],
): Promise<void> {
  await client.query({
    name: 'forgotten',
    text: `delete from sluice.rejects r using sluice.changes c
      where c.run = $3 and c.seq = any($4::int[]) and r.sync = $1 and r.tenant = $2 and r.key = c.key`,
    values: [...laneKey(lease), run, seqs],
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
    text: `insert into sluice.flights (operation, sync, tenant, run, fence, seqs)
      select f.operation, $1, $2, $3, $4, f.seqs::int[] from unnest($5::uuid[], $6::text[]) as f (operation, seqs)
      on conflict (operation) do nothing`,
    values: [
      ...laneKey(lease),
      run,
      lease.fence,
      flights.map(({ operation }) => operation),
      flights.map(({ seqs }) => `{${seqs.join(',')}}`),
    ],
  })
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
