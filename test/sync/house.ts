import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../src/base/clock.ts'
import { Faults } from '../../src/base/fault.ts'
import { startSandbox, type Sandbox } from '../../src/destinations/sandbox.ts'
import { openDirectory } from '../../src/store/directory.ts'
import { putTenants } from '../../src/store/tenants.ts'
import { loadSyncs, openAccounts, type House } from '../../src/sync/index.ts'
import { openShop, shopTenants, type Shop } from '../support/shop.ts'
import { freshStore } from './far.ts'
import { suiteLog } from '../support/log/suite.ts'

const destinations = {
  crm: {
    connector: 'hubspot',
    sandbox: true,
    properties: {
      contacts: {
        customer_id: { type: 'string', label: 'Customer', unique: true },
        tier: { type: 'enumeration', options: ['Professional', 'Team', 'Other'] },
        revenue: 'number',
        order_count: 'number',
        first_due: 'date',
      },
    },
  },
  hook: { connector: 'webhook', sandbox: true, per: 'tenant' as const },
  own: { connector: 'webhook', per: 'tenant' as const, allowPrivate: true },
}

/** Syncs over the shop, into a sandbox of their own. */
export interface TestHouse extends House {
  readonly shop: Shop
  readonly sandbox: Sandbox
  /** What a far side holds, by key. */
  held(destination: string, tenant?: string): Promise<Record<string, Record<string, unknown>>>
  close(): Promise<void>
}

export async function openHouse(documents: Readonly<Record<string, string>>): Promise<TestHouse> {
  const shop = await openShop()
  const { store, close } = await freshStore()
  await putTenants(
    store,
    shopTenants.map((id) => ({ id })),
  )
  const dir = await mkdtemp(join(tmpdir(), 'sluice-syncs-'))
  const sandbox = await startSandbox({ dir, destinations })
  const sources = new Map(Object.entries(documents).map(([name, text]) => [`syncs/${name}`, text]))
  const faults = new Faults()
  const syncs = loadSyncs(sources, shop.models, faults)
  faults.raise(sources)
  const clock = systemClock
  return {
    shop,
    sandbox,
    engine: shop.engine,
    store,
    directory: openDirectory(store),
    syncs,
    sources,
    clock,
    log: suiteLog,
    accounts: openAccounts({
      destinations,
      store,
      clock,
      sandboxUrl: (name, tenant) => Promise.resolve(sandbox.urlFor(name, tenant)),
    }),
    held: async (destination, tenant) => {
      const path = ['_records', destination, ...(tenant === undefined ? [] : [tenant])]
      const answer = await fetch(`${sandbox.url}/${path.map(encodeURIComponent).join('/')}`, {
        headers: { accept: 'application/json' },
      })
      const { accounts } = (await answer.json()) as {
        accounts: { records: { id: string; fields: Record<string, unknown> }[] }[]
      }
      return Object.fromEntries(
        accounts.flatMap(({ records }) => records.map(({ id, fields }) => [id, fields])),
      )
    },
    close: async () => {
      await sandbox.stop()
      await shop.close()
      await close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
