import { Faults } from '../base/fault.ts'
import { apiSchema } from '../documents/index.ts'
import { loadDashboards } from '../serve/dashboards/load.ts'
import { listTenants } from '../store/tenants.ts'
import { checkSyncs, loadSyncs } from '../sync/index.ts'
import { accountsOf } from './destinations.ts'
import { readDocuments } from './documents.ts'
import type { Wiring } from './wiring.ts'

/** @throws INVALID_PROJECT with every error of the models that only their warehouses can tell */
export async function refuseMismatched({ project, checked }: Wiring): Promise<void> {
  const faults = new Faults()
  for (const fault of (await checked()).faults) faults.add(fault)
  faults.raise(await project.sources())
}

/** What is wrong with dashboards/, held against the API schema of all roles. */
export async function faultsOfDashboards({ project, limits }: Wiring, faults: Faults): Promise<void> {
  const { models } = await project.readModels()
  const schema = apiSchema(models, models.roles)
  loadDashboards(await project.files('dashboards'), schema, limits(), faults)
}

/** What is wrong with documents/, likewise. */
export async function faultsOfDocuments({ project, limits }: Wiring, faults: Faults): Promise<void> {
  const { models } = await project.readModels()
  await readDocuments(project, limits(), models, faults)
}

/** What is wrong with syncs/: in themselves and, unless `offline`, for the far side that each sends to. */
export async function faultsOfSyncs(wiring: Wiring, faults: Faults, offline: boolean): Promise<void> {
  const { project } = wiring
  const { models } = await project.readModels()
  const files = await project.files('syncs')
  const syncs = loadSyncs(files, models, faults)
  if (offline || syncs.size === 0) return
  const tenant = (await listTenants(await wiring.store())).find(({ status }) => status === 'active')
  await checkSyncs(syncs, {
    engine: await wiring.engine(),
    accounts: await accountsOf(wiring),
    destinations: Object.keys(project.config.destinations),
    tenant: tenant?.id,
    faults,
  })
}
