import { randomBytes } from 'node:crypto'
import { invariant } from '../base/errors.ts'
import { apiSchema } from '../documents/index.ts'
import type { Models } from '../model/model.ts'
import type { Dashboards } from '../serve/dashboards/dashboard.ts'
import { attemptsOf, roleSets } from './arsenal.ts'
import { Harvest } from './requests/harvest.ts'
import { fire } from './battery.ts'
import type { Budget } from './budget.ts'
import { claimsFor } from './stage/claims.ts'
import type { Gap } from './findings/finding.ts'
import { gapsOf } from './findings/gaps.ts'
import { closeHouses, openHouses, type Houses } from './stage/houses.ts'
import type { House } from './stage/house.ts'
import { sightingsInLogs } from './logs.ts'
import { Notebook } from './findings/notebook.ts'
import { doubtsOf } from './findings/opinions.ts'
import type { Witness } from './oracles/oracle.ts'
import { openRandom } from './random.ts'
import type { Report } from './findings/report.ts'
import { scout } from './scout.ts'
import { openStage, type Scene, type StagedWarehouse } from './stage/stage.ts'
import { proveStorage } from './storage/storage.ts'
import { proveStreams, type ProvedSync } from './streams.ts'
import { witnessOf } from './stage/witness.ts'

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

/** What stands while a proof runs. */
interface Siege {
  readonly parts: ProveParts
  readonly scenes: readonly Scene[]
  readonly houses: Houses
  readonly contextKey: Uint8Array
  readonly witness: Witness
  readonly notebook: Notebook
  readonly asker: string
  readonly others: readonly string[]
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
  const { scenes, close } = await openStage({ ...parts, contextKey })
  try {
    const [asker = '', ...others] = scenes[0]?.rows.tenants.map(({ id }) => id) ?? []
    const at = (url: (scene: Scene) => string) =>
      new Map(scenes.map((scene) => [scene.warehouse, url(scene)] as const))
    const houses = await openHouses({
      ...parts,
      contextKey,
      tenants: [asker, ...others],
      claims: claimsFor(parts.models, scenes),
      addresses: {
        crowded: at((scene) => scene.crowded.url),
        alone: at((scene) => scene.alone.url),
        open: at((scene) => scene.crowded.bypassUrl),
      },
    })
    const witness = witnessOf(parts.models, scenes)
    const siege = { parts, scenes, houses, contextKey, witness, notebook: new Notebook(), asker, others }
    try {
      const report = await lay(siege)
      return { ...report, seconds: (performance.now() - began) / 1_000 }
    } finally {
      await closeHouses(houses)
    }
  } finally {
    await close()
  }
}

async function lay(siege: Siege): Promise<Omit<Report, 'seconds'>> {
  const { parts, scenes, asker, others, notebook } = siege
  const { gaps, attacks } = await throughApi(siege)
  parts.tell(0.8, 'storage')
  const storage = await pastApi(siege)
  parts.tell(0.95, 'syncs and logs')
  await besideApi(siege)
  return {
    seed: parts.seed,
    tenants: [asker, ...others],
    roles: roleSets(parts.models),
    attacks,
    storage: storage.tried,
    syncs: parts.syncs.length,
    findings: notebook.findings(),
    gaps: [...gaps, ...storage.gaps],
    notes: [...new Set(scenes.flatMap(({ rows }) => rows.notes))],
  }
}

/** Everything that the API offers. */
async function throughApi(siege: Siege) {
  const { parts, scenes, houses, witness, notebook, asker, others } = siege
  const { models, documents, dashboards, budget, tell } = parts
  const whole = apiSchema(models, models.roles)
  const tenants = [asker, ...others]
  const harvest = new Harvest()
  const random = openRandom(parts.seed)
  tell(0.1, 'looking around')
  const house = houses.crowded
  const scouted = await scout({ house, models, schema: whole, roles: models.roles, tenants, harvest })
  const { roots } = scouted
  const names = [...dashboards.keys()]
  const attempts = attemptsOf({
    models,
    whole,
    roots,
    harvest,
    documents,
    dashboards: names,
    tenants,
    random,
  })
  const until = performance.now() + budget.seconds * 1_000
  let done = 0
  const attacks = await fire(
    {
      houses,
      witness,
      asker,
      others,
      random,
      timely: () => performance.now() < until,
      tell: ({ attack }) => tell(0.15 + (0.65 * ++done) / attempts.length, attack),
      see: (sighting) => notebook.add(sighting),
      textOf: (id) => documents.get(id) ?? dashboards.get(id.replace(/^dashboard:/, ''))?.document,
    },
    attempts,
  )
  return { attacks, gaps: gapsOf({ models, scouted, harvest, asker, scenes }) }
}

/** SQL at each warehouse, and what its catalog says of whose its rows are. */
async function pastApi({ parts, scenes, houses, contextKey, witness, notebook, asker, others }: Siege) {
  let tried = 0
  const gaps: Gap[] = []
  for (const { warehouse, blueprint, crowded, alone } of scenes) {
    const models = modelsOf(parts.models, warehouse)
    for (const doubt of doubtsOf(models, blueprint.relations)) notebook.add(doubt)
    const proof = await proveStorage({
      models,
      relations: blueprint.relations,
      crowded: { clone: crowded, warehouse: warehouseIn(houses.crowded, warehouse) },
      alone: { clone: alone, warehouse: warehouseIn(houses.alone, warehouse) },
      contextKey,
      asker,
      victim: others[0] ?? '',
      canaries: witness.canaries,
    })
    for (const sighting of proof.findings) notebook.add(sighting)
    tried += proof.tried
    gaps.push(...proof.gaps)
  }
  return { tried, gaps }
}

/** What reads without a request, and what is written beside the answers. */
async function besideApi({ parts, houses, witness, notebook, asker }: Siege): Promise<void> {
  const { syncs, now, models } = parts
  const { canaries } = witness
  const { crowded, alone } = houses
  const streamed = await proveStreams({ syncs, crowded, alone, asker, roles: models.roles, canaries, now })
  for (const sighting of [...streamed, ...sightingsInLogs(houses, canaries)]) notebook.add(sighting)
}

function modelsOf(models: Models, warehouse: string): Models {
  const own = [...models.byName].filter(([, model]) => model.warehouse === warehouse)
  return { ...models, byName: new Map(own) }
}

function warehouseIn(house: House, name: string) {
  const found = house.warehouses.get(name)
  invariant(found, `a house has the warehouse "${name}"`)
  return found
}
