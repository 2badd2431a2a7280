import { SluiceError } from '../base/errors.ts'
import { Faults } from '../base/fault.ts'
import type { Destination } from '../destinations/index.ts'
import { listTenants } from '../store/tenants.ts'
import { openOperatorScope, openScope, type Scope } from '../tenant/scope.ts'
import { unknownDestination } from './accounts.ts'
import { nearest } from '../model/nearest.ts'
import type { SyncDocument } from './documents/document.ts'
import type { House } from './house.ts'
import { mappingFor, prepare, readIn, type Prepared } from './prepare.ts'
import type { Job } from './run/job.ts'

/** @throws NOT_FOUND with the name that was probably meant */
export function syncNamed({ syncs }: House, name: string): SyncDocument {
  const found = syncs.get(name)
  if (found) return found
  const meant = nearest(name, syncs.keys())
  throw new SluiceError('NOT_FOUND', {
    what: `There is no sync "${name}"`,
    expected: syncs.size > 0 ? `one of ${[...syncs.keys()].join(', ')}` : 'a document in syncs/',
    cure: meant ? `Did you mean ${meant}?` : 'See the documents in syncs/',
  })
}

/** The tenants that a sync runs for; null is the operator. */
export async function lanesOf(house: House, sync: SyncDocument, only?: string): Promise<(string | null)[]> {
  const config = house.accounts.config(sync.to)
  if (!config) throw unknownDestination(sync.to)
  if (sync.scope === 'OPERATOR') {
    if (only !== undefined) throw notPerTenant(sync)
    if (config.per === 'tenant') throw ownedByTenants(sync)
    return [null]
  }
  if (only !== undefined) return [only]
  const tenants = await listTenants(house.store)
  return tenants.filter(({ status }) => status === 'active').map(({ id }) => id)
}

/** @throws InvalidProject where the document is at fault */
export function prepareSync(house: House, sync: SyncDocument): Prepared {
  const faults = new Faults()
  const prepared = prepare(house.engine, sync, faults)
  faults.raise(house.sources)
  if (!prepared) throw new SluiceError('INTERNAL', { what: `Sync ${sync.name} could not be prepared` })
  return prepared
}

/**
 * Does `work` with a lane's job, in the lane's own scope and with its own account, and closes the account.
 * @returns undefined where the tenant has no account at the destination
 */
export async function withJob<T>(
  house: House,
  prepared: Prepared,
  tenant: string | null,
  work: (job: Job) => Promise<T>,
): Promise<T | undefined> {
  const { sync } = prepared
  const scope = await scopeOf(house, sync, tenant)
  const destination = await house.accounts.open(sync.to, tenant)
  if (!destination) return undefined
  try {
    return await work(await jobOf(house, prepared, tenant, scope, destination))
  } finally {
    await destination.close()
  }
}

async function jobOf(
  { engine, clock, sources }: House,
  prepared: Prepared,
  tenant: string | null,
  scope: Scope,
  destination: Destination,
): Promise<Job> {
  const { name, to, object, mode, guards } = prepared.sync
  return {
    lane: { sync: name, tenant },
    to,
    destination,
    object,
    mode,
    guards,
    mapping: await mappingFor(prepared, engine, destination, sources),
    read: readIn(engine, prepared, scope, clock.now()),
  }
}

async function scopeOf(
  { directory, engine }: House,
  { name }: SyncDocument,
  tenant: string | null,
): Promise<Scope> {
  if (tenant === null) return openOperatorScope(`sync ${name}`)
  return await openScope(
    { tenant, subject: `sync ${name}`, roles: engine.models.roles, claims: {} },
    directory,
  )
}

function notPerTenant({ name }: SyncDocument): SluiceError {
  return new SluiceError('USAGE', {
    what: `Sync "${name}" has scope OPERATOR: it runs once, for all tenants`,
    cure: 'Leave the tenant out',
  })
}

function ownedByTenants({ name, to }: SyncDocument): SluiceError {
  return new SluiceError('INVALID_PROJECT', {
    what: `Sync "${name}" has scope OPERATOR, and the accounts of destination \`${to}\` are the tenants' own`,
    expected: 'scope TENANT, or a destination of the operator',
    cure: 'Change `scope` of the @sync, or take `per: tenant` from the destination in sluice.yaml',
  })
}
