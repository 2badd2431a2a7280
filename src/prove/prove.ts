import { randomBytes } from 'node:crypto'
import { apiSchema } from '../documents/index.ts'
import { invariant } from '../base/errors.ts'
import type { Models } from '../model/model.ts'
import type { Dashboards } from '../serve/dashboards/dashboard.ts'
import { trusted } from '../serve/trusted/trusted.ts'
import { Harvest } from './attacks/harvest.ts'
import { attacks } from './attacks/index.ts'
import { fire, type Houses } from './battery.ts'
import type { Budget } from './budget.ts'
import { gapsOf } from './gaps.ts'
import { openHouse, type HouseParts } from './house/house.ts'
import { sightingsInLogs } from './logs.ts'
import { Notebook } from './notebook.ts'
import { doubtsOf } from './opinions.ts'
import { openRandom } from './random.ts'
import type { Report } from './report.ts'
import { scout } from './scout.ts'
import { openStage, type Scene, type StagedWarehouse } from './stage.ts'
import { proveStorage } from './storage/storage.ts'
import { proveStreams, type ProvedSync } from './streams.ts'
import { witnessOf } from './witness.ts'

export interface ProveParts {
  readonly models: Models
  readonly dashboards: Dashboards
  /** Texts of the stored documents, by name. */
  readonly documents: ReadonlyMap<string, string>
  readonly syncs: readonly ProvedSync[]
  readonly warehouses: ReadonlyMap<string, StagedWarehouse>
  /** A superuser's address on a throw-away server: clones and their roles are made there, and dropped. */
  readonly server: string
  readonly seed: number
  readonly budget: Budget
  readonly now: Date
  /** Told how far it is, from 0 to 1, and what it is at. */
  readonly tell: (done: number, doing: string) => void
}

/**
 * Tries to read other tenants' rows through everything that a project offers, on clones of its warehouses with made-up
 * rows. Touches neither the warehouses nor any destination.
 * @throws UNAVAILABLE, FORBIDDEN where the clones can't be made
 */
export async function prove(parts: ProveParts): Promise<Report> {
  const began = performance.now()
  const contextKey = randomBytes(32)
  parts.tell(0, 'cloning')
  const stage = await openStage({ ...parts, contextKey })
  try {
    const houses = await openHouses(parts, stage.scenes, contextKey)
    try {
      const report = await proveWith(parts, stage.scenes, houses, contextKey)
      return { ...report, seconds: (performance.now() - began) / 1_000 }
    } finally {
      await Promise.all(Object.values(houses).map((house) => house.close()))
    }
  } finally {
    await stage.close()
  }
}

async function openHouses(
  parts: ProveParts,
  scenes: readonly Scene[],
  contextKey: Uint8Array,
): Promise<Houses> {
  const { models, dashboards, documents, now } = parts
  const common: HouseParts = {
    models,
    dashboards,
    contextKey,
    documents: trusted(documents, false),
    tenants: tenantsOf(scenes).map(({ id }) => id),
    claims: {},
    clock: { now: () => now, sleep: () => Promise.resolve() },
    cursorKey: randomBytes(32),
    secret: randomBytes(32).toString('base64url'),
  }
  const at = (url: (scene: Scene) => string) =>
    openHouse(common, new Map(scenes.map((scene) => [scene.warehouse, url(scene)])))
  const [crowded, alone, open] = await Promise.all([
    at((scene) => scene.crowded.url),
    at((scene) => scene.alone.url),
    at((scene) => scene.crowded.bypassUrl),
  ])
  return { crowded, alone, open }
}

function tenantsOf(scenes: readonly Scene[]) {
  return scenes[0]?.rows.tenants ?? []
}

/** Nobody's, each role by itself, all together. */
function roleSets({ roles }: Models): readonly (readonly string[])[] {
  return [[], ...(roles.length > 1 ? roles.map((role) => [role]) : []), ...(roles.length > 0 ? [roles] : [])]
}

async function proveWith(
  parts: ProveParts,
  scenes: readonly Scene[],
  houses: Houses,
  contextKey: Uint8Array,
): Promise<Omit<Report, 'seconds'>> {
  const { models, seed, tell } = parts
  const [asker = '', ...others] = tenantsOf(scenes).map(({ id }) => id)
  const witness = witnessOf(models, scenes)
  const random = openRandom(seed)
  const notebook = new Notebook()
  const whole = apiSchema(models, models.roles)
  const harvest = new Harvest()
  tell(0.1, 'looking around')
  const tenants = [asker, ...others]
  const house = houses.crowded
  const scouted = await scout({ house, models, schema: whole, roles: models.roles, tenants, harvest })
  const sets = roleSets(models)
  const attempts = sets.flatMap((roles) => {
    const schema = apiSchema(models, roles)
    const seen = schema.getQueryType()?.getFields() ?? {}
    const known = new Set(Object.keys(seen))
    const roots = scouted.roots.filter(({ field }) => known.has(field.name))
    const ground = {
      models,
      schema,
      whole,
      roles,
      roots,
      harvest,
      documents: parts.documents,
      dashboards: [...parts.dashboards.keys()],
      tenants,
      random,
    }
    return attacks.flatMap((attack) => attack.attempts(ground))
  })
  const until = performance.now() + parts.budget.seconds * 1_000
  let done = 0
  const tallies = await fire(
    {
      houses,
      witness,
      asker,
      others,
      random,
      timely: () => performance.now() < until,
      tell: ({ attack }) => tell(0.15 + (0.65 * ++done) / attempts.length, attack),
      see: (sighting) => notebook.add(sighting),
      textOf: (id) =>
        parts.documents.get(id) ?? parts.dashboards.get(id.replace(/^dashboard:/, ''))?.document,
    },
    attempts,
  )
  tell(0.8, 'storage')
  const gaps = [...gapsOf({ models, scouted, harvest, asker, scenes })]
  let storage = 0
  for (const scene of scenes) {
    const read = [...models.byName.values()].filter(({ warehouse }) => warehouse === scene.warehouse)
    const here = { ...models, byName: new Map(read.map((model) => [model.name, model])) }
    for (const doubt of doubtsOf(here, scene.blueprint.relations)) notebook.add(doubt)
    const proof = await proveStorage({
      models,
      warehouse: scene.warehouse,
      relations: scene.blueprint.relations,
      roles: scene.blueprint.roles.map(({ name }) => name),
      crowded: { clone: scene.crowded, warehouse: warehouseIn(houses.crowded, scene) },
      alone: { clone: scene.alone, warehouse: warehouseIn(houses.alone, scene) },
      contextKey,
      asker,
      victim: others[0] ?? '',
      canaries: witness.canaries,
      tell: () => tell(0.85, 'storage'),
    })
    storage += proof.tried
    for (const sighting of proof.findings) notebook.add(sighting)
    gaps.push(...proof.gaps)
  }
  tell(0.95, 'syncs and logs')
  const { crowded, alone } = houses
  const roles = models.roles
  const { syncs, now } = parts
  const streamed = await proveStreams({
    syncs,
    crowded,
    alone,
    asker,
    roles,
    canaries: witness.canaries,
    now,
  })
  for (const sighting of streamed) notebook.add(sighting)
  for (const sighting of sightingsInLogs(houses, witness.canaries)) notebook.add(sighting)
  return {
    seed,
    tenants,
    roles: sets,
    attacks: tallies,
    storage,
    syncs: syncs.length,
    findings: notebook.findings(),
    gaps,
    notes: [...new Set(scenes.flatMap(({ rows }) => rows.notes))],
  }
}

function warehouseIn(house: Houses['crowded'], { warehouse }: Scene) {
  const found = house.warehouses.get(warehouse)
  invariant(found, `a house has the warehouse "${warehouse}"`)
  return found
}
