import type { Models } from '../../model/model.ts'
import type { SyntheticRows } from '../rows/contract.ts'
import { markMasked } from './marks.ts'
import { fillingsOf, makeRows } from '../rows/index.ts'
import { openClone, readBlueprint } from '../../warehouses/postgres/clone/index.ts'
import type { Blueprint, Unprovable } from '../../warehouses/postgres/clone/blueprint.ts'
import type { Clone } from '../../warehouses/postgres/clone/contract.ts'

/** Where a warehouse of the user's is, as each role. Nothing is written there. */
export interface StagedWarehouse {
  readonly url: string
  readonly operatorUrl?: string
  readonly ownerUrl?: string
}

export interface StageParts {
  readonly models: Models
  readonly warehouses: ReadonlyMap<string, StagedWarehouse>
  /** A superuser's address on a throw-away server. */
  readonly server: string
  readonly contextKey: Uint8Array
  readonly seed: number
  readonly now: Date
}

/** One warehouse, twice: with the rows of all tenants, and with those of the first alone. */
export interface Scene {
  readonly warehouse: string
  readonly blueprint: Blueprint
  readonly rows: SyntheticRows
  /** The word that each masked field's texts begin with, by `Model.field`. */
  readonly marks: ReadonlyMap<string, string>
  readonly crowded: Clone
  readonly alone: Clone
  readonly unprovable: readonly Unprovable[]
}

/** Clones each warehouse and fills it with made-up rows. `close` drops the clones, also where one didn't come up. */
export async function openStage(
  parts: StageParts,
): Promise<{ scenes: readonly Scene[]; close: () => Promise<void> }> {
  const opened: Clone[] = []
  const close = async () => {
    for (const clone of opened.splice(0).reverse()) await clone.drop()
  }
  try {
    const scenes: Scene[] = []
    for (const [name, address] of parts.warehouses) scenes.push(await openScene(parts, name, address, opened))
    return { scenes, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function openScene(
  { models, server, contextKey, seed, now }: StageParts,
  warehouse: string,
  { url, operatorUrl, ownerUrl }: StagedWarehouse,
  opened: Clone[],
): Promise<Scene> {
  const blueprint = await readBlueprint({
    warehouse,
    url: ownerUrl ?? url,
    serveUrl: url,
    ...(operatorUrl === undefined ? {} : { operatorUrl }),
    models,
  })
  const { rows, marks } = markMasked(makeRows({ blueprint, models, seed, now }), blueprint, models)
  const crowded = await openClone(blueprint, { server, contextKey })
  opened.push(crowded)
  const alone = await crowded.copy()
  opened.push(alone)
  const refused = await crowded.fill(fillingsOf(rows))
  await alone.fill(fillingsOf(rows, [0]))
  return {
    warehouse,
    blueprint,
    rows,
    marks,
    crowded,
    alone,
    unprovable: [...crowded.unprovable, ...refused],
  }
}
