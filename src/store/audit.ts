import type pg from 'pg'
import { SluiceError } from '../base/errors.ts'
import type { AuditAction } from './audit/actions.ts'
import { openFoundation, signatureOf, type Signed } from './audit/chain.ts'
import { storeFault } from './fault.ts'
import type { Store } from './store.ts'

export interface AuditEntry {
  /** Who: a subject, or `cli`. */
  readonly actor: string
  readonly action: AuditAction
  readonly tenant?: string | null
  /** Codes, names and counts; never a credential or a person's data. */
  readonly details?: Readonly<Record<string, unknown>>
}

export interface AuditRecord extends Signed {
  /** Null for an entry from before the log was signed. */
  readonly prev: Buffer | null
  readonly mac: Buffer | null
}

// Any number that is ours alone: entries are signed one after the other.
const LOCK = 7_305_422

/** Adds to the audit log, signed. The table refuses change and removal. @throws UNAVAILABLE without a key */
export async function audit(store: Store, { actor, action, tenant, details }: AuditEntry): Promise<void> {
  const key = auditKey(store)
  const client = await store.pool.connect().catch(storeFault)
  let broken: unknown
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [LOCK])
    const { id, at, prev } = await nextPlace(client)
    // As it will be read again: without what JSON leaves out.
    const kept = JSON.parse(JSON.stringify(details ?? {})) as Signed['details']
    const entry = { id, at, actor, action, tenant: tenant ?? null, details: kept }
    await client.query(
      'insert into sluice.audit (id, at, actor, action, tenant, details, prev, mac) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      [id, at, actor, action, entry.tenant, JSON.stringify(kept), prev, signatureOf(key, entry, prev)],
    )
    await client.query('commit')
  } catch (error) {
    broken = error
    throw storeFault(error)
  } finally {
    client.release(broken !== undefined)
  }
}

async function nextPlace(client: pg.PoolClient): Promise<{ id: string; at: Date; prev: Buffer }> {
  const { rows } = await client.query<{ id: string; at: Date; mac: Buffer | null }>(
    `select coalesce(last.id, 0) + 1 as id, clock_timestamp() as at, last.mac
     from (values (1)) one left join (select id, mac from sluice.audit order by id desc limit 1) last on true`,
  )
  const [{ id, at, mac }] = rows as [(typeof rows)[number]]
  return { id, at, prev: mac ?? (await foundation(client)) }
}

async function foundation(client: pg.PoolClient): Promise<Buffer> {
  const { rows } = await client.query<AuditRecord>('select * from sluice.audit order by id')
  const before = openFoundation()
  for (const entry of rows) before.add(entry)
  return before.digest()
}

export interface AuditFilter {
  readonly tenant?: string
  readonly action?: AuditAction
  readonly actor?: string
  readonly limit?: number
}

/** The newest first. */
export async function listAudit(
  { knex }: Store,
  { limit = 100, ...where }: AuditFilter = {},
): Promise<AuditRecord[]> {
  return await knex<AuditRecord>('audit')
    .select('*')
    .where(where)
    .orderBy('id', 'desc')
    .limit(limit)
    .catch(storeFault)
}

/** @throws UNAVAILABLE */
export function auditKey({ auditKey: key }: Store): Uint8Array {
  if (key?.length === 32) return key
  throw new SluiceError('UNAVAILABLE', {
    what: 'There is no key to sign the audit log with',
    expected: 'a key of 32 bytes',
    cure: 'Set a secret for this Sluice',
  })
}
