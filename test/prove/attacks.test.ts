import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { apiSchema } from '../../src/documents/index.ts'
import { attemptsOf } from '../../src/prove/arsenal.ts'
import type { Attempt } from '../../src/prove/attacks/attack.ts'
import { attacks } from '../../src/prove/attacks/index.ts'
import { Harvest } from '../../src/prove/requests/harvest.ts'
import { fire, type Tally } from '../../src/prove/battery.ts'
import type { Sighting } from '../../src/prove/findings/finding.ts'
import { closeHouses, openHouses, type Houses } from '../../src/prove/stage/houses.ts'
import { openRandom } from '../../src/prove/random.ts'
import { scout } from '../../src/prove/scout.ts'
import { loadModels } from '../../src/model/index.ts'
import { contextKey } from '../support/context.ts'
import { openShop, shopTenants, type Shop } from '../support/shop.ts'
import { canaries } from '../isolation/oracle/canary.ts'
import { removal, schema, widened } from '../isolation/oracle/schema.ts'
import { openGuarded, roleOf } from '../support/warehouse.ts'

/** The oracle's shop, whose rows were written by hand: everybody's, and one tenant's alone. */
const { models } = loadModels(new Map([['schema/shop.graphql', schema]]))
const documents = new Map([['orders', 'query($id: ID!) { order(id: $id) { id note } }']])
const full = process.env['SLUICE_FULL'] === '1'
const now = new Date('2026-03-30T12:00:00Z')

async function openRows(gone: readonly string[]): Promise<Shop> {
  const shop = await openShop()
  await shop.database.query(widened() + gone.map(removal).join(';'))
  const guarded = await openGuarded(shop.database, models)
  await guarded.close()
  return shop
}

const served = ({ database }: Shop) => new Map([['default', roleOf(database, 'serve')]])

let shops: readonly Shop[] = []
let houses: Houses
let attempts: readonly Attempt[]
let plan: (seed: number) => readonly Attempt[]
beforeAll(async () => {
  const [crowded, alone] = [await openRows([]), await openRows(shopTenants.slice(1))]
  shops = [crowded, alone]
  const open = new Map([['default', crowded.database.superuserUrl]])
  houses = await openHouses({
    models,
    now,
    contextKey,
    dashboards: new Map(),
    documents,
    tenants: shopTenants,
    claims: {},
    addresses: { crowded: served(crowded), alone: served(alone), open },
  })
  const harvest = new Harvest()
  const whole = apiSchema(models, models.roles)
  const { roots } = await scout({
    house: houses.crowded,
    models,
    schema: whole,
    roles: models.roles,
    tenants: shopTenants,
    harvest,
  })
  plan = (seed) =>
    attemptsOf({
      models,
      whole,
      roots,
      harvest,
      documents,
      dashboards: [],
      tenants: shopTenants,
      random: openRandom(seed),
    })
  attempts = plan(1)
}, 120_000)
afterAll(async () => {
  if (houses) await closeHouses(houses)
  await Promise.all(shops.map((shop) => shop.close()))
})

async function fired(some: readonly Attempt[]) {
  const seen: Sighting[] = []
  const tallies = await fire(
    {
      houses,
      witness: { models, canaries: new Map(Object.entries(canaries)), masked: [], ownerOf: () => undefined },
      asker: shopTenants[0] ?? '',
      others: shopTenants.slice(1),
      random: openRandom(1),
      timely: () => true,
      tell: () => {},
      see: (sighting) => seen.push(sighting),
      textOf: () => undefined,
    },
    some,
  )
  return { seen, tallies: new Map(tallies.map((tally): [string, Tally] => [tally.attack, tally])) }
}

describe('the attacks', () => {
  test('go through every field of every model', () => {
    const covered = new Set(attempts.flatMap(({ covers }) => covers.flatMap((one) => one.split(' '))))
    const missing = [...models.byName.values()].flatMap((model) =>
      [...model.fields.values()]
        .filter(({ is }) => is !== 'link')
        .map(({ name }) => `${model.name}.${name}`)
        .filter((name) => !covered.has(name)),
    )
    expect(missing).toEqual([])
  })

  test('are of every kind, but for dashboards, of which the shop has none', () => {
    const tried = new Map(Map.groupBy(attempts, ({ attack }) => attack))
    expect(attacks.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual(['dashboards'])
  })

  test('go through every condition and every order of every model', () => {
    const covered = attempts.flatMap(({ covers }) => covers)
    const missing = [...models.byName.values()].flatMap(({ names, fields }) =>
      [...fields.values()]
        .filter((field) => field.is === 'dimension')
        .flatMap(({ name }) => [`${names.many}(where.${name}.`, `${names.metrics}(where.${name}.`])
        .filter(
          (start) => start.startsWith(names.many) || [...fields.values()].some(({ is }) => is === 'measure'),
        )
        .filter((start) => !covered.some((one) => one.startsWith(start))),
    )
    expect(missing).toEqual([])
  })

  test('say the same again for the same seed', () => {
    const texts = (some: readonly Attempt[]) => some.slice(0, 400).map(({ request }) => request)
    expect(texts(plan(1))).toEqual(texts(attempts))
    const drawn = (seed: number) =>
      plan(seed)
        .filter(({ attack }) => attack === 'combinations')
        .flatMap(({ covers }) => covers)
    expect(drawn(2)).not.toEqual(drawn(1))
  })

  test('are answered more often than not where nothing hostile is in them, and find nothing where nothing is', async () => {
    const { seen, tallies } = await fired(
      attempts.filter(({ rank, request }) => rank === 0 && request.roles.length === 0),
    )
    expect(seen).toEqual([])
    const share = (attack: string) => (tallies.get(attack)?.answered ?? 0) / (tallies.get(attack)?.tried ?? 1)
    expect(['selections', 'look-ups', 'exports', 'catalog'].filter((attack) => share(attack) < 0.6)).toEqual(
      [],
    )
  }, 120_000)

  test('find nothing by what hides, combines and overflows, either; what is hidden is refused each time', async () => {
    const drawn = ['hidden fields', 'arguments', 'combinations', 'errors'].flatMap((name) =>
      openRandom(3)
        .shuffled(attempts.filter(({ attack }) => attack === name))
        .slice(0, full ? 2_000 : 25),
    )
    const { seen, tallies } = await fired(drawn)
    expect(seen).toEqual([])
    expect(tallies.get('hidden fields')?.answered).toBe(0)
    expect(tallies.get('arguments')?.answered).toBeGreaterThan(15)
  }, 600_000)
})
