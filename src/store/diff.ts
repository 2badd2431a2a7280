import { storeFault } from './fault.ts'
import { laneKey } from './leases.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * What a record of the read, or of the ledger, calls for:
 * - `create`, `update`, `remove`: to be sent
 * - `rejected`: no key, the key of another row too, or a mapping that failed
 * - `refused`: the far side refused this very value before; `kept`: it refused to remove it
 * - `later`: refused for now, its time hasn't come
 * - `parked`: was sent once, nobody knows whether it arrived, and sending it again might double it
 */
export type Verdict = 'create' | 'update' | 'remove' | 'rejected' | 'refused' | 'later' | 'parked' | 'kept'

export type Tally = Readonly<Record<Verdict, number>>

// Without a reject of this very value, mapping and moment, a record that differs is sent.
const compareRead = `
insert into diff
with twins as (select key from staging where key is not null group by key having count(*) > 1)
select s.n, s.key, s.hash,
  case
    when s.key is null or t.key is not null or s.fault is not null then 'rejected'
    when l.state = 'parked' then 'parked'
    when r.state = 'temporary' then 'later'
    when r.key is not null then 'refused'
    when l.payload is null then 'create'
    else 'update'
  end,
  case
    when s.key is null then '{"reason":"The record has no key","code":"NULL_KEY"}'
    when t.key is not null then '{"reason":"More than one row has this key","code":"DUPLICATE_KEY"}'
    else s.fault
  end::json,
  null
from staging s
left join twins t on t.key = s.key
left join sluice.ledger l on l.sync = $1 and l.tenant = $2 and l.key = s.key
left join sluice.rejects r on r.sync = $1 and r.tenant = $2 and r.key = s.key and r.kind = 'upsert'
  and r.hash = s.hash and r.mapping = $3 and (r.again is null or r.again > clock_timestamp())
where s.key is null or t.key is not null or s.fault is not null or l.hash is distinct from s.hash`

const compareGone = `
insert into diff
select null, l.key, null,
  case when r.key is null then 'remove' when r.state = 'temporary' then 'later' else 'kept' end, null, null
from sluice.ledger l
left join sluice.rejects r on r.sync = $1 and r.tenant = $2 and r.key = l.key and r.kind = 'remove'
  and r.mapping = $3 and (r.again is null or r.again > clock_timestamp())
where l.sync = $1 and l.tenant = $2 and l.state <> 'parked'
  and not exists (select 1 from staging s where s.key = l.key)`

/** Sets the read beside the ledger, inside the database. */
export async function compare(
  { client, lane }: Snapshot,
  { mapping, removes }: { readonly mapping: string; readonly removes: boolean },
): Promise<void> {
  const values = [...laneKey(lane), mapping]
  try {
    await client.query(compareRead, values)
    if (removes) await client.query(compareGone, values)
    await client.query('analyze diff (n, key, verdict)')
  } catch (error) {
    storeFault(error)
  }
}

/** Counts by verdict: all of them, of the read (not of what left it), and of what is held. */
export interface Tallies {
  readonly read: number
  /** Records that the far side is known to hold. */
  readonly known: number
  readonly all: Tally
  readonly held: Tally
  /** Rows of the read that are `later`; the others of that verdict are removals. */
  readonly laterRead: number
}

export async function tally({ client, lane }: Snapshot): Promise<Tallies> {
  const rows = await client
    .query<{ verdict: Verdict; held: boolean; read: boolean; count: number }>(
      `select verdict, held is not null as held, n is not null as read, count(*)::int from diff group by 1, 2, 3`,
    )
    .catch(storeFault)
  const sizes = await client
    .query<{ read: number; known: number }>(
      `select (select count(*) from staging)::int as read,
        (select count(*) from sluice.ledger where sync = $1 and tenant = $2 and payload is not null)::int as known`,
      laneKey(lane),
    )
    .catch(storeFault)
  const all = empty()
  const held = empty()
  let laterRead = 0
  for (const row of rows.rows) {
    all[row.verdict] += row.count
    if (row.held) held[row.verdict] += row.count
    if (row.verdict === 'later' && row.read) laterRead += row.count
  }
  return { read: sizes.rows[0]!.read, known: sizes.rows[0]!.known, all, held, laterRead }
}

function empty(): Record<Verdict, number> {
  return { create: 0, update: 0, remove: 0, rejected: 0, refused: 0, later: 0, parked: 0, kept: 0 }
}

// JSON is only looked into where the mapper saw a null at all.
const turned = `
from diff d
join staging s on s.n = d.n and s.nulls
join sluice.ledger l on l.sync = $1 and l.tenant = $2 and l.key = d.key and l.payload is not null
cross join unnest($3::text[]) as f (name)
where d.verdict = 'update' and s.payload::json ->> f.name is null and l.payload ->> f.name is not null`

/** In how many records each of `fields` would turn from a value to null. */
export async function countNulls(
  { client, lane }: Snapshot,
  fields: readonly string[],
): Promise<Map<string, number>> {
  const found = await client
    .query<{ name: string; count: number }>(
      `select f.name, count(*)::int as count ${turned} group by f.name`,
      [...laneKey(lane), fields],
    )
    .catch(storeFault)
  return new Map(found.rows.map(({ name, count }) => [name, count]))
}

/** Withholds the updates in which one of `fields` turns null. */
export async function holdNulls(
  { client, lane }: Snapshot,
  fields: readonly string[],
  guard: string,
): Promise<void> {
  await client
    .query(`update diff set held = $4 where n in (select d.n ${turned}) and held is null`, [
      ...laneKey(lane),
      fields,
      guard,
    ])
    .catch(storeFault)
}

/** Withholds all changes of these kinds. */
export async function hold({ client }: Snapshot, kinds: readonly Verdict[], guard: string): Promise<void> {
  await client
    .query('update diff set held = $2 where verdict = any($1) and held is null', [kinds, guard])
    .catch(storeFault)
}

/** Lets go of everything that is held. */
export async function releaseHeld({ client }: Snapshot): Promise<void> {
  await client.query('update diff set held = null where held is not null').catch(storeFault)
}

/** What is held, as one number that depends on every change of it and not on their order. */
export async function fingerprint({ client }: Snapshot): Promise<string> {
  const found = await client
    .query<{ sum: string }>(
      `select count(*) || ':' || coalesce(sum(('x' || left(h, 15))::bit(60)::bigint), 0)
          || ':' || coalesce(sum(('x' || right(h, 15))::bit(60)::bigint), 0) as sum
       from (select md5(verdict || ':' || length(key) || ':' || key || ':' || coalesce(hash::text, '')) as h
             from diff where held is not null) held`,
    )
    .catch(storeFault)
  return found.rows[0]!.sum
}

export interface SampleRow {
  readonly verdict: Verdict
  readonly held: string | null
  readonly key: string | null
  readonly before: string | null
  readonly after: string | null
  readonly fault: { readonly reason: string; readonly field?: string; readonly code?: string } | null
}

/** The first `limit` changes of each kind, with what the far side holds now and what it would hold. */
export async function sample({ client, lane }: Snapshot, limit: number): Promise<SampleRow[]> {
  const found = await client
    .query<SampleRow>(
      `select d.verdict, d.held, d.key, l.payload::text as before, s.payload as after, d.fault
       from (select *, row_number() over (partition by verdict order by n, key) as place from diff
             where verdict in ('create', 'update', 'remove', 'rejected')) d
       left join staging s on s.n = d.n
       left join sluice.ledger l on l.sync = $1 and l.tenant = $2 and l.key = d.key
       where d.place <= $3 order by d.verdict, d.place`,
      [...laneKey(lane), limit],
    )
    .catch(storeFault)
  return found.rows
}
