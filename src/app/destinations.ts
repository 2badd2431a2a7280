import { SluiceError } from '../base/errors.ts'
import { openDestination, type Destination } from '../destinations/index.ts'
import { tenantDestination } from '../store/tenants.ts'
import { settingsOf } from './config/index.ts'
import { openSandbox } from './sandbox.ts'
import type { Wiring } from './wiring.ts'

/**
 * Opens a destination of sluice.yaml; with a tenant, that tenant's own account there. It is closed with the rooms.
 * @throws INVALID_PROJECT for a name or settings that are wrong, NOT_FOUND where the tenant has no account
 */
export async function destinationOf(wiring: Wiring, name: string, tenant?: string): Promise<Destination> {
  const { config, clock } = wiring.project
  const configured = config.destinations[name]
  if (!configured) throw unknownDestination(name, Object.keys(config.destinations))
  const sandbox = configured['sandbox'] === true ? await openSandbox(wiring) : undefined
  const own = tenant === undefined ? {} : await ownSettings(wiring, name, tenant, sandbox !== undefined)
  const destination = openDestination({
    name,
    clock,
    connector: configured.connector,
    settings: { ...settingsOf(configured), ...own },
    ...(sandbox && { sandboxUrl: sandbox.urlFor(name, tenant) }),
  })
  wiring.onClose(() => destination.close())
  return destination
}

/** In the sandbox every tenant has an account; elsewhere only those that were given one. */
async function ownSettings(wiring: Wiring, name: string, tenant: string, sandbox: boolean): Promise<object> {
  const kept = await tenantDestination(await wiring.store(), tenant, name)
  if (typeof kept === 'object' && kept !== null) return kept
  if (sandbox) return {}
  throw new SluiceError('NOT_FOUND', {
    what: `The tenant "${tenant}" has no account at the destination "${name}"`,
    expected: 'settings of its own, since the sync runs once a tenant',
    cure: `Give it one: sluice tenant connect ${tenant} ${name} < settings.json`,
  })
}

function unknownDestination(name: string, known: readonly string[]): SluiceError {
  return new SluiceError('INVALID_PROJECT', {
    what: `There is no destination "${name}"`,
    where: 'destinations in sluice.yaml',
    expected: known.length > 0 ? known.join(' or ') : 'a section of that name',
    cure: 'Add it there, or correct the name',
  })
}
