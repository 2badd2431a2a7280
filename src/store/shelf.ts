import type { Pool, PoolClient } from 'pg'
import { storeFault } from './fault.ts'
import { assertLease, laneKey, transaction, type Lane, type Lease } from './leases.ts'
import type { Store } from './store.ts'

/** What a ledger speaks of. */
export interface Target {
  /** Connector and address; never a secret. Each account has a ledger of its own. */
  readonly account: string
  /** Destination, object and key. */
  readonly target: string
}

export type Found =
  /** `lane` is where the ledger is: under the lane's own name, or on the shelf. */
  | { readonly is: 'ours'; readonly lane: Lane }
  /** The account's ledger speaks of another object; it must be empty to change that. */
  | { readonly is: 'foreign'; readonly target: string }

/** The tables that are the ledger's. */
const TABLES = ['ledger', 'rejects', 'withheld'] as const

/**
 * A lane that comes to speak to another account begins a new ledger: what the old account holds says nothing about the
 * new one. The old ledger lies on the shelf, under a name that no sync can have, until the lane comes back to it.
 */
function shelved({ sync, tenant }: Lane, account: string): Lane {
  return { sync: `${sync} @ ${account}`, tenant }
}

/** Finds the ledger of the account, wherever it is, and moves nothing. */
export async function findLedger(
  db: Pool | PoolClient,
  lane: Lane,
  { account, target }: Target,
): Promise<Found> {
  const shelf = shelved(lane, account)
  const [sync, tenant] = laneKey(lane)
  const found = await db
    .query<{ sync: string; account: string | null; target: string; used: boolean }>(
      `select l.sync, l.account, l.target, exists (
          select 1 from sluice.ledger g where g.sync = l.sync and g.tenant = l.tenant) as used
       from sluice.leases l where l.sync in ($1, $3) and l.tenant = $2`,
      [sync, tenant, shelf.sync],
    )
    .catch(storeFault)
  const current = found.rows.find((row) => row.sync === sync)
  const away = current !== undefined && current.account !== null && current.account !== account
  const ledger = away ? found.rows.find((row) => row.sync === shelf.sync) : current
  if (ledger?.used && ledger.target !== target) return { is: 'foreign', target: ledger.target }
  return { is: 'ours', lane: away ? shelf : lane }
}

/**
 * Makes the account's ledger the lane's own. The lease is asserted last, so that its heartbeat goes on meanwhile.
 * @returns the account whose ledger made room for it @throws LEASE_LOST
 */
export async function takeLedger(
  store: Store,
  lease: Lease,
  { account, target }: Target,
): Promise<string | undefined> {
  return await transaction(store, async (client) => {
    const [sync, tenant] = laneKey(lease)
    const before = await client.query<{ account: string | null; target: string }>(
      'select account, target from sluice.leases where sync = $1 and tenant = $2',
      [sync, tenant],
    )
    const { account: last = null, target: lastTarget } = before.rows[0] ?? {}
    if (last === account && lastTarget === target) return undefined
    const moves = last !== null && last !== account
    if (moves) {
      await move(client, lease, shelved(lease, last))
      await move(client, shelved(lease, account), lease)
    }
    await assertLease(client, lease)
    if (moves) await label(client, shelved(lease, last), { account: last, target: lastTarget! })
    await client.query('delete from sluice.leases where sync = $1 and tenant = $2', [
      ...laneKey(shelved(lease, account)),
    ])
    await client.query('update sluice.leases set account = $3, target = $4 where sync = $1 and tenant = $2', [
      sync,
      tenant,
      account,
      target,
    ])
    return moves ? last : undefined
  })
}

async function move(client: PoolClient, from: Lane, to: Lane): Promise<void> {
  for (const table of TABLES) {
    await client.query(`update sluice.${table} set sync = $3 where sync = $1 and tenant = $2`, [
      ...laneKey(from),
      to.sync,
    ])
  }
}

/** What lies on the shelf says of what it speaks; nobody can hold it. */
async function label(client: PoolClient, shelf: Lane, { account, target }: Target): Promise<void> {
  await client.query(
    `insert into sluice.leases (sync, tenant, fence, holder, until, target, account)
     values ($1, $2, 0, '', '-infinity', $3, $4)
     on conflict (sync, tenant) do update set target = excluded.target`,
    [...laneKey(shelf), target, account],
  )
}
