import { basename } from 'node:path'
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

/** What a person typed as a sync's own name: a file's name will do, where it holds one sync. Anything else stays. */
export function syncName(syncs: House['syncs'], typed: string): string {
  const inFile = [...syncs.values()].filter(({ at }) => basename(at.file, '.graphql') === typed)
  return !syncs.has(typed) && inFile.length === 1 && inFile[0] ? inFile[0].name : typed
}

/** The same where the past is looked at: it may be of a sync that is broken, or gone. */
export async function pastName({ project }: Wiring, typed: string | undefined): Promise<string | undefined> {
  if (typed === undefined) return undefined
  const { models } = await project.readModels()
  return syncName(loadSyncs(await project.files('syncs'), models, new Faults()), typed)
}
