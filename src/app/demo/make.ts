import { SluiceError } from '../../base/errors.ts'
import { load, type Loader } from '../../warehouses/postgres/load.ts'
import { createTable, indexTable, linkTable, schema } from './ddl.ts'
import { histories, type Recipe } from './history.ts'
import { readMarker, writeMarker, type DemoFacts } from './marker.ts'
import { profiles, type ProfileName } from './profile.ts'
import { tables, type Cell, type TableName } from './tables.ts'

export interface DemoWish {
  /** The warehouse, as its owner: who may make a schema there. */
  readonly url: string
  readonly profile: ProfileName
  /** Another seed, other people and other numbers. */
  readonly seed?: string
  /** Where the history ends: the clock's now. */
  readonly today: Date
  /** Called often, from 0 to 1; `doing` is a word for a person. */
  readonly progress?: (done: number, doing: string) => void
}

/** Part of the marker: a demo of an older version is made anew. Raise it with every change of rows or tables. */
const version = 2

/**
 * Makes the demo's warehouse, `marts`, or finds that it is there. All in one transaction: a load that was cut off
 * leaves nothing behind. A demo of another version, seed or profile is replaced; of another day it is kept.
 * @throws CONFLICT where a schema `marts` is there that no demo has made: that may be somebody's data
 */
export async function makeDemo({
  url,
  profile,
  seed = 'sluice',
  today,
  progress,
}: DemoWish): Promise<DemoFacts> {
  const recipe = { profile: profiles[profile], seed, now: wholeSecond(today) }
  return load(url, async (loader) => {
    await loader.run(`select pg_advisory_xact_lock(hashtext('sluice demo'))`)
    const there = await readMarker(loader)
    if (there && there.version === version && there.seed === seed && there.profile === profile) return there
    await clear(loader, there !== undefined)
    const counts = await fill(loader, recipe, progress ?? (() => undefined))
    const facts = { version, seed, profile, madeFor: recipe.now.toISOString(), counts }
    await writeMarker(loader, facts)
    return facts
  })
}

/** What demo is there, if any; of whatever version. */
export async function demoIsThere(url: string): Promise<DemoFacts | undefined> {
  return load(url, readMarker)
}

async function clear(loader: Loader, ours: boolean): Promise<void> {
  if (ours) await loader.run(`drop schema ${schema} cascade`)
  const [taken] = await loader.run('select 1 from pg_namespace where nspname = $1', [schema])
  if (taken) {
    throw new SluiceError('CONFLICT', {
      what: `The warehouse has a schema "${schema}" that the demo has not made`,
      expected: 'a warehouse without it, since the demo makes it and replaces it',
      cure: 'Give the demo a database of its own, or leave `url` and `owner` out of sluice.yaml to use the embedded one',
    })
  }
  await loader.run(`create schema ${schema}`)
}

type Counts = Record<TableName, number>

/** Half of the time goes into rows, half into keys, indexes and foreign keys. */
async function fill(
  loader: Loader,
  recipe: Recipe,
  progress: (done: number, doing: string) => void,
): Promise<Counts> {
  for (const table of tables) await loader.run(createTable(table))
  const counts = Object.fromEntries(tables.map(({ name }) => [name, 0])) as Counts
  for (const history of histories(recipe)) {
    for (const { name, columns } of tables) {
      const rows: readonly Readonly<Record<string, Cell>>[] = history[name]
      const order = Object.keys(columns)
      await loader.copy(
        [schema, name],
        order,
        rows.values().map((row) => order.map((column) => row[column]!)),
      )
      counts[name] += rows.length
    }
    progress((0.5 * counts.orders) / recipe.profile.orders, `${counts.orders.toLocaleString('en')} orders`)
  }
  let done = 0
  for (const step of [indexTable, linkTable]) {
    for (const table of tables) {
      await loader.run(step(table))
      progress(0.5 + (0.5 * ++done) / (2 * tables.length), `indexes of ${table.name}`)
    }
  }
  return counts
}

function wholeSecond(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000)
}
