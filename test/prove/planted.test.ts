import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { loadModels } from '../../src/model/index.ts'
import type { Models } from '../../src/model/model.ts'
import { budgets, prove, type Report } from '../../src/prove/index.ts'
import { freshDatabase } from '../support/database.ts'
import { testServer } from '../support/server.ts'
import { plants, smallModels, soundModels, soundTables, warehousePlants } from './plants.ts'
import { openGuarded, roleOf } from '../support/warehouse.ts'
import { run } from '../support/sql.ts'

/** The short form keeps to what every run tries; the full one (SLUICE_FULL=1) goes on for a minute each. */
const full = process.env['SLUICE_FULL'] === '1'
const budget = full ? budgets.usual : { ...budgets.quick, seconds: 0 }

interface Planted {
  readonly models: Models
  readonly prove: (seed?: number) => Promise<Report>
  /** Runs SQL as the superuser, with `$SERVE`, `$OPERATOR` and `$OWNER` filled in. */
  readonly run: (sql: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** A database with these tables and models, guarded, and then what is done wrong. */
async function openPlanted(sdl: string, ddl: string, undo: string): Promise<Planted> {
  const database = await freshDatabase()
  const { models, faults } = loadModels(new Map([['schema/plants.graphql', sdl]]))
  expect(faults).toEqual([])
  const names = {
    $SERVE: `"${database.name}_serve"`,
    $OPERATOR: `"${database.name}_operator"`,
    $OWNER: `"${new URL(database.url).username}"`,
  }
  const asSuperuser = async (text: string) => {
    await run(database.superuserUrl, filled(text, names))
  }
  await database.query(`create schema plant; ${ddl}`)
  const address = {
    url: roleOf(database, 'serve'),
    operatorUrl: roleOf(database, 'operator'),
    ownerUrl: database.superuserUrl,
  }
  const guarded = await openGuarded(database, models)
  await guarded.close()
  if (undo !== '') await asSuperuser(undo)
  return {
    models,
    run: asSuperuser,
    prove: (seed = 7) =>
      prove({
        models,
        seed,
        budget,
        dashboards: new Map(),
        documents: new Map([['first', '{ __typename }']]),
        syncs: [],
        warehouses: new Map([['default', address]]),
        server: testServer().superuserUrl,
        now: new Date('2026-03-30T12:00:00Z'),
        tell: () => {},
      }),
    close: () => database.drop(),
  }
}

function filled(sql: string, names: Readonly<Record<string, string>>): string {
  return Object.entries(names).reduce((text, [name, value]) => text.replaceAll(name, () => value), sql)
}

describe('A warehouse whose tenants are kept apart', () => {
  let warehouse: Planted
  let report: Report
  beforeAll(async () => {
    warehouse = await openPlanted(soundModels, soundTables, '')
    report = await warehouse.prove()
  }, 60_000)
  afterAll(() => warehouse?.close())

  test('has nothing found in it', () => {
    expect(report.findings).toEqual([])
  })

  test('and would have, for the asker was shown its own rows of every model', () => {
    expect(report.gaps).toEqual([])
  })
})

describe('Fifteen leaks in one warehouse', () => {
  let warehouse: Planted
  let report: Report
  beforeAll(async () => {
    const table = ({ model }: { model: string }) => `plant.${model.toLowerCase()}`
    const at = (of: (plant: (typeof plants)[number]) => string | undefined) =>
      plants.map((plant) => (of(plant) ?? '').replaceAll('$T', () => table(plant))).join(';\n')
    const bare = (plant: (typeof plants)[number]) =>
      `create table ${table(plant)} (tenant_id text not null, id int primary key, note text, amount numeric(20, 2))`
    const ddl = `${plants.map(bare).join(';\n')};\n${at(({ ddl }) => ddl)}`
    warehouse = await openPlanted(
      plants.map(({ type }) => type).join('\n'),
      ddl,
      at(({ undo }) => undo),
    )
    report = await warehouse.prove()
  }, 120_000)
  afterAll(() => warehouse?.close())

  test.each(plants)('$name is found', ({ model, wall, field }) => {
    const found = report.findings.filter((finding) => finding.model === model)
    expect(found.map((finding) => finding.wall)).toContain(wall)
    expect(found.flatMap(({ fields }) => fields)).toEqual(expect.arrayContaining(field ? [field] : []))
    for (const { cure, request } of found) expect([cure, request]).not.toContain('')
  })
})

describe('A leak of the whole warehouse', () => {
  let warehouse: Planted
  afterAll(() => warehouse?.close())

  test.each(warehousePlants)('$name is found in every model of a tenant’s', async ({ undo, wall }) => {
    warehouse = await openPlanted(smallModels, soundTables, undo)
    const report = await warehouse.prove()
    const models = report.findings.filter((finding) => finding.wall === wall).map(({ model }) => model)
    expect(models.sort()).toEqual(['Customer', 'Item', 'Order'])
    await warehouse.close()
  })
})
