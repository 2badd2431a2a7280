import { SluiceError } from '../base/errors.ts'
import { canBeTenant } from '../tenant/scope.ts'
import { storeFault } from './fault.ts'
import { settled } from './settled.ts'
import type { Store } from './store.ts'

export interface Tenant {
  readonly id: string
  readonly name: string | null
  /** Only an active one is served. A removed one is kept as a tombstone: its id is not forgotten. */
  readonly status: 'active' | 'suspended' | 'removed'
  readonly since: Date
}

/** All of them, by id. */
export async function listTenants({ knex }: Store): Promise<Tenant[]> {
  return await knex<Tenant>('tenants').select('id', 'name', 'status', 'since').orderBy('id').catch(storeFault)
}

/** Adds those that are missing and names those that have a new name; never takes one away, nor brings one back. */
export async function putTenants(
  { pool }: Store,
  tenants: readonly { readonly id: string; readonly name?: string | null }[],
): Promise<void> {
  const merged = `insert into sluice.tenants as kept (id, name)
    select distinct on (id) id, name from unnest($1::text[], $2::text[]) t (id, name)
    on conflict (id) do update set name = excluded.name
    where excluded.name is not null and kept.name is distinct from excluded.name and kept.status <> 'removed'`
  await pool
    .query(merged, [tenants.map(({ id }) => id), tenants.map(({ name }) => name ?? null)])
    .catch(storeFault)
}

/**
 * Registers a tenant, or names it anew. One that was removed is a new one with an old id: it begins with the next
 * second, since tokens tell when they were issued in whole seconds, and nothing issued before is taken.
 * @throws USAGE for what no tenant can be called, CONFLICT for a suspended one
 */
export async function addTenant(store: Store, id: string, name: string | null): Promise<Tenant> {
  if (!canBeTenant(id)) throw noName()
  const added = `insert into sluice.tenants as kept (id, name) values ($1, $2)
    on conflict (id) do update set name = coalesce(excluded.name, kept.name), status = 'active',
      since = case kept.status when 'removed' then now() else kept.since end,
      accepts_from = case kept.status when 'removed' then date_trunc('second', now()) + interval '1 second' else kept.accepts_from end
    where kept.status <> 'suspended'
    returning id, name, status, since, greatest(0, extract(epoch from accepts_from - clock_timestamp()) * 1000)::float8 as wait`
  const { rows } = await store.pool
    .query<Tenant & { wait: number | null }>(added, [id, name])
    .catch(storeFault)
  if (!rows[0]) throw suspended(id)
  const { wait, ...tenant } = rows[0]
  await settled(store).catch(storeFault)
  if (wait) await new Promise((resolve) => setTimeout(resolve, Math.ceil(wait)))
  return tenant
}

/** A suspended tenant is unknown to every door, from the next request on. @throws NOT_FOUND, CONFLICT for a removed one */
export async function setTenantStatus(
  store: Store,
  id: string,
  status: 'active' | 'suspended',
): Promise<void> {
  const update = `update sluice.tenants set status = $2 where id = $1 and status <> 'removed'`
  const { rowCount } = await store.pool.query(update, [id, status]).catch(storeFault)
  if (rowCount === 0) throw noTenant(id)
  await settled(store).catch(storeFault)
}

/**
 * Removes a tenant: its API keys are revoked, its own accounts at destinations forgotten, and no look at the warehouse
 * brings it back. What syncs did for it stays, as history. @returns how much of each; @throws NOT_FOUND
 */
export async function removeTenant(
  store: Store,
  id: string,
): Promise<{ readonly keys: number; readonly destinations: number }> {
  const gone = await store.knex
    .transaction(async (trx) => {
      const removed = await trx('tenants')
        .where({ id })
        .whereNot({ status: 'removed' })
        .update({ status: 'removed' })
      if (removed === 0) throw noTenant(id)
      const revoked = { revoked: trx.fn.now() }
      return {
        keys: await trx('api_keys').where({ tenant: id, revoked: null }).update(revoked),
        destinations: await trx('tenant_destinations').where({ tenant: id }).del(),
      }
    })
    .catch(storeFault)
  await settled(store).catch(storeFault)
  return gone
}

/** Keeps a tenant's own account at a destination; the settings are sealed. @throws NOT_FOUND for an unknown tenant */
export async function setTenantDestination(
  { knex, vault }: Store,
  tenant: string,
  destination: string,
  settings: unknown,
): Promise<void> {
  const kept = await knex('tenants')
    .where({ id: tenant })
    .whereNot({ status: 'removed' })
    .first('id')
    .catch(storeFault)
  if (!kept) throw noTenant(tenant)
  const row = { tenant, destination, sealed: vault.seal(settings, [tenant, destination]) }
  await knex('tenant_destinations')
    .insert(row)
    .onConflict(['tenant', 'destination'])
    .merge(['sealed'])
    .catch(storeFault)
}

/** The tenant's own settings; undefined where it has no account there. */
export async function tenantDestination(
  { knex, vault }: Store,
  tenant: string,
  destination: string,
): Promise<unknown> {
  const row = (await knex('tenant_destinations')
    .where({ tenant, destination })
    .first('sealed')
    .catch(storeFault)) as { sealed: Buffer } | undefined
  return row ? vault.open(row.sealed, [tenant, destination]) : undefined
}

/** Who has an account where, without the settings. */
export async function listTenantDestinations({
  knex,
}: Store): Promise<{ tenant: string; destination: string }[]> {
  return await knex<{ tenant: string; destination: string }>('tenant_destinations')
    .select('tenant', 'destination')
    .orderBy(['tenant', 'destination'])
    .catch(storeFault)
}

export async function dropTenantDestination(
  { knex }: Store,
  tenant: string,
  destination: string,
): Promise<void> {
  await knex('tenant_destinations').where({ tenant, destination }).del().catch(storeFault)
}

function noTenant(id: string): SluiceError {
  return new SluiceError('NOT_FOUND', {
    what: `There is no tenant "${id}"`,
    cure: 'See `sluice tenant list`',
  })
}

function suspended(id: string): SluiceError {
  return new SluiceError('CONFLICT', {
    what: `The tenant "${id}" is suspended`,
    cure: '`sluice tenant resume` serves it again',
  })
}

function noName(): SluiceError {
  return new SluiceError('USAGE', {
    what: 'No tenant can be called so',
    expected: '1 to 256 letters that are not all blank, as they stand in the warehouse',
    cure: 'Take the value of the tenant column as it is',
  })
}
