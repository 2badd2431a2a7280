import { Faults } from '../base/fault.ts'
import { loadSyncs, type House } from '../sync/index.ts'
import { accountsOf } from './destinations.ts'
import { refreshTenants } from './tenants.ts'
import type { Wiring } from './wiring.ts'

/** What syncs stand on. @throws INVALID_PROJECT with every fault of syncs/ */
export async function houseOf(wiring: Wiring): Promise<House> {
  const { clock, log, files, sources, models } = wiring.project
  const faults = new Faults()
  const syncs = loadSyncs(await files('syncs'), await models(), faults)
  faults.raise(await sources())
  const store = await wiring.store()
  await refreshTenants(wiring)
  return {
    engine: await wiring.engine(),
    store,
    directory: await wiring.directory(),
    syncs,
    accounts: await accountsOf(wiring),
    sources: await sources(),
    clock,
    log,
  }
}
