import { storeFault } from './fault.ts'
import type { Store } from './store.ts'

export interface AuditEntry {
  /** Who: a subject, or `cli`. */
  readonly actor: string
  /** What, as `thing.deed`: `sync.approve`. */
  readonly action: string
  readonly tenant?: string | null
  /** Codes, names and counts; never a credential or a person's data. */
  readonly details?: Readonly<Record<string, unknown>>
}

/** Adds to the audit log. The table refuses change and removal. */
export async function audit({ knex }: Store, { actor, action, tenant, details }: AuditEntry): Promise<void> {
  const row = { actor, action, tenant: tenant ?? null, details: JSON.stringify(details ?? {}) }
  await knex('audit').insert(row).catch(storeFault)
}

export interface AuditRecord extends Required<AuditEntry> {
  readonly id: string
  readonly at: Date
}

/** The newest first. */
export async function listAudit(
  { knex }: Store,
  { tenant, limit = 100 }: { tenant?: string; limit?: number } = {},
): Promise<AuditRecord[]> {
  const found = knex<AuditRecord>('audit').select('*').orderBy('id', 'desc').limit(limit)
  if (tenant !== undefined) void found.where({ tenant })
  return await found.catch(storeFault)
}
