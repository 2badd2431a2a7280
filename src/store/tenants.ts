import { SluiceError } from '../base/errors.ts'
import { storeFault } from './fault.ts'
import type { Store } from './store.ts'

export interface Tenant {
  readonly id: string
  readonly name: string | null
  readonly status: 'active' | 'suspended'
  readonly since: Date
}

/** All of them, by id. */
export async function listTenants({ knex }: Store): Promise<Tenant[]> {
  return await knex<Tenant>('tenants').select('id', 'name', 'status', 'since').orderBy('id').catch(storeFault)
}

/** Adds those that are missing and names those that have a new name; never takes one away. */
export async function putTenants(
  { pool }: Store,
  tenants: readonly { readonly id: string; readonly name?: string | null }[],
): Promise<void> {
  const merged = `insert into sluice.tenants (id, name) select distinct on (id) id, name from unnest($1::text[], $2::text[]) t (id, name)
    on conflict (id) do update set name = coalesce(excluded.name, tenants.name)`
  await pool
    .query(merged, [tenants.map(({ id }) => id), tenants.map(({ name }) => name ?? null)])
    .catch(storeFault)
}

/** A suspended tenant is unknown to every door. @throws NOT_FOUND */
export async function setTenantStatus({ knex }: Store, id: string, status: Tenant['status']): Promise<void> {
  if ((await knex('tenants').where({ id }).update({ status }).catch(storeFault)) === 0) throw noTenant(id)
}

/** Keeps a tenant's own account at a destination; the settings are sealed. @throws NOT_FOUND for an unknown tenant */
export async function setTenantDestination(
  { knex, vault }: Store,
  tenant: string,
  destination: string,
  settings: unknown,
): Promise<void> {
  if (!(await knex('tenants').where({ id: tenant }).first('id').catch(storeFault))) throw noTenant(tenant)
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
