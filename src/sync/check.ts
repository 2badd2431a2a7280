import { SluiceError } from '../base/errors.ts'
import type { Faults } from '../base/fault.ts'
import { nearest } from '../model/nearest.ts'
import type { Engine } from '../engine/contract.ts'
import type { Accounts } from './accounts.ts'
import { checkSync } from './documents/check.ts'
import type { SyncDocument } from './documents/document.ts'
import type { Syncs } from './documents/load.ts'
import { prepare } from './prepare.ts'

export interface Checking {
  readonly engine: Engine
  readonly accounts: Accounts
  readonly destinations: readonly string[]
  /** A tenant to ask in whose name, for destinations that each tenant has its own account at. */
  readonly tenant?: string | undefined
  readonly faults: Faults
}

/** Holds every sync against its destination's `describe`; a destination that can't be asked is a warning. */
export async function checkSyncs(syncs: Syncs, checking: Checking): Promise<void> {
  for (const sync of syncs.values()) await checkOne(sync, checking)
}

async function checkOne(sync: SyncDocument, checking: Checking): Promise<void> {
  const { engine, accounts, faults } = checking
  const prepared = prepare(engine, sync, faults)
  const config = accounts.config(sync.to)
  if (!config) return faults.add(noDestination(sync, checking.destinations))
  if (config.per === 'tenant' && sync.scope === 'OPERATOR') return faults.add(wrongScope(sync))
  if (!prepared) return
  try {
    const destination = await openAny(sync, checking)
    if (!destination) return
    try {
      await checkSync(sync, prepared.bound, engine.models.enums, destination, faults)
    } finally {
      await destination.close()
    }
  } catch (error) {
    if (!(error instanceof SluiceError)) throw error
    faults.add({
      what: `Destination \`${sync.to}\` can't be asked: ${error.parts.what}`,
      at: sync.places.to,
      expected: 'a destination that answers',
      cure: error.parts.cure ?? 'Check its settings in sluice.yaml',
      severity: 'warning',
    })
  }
}

function openAny(sync: SyncDocument, { accounts, tenant }: Checking) {
  if (sync.scope === 'OPERATOR') return accounts.open(sync.to, null)
  return tenant === undefined ? undefined : accounts.open(sync.to, tenant)
}

function noDestination(sync: SyncDocument, known: readonly string[]) {
  const meant = nearest(sync.to, known)
  return {
    what: `There is no destination \`${sync.to}\``,
    at: sync.places.to,
    expected:
      known.length > 0
        ? `one of ${known.map((name) => `\`${name}\``).join(', ')}`
        : 'a destination in sluice.yaml',
    cure: meant ? `Did you mean \`${meant}\`?` : 'Configure it under `destinations` in sluice.yaml',
  }
}

function wrongScope(sync: SyncDocument) {
  return {
    what: `The accounts of \`${sync.to}\` are the tenants' own, and this sync has scope OPERATOR`,
    at: sync.places.scope,
    expected: 'TENANT',
    cure: 'Change the scope, or take `per: tenant` from the destination',
  }
}
