import { randomBytes } from 'node:crypto'
import type { Models } from '../../model/model.ts'
import type { Dashboards } from '../../serve/dashboards/dashboard.ts'
import { trusted } from '../../serve/trusted/trusted.ts'
import { openHouse, type House } from './house.ts'

/** The same API over the same models: with everybody's rows, with the asker's alone, and past row-level security. */
export interface Houses {
  readonly crowded: House
  readonly alone: House
  readonly open: House
}

export interface HousesParts {
  readonly models: Models
  readonly dashboards: Dashboards
  /** Texts of the stored documents, by name. */
  readonly documents: ReadonlyMap<string, string>
  readonly tenants: readonly string[]
  /** Of every token: what row rules ask for. */
  readonly claims: Readonly<Record<string, unknown>>
  readonly contextKey: Uint8Array
  readonly now: Date
  /** Of each warehouse, as the role that serves in each house. */
  readonly addresses: Readonly<Record<keyof Houses, ReadonlyMap<string, string>>>
}

/** Opens all three, with keys and secrets of their own that nothing else knows. */
export async function openHouses(parts: HousesParts): Promise<Houses> {
  const { addresses, documents, now, ...rest } = parts
  const common = {
    ...rest,
    documents: trusted(documents, false),
    clock: { now: () => now, sleep: () => Promise.resolve() },
    cursorKey: randomBytes(32),
    secret: randomBytes(32).toString('base64url'),
  }
  const [crowded, alone, open] = await Promise.all([
    openHouse(common, addresses.crowded),
    openHouse(common, addresses.alone),
    openHouse(common, addresses.open),
  ])
  return { crowded, alone, open }
}

export async function closeHouses(houses: Houses): Promise<void> {
  await Promise.all(Object.values(houses).map((house: House) => house.close()))
}
