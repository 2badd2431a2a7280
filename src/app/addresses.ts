import type { Embedded } from '../warehouses/postgres/embedded/index.ts'
import { roleUrl } from '../warehouses/postgres/index.ts'
import type { Config, WarehouseConfig } from './config/index.ts'
import type { WarehouseRoles } from './secrets.ts'

/** Where a warehouse is, as each role. */
export interface WarehouseAddress {
  readonly url: string
  readonly operatorUrl?: string
  readonly ownerUrl?: string
}

export interface Addressing {
  readonly config: Config
  /** SLUICE_DATABASE_URL: everything that sluice.yaml gives no address for. */
  readonly given: string | undefined
  readonly embedded: () => Promise<Embedded>
  readonly roles: (warehouse: string) => WarehouseRoles
}

/** Whether anything of the project lives in the embedded server. */
export function needsEmbedded({ config, given }: Pick<Addressing, 'config' | 'given'>): boolean {
  if (given !== undefined) return false
  const homeless = (warehouse: WarehouseConfig) =>
    warehouse.url === undefined && warehouse.owner === undefined
  return config.store.url === undefined || Object.values(config.warehouses).some(homeless)
}

export async function storeAddress({ config, given, embedded }: Addressing): Promise<string> {
  return config.store.url ?? given ?? (await (await embedded()).ensureDatabase('store'))
}

/** `url` and `operator` follow from `owner` where they aren't given: the guard makes those roles. */
export async function warehouseAddress(addressing: Addressing, name: string): Promise<WarehouseAddress> {
  const { config, given, embedded, roles } = addressing
  const { url, operator, owner } = config.warehouses[name] ?? { engine: 'postgres' }
  if (url !== undefined && owner === undefined) {
    return { url, ...(operator === undefined ? {} : { operatorUrl: operator }) }
  }
  const database = name === 'default' ? 'warehouse' : `warehouse_${name}`
  const ownerUrl = owner ?? given ?? (await (await embedded()).ensureDatabase(database))
  const kept = roles(name)
  return {
    url: url ?? roleUrl(ownerUrl, kept.serve),
    operatorUrl: operator ?? roleUrl(ownerUrl, kept.operator),
    ownerUrl,
  }
}
