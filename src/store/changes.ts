import type { PoolClient } from 'pg'
import { SluiceError } from '../base/errors.ts'
import { storeFault } from './fault.ts'
import { laneKey, transaction, type Lane } from './leases.ts'
import type { Snapshot } from './snapshot.ts'
import type { Store } from './store.ts'

/** One change of a run's plan, as it is kept until the far side has answered. Numbered from 1 without gaps. */
export interface PlannedChange {
  readonly seq: number
  readonly kind: 'create' | 'update' | 'remove'
  readonly key: string
  /** JSON text of the mapped record; null for a removal. */
  readonly payload: string | null
  /** What the far side holds, as JSON text; null where that isn't certain, or wasn't asked for. */
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

export interface ChangesAsked {
  readonly run: string
  /** The last one that is known; 0 for the beginning. */
  readonly after: number
  readonly limit: number
  /** Whether to tell what the far side holds. */
  readonly before: boolean
}

/** The next changes after `after`, in order. */
export async function readChanges(
  store: Store,
  lane: Lane,
  { run, after, limit, before }: ChangesAsked,
): Promise<PlannedChange[]> {
  return await transaction(store, async (client) => {
    // What is new has nothing in the ledger: a null is looked up for nothing.
    const found = await client.query<PlannedChange>({
      name: 'changes',
      text: `select c.seq, c.kind, c.key, c.payload, l.far_id as "farId",
          case when $6 and l.hash is not null then l.payload::text end as before
        from sluice.changes c
        left join sluice.ledger l on l.sync = $1 and l.tenant = $2
          and l.key = case when c.kind <> 'create' then c.key end
        where c.run = $3 and c.seq > $4 order by c.seq limit $5`,
      values: [...laneKey(lane), run, after, limit, before],
    })
    return found.rows
  })
}

/**
 * A run's changes aren't worth a log: a server that dies forgets them, and the next run makes them anew. But a run
 * that lives on must not take their absence for their end. @throws UNAVAILABLE where they are gone
 */
export async function assertChanges(client: PoolClient, run: string): Promise<void> {
  const kept = await client.query({
    name: 'kept',
    text: 'select 1 from sluice.changes where run = $1 and seq = 1',
    values: [run],
  })
  if (kept.rowCount !== 1) throw changesLost()
}

export function changesLost(): SluiceError {
  return new SluiceError('UNAVAILABLE', {
    what: 'The store has restarted after a crash, and what this run was about to send is gone',
    cure: 'Run the sync again: it goes on from what the far side has acknowledged',
  })
}
