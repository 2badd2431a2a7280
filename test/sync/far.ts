import { systemClock } from '../../src/base/clock.ts'
import { openDestination, type Destination } from '../../src/destinations/index.ts'
import { startSimulator, type RunningSimulator } from '../../src/destinations/kit/simulator/start.ts'
import { webhookSimulator } from '../../src/destinations/webhook/simulator.ts'
import type { OutputColumn } from '../../src/engine/contract.ts'
import type { ValueName } from '../../src/model/values.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { compileMapping, type Mapping, type MappingParts } from '../../src/sync/mapping/mapping.ts'
import { defaultGuards } from '../../src/sync/run/guards.ts'
import type { Bench, Job } from '../../src/sync/run/job.ts'
import type { Row } from '../../src/warehouses/contract.ts'
import { freshDatabase, template, type FreshDatabase } from '../support/database.ts'
import { suiteLog } from '../support/log/suite.ts'

/** A migrated store of the test's own. */
export async function freshStore(): Promise<{
  store: Store
  database: FreshDatabase
  close: () => Promise<void>
}> {
  const migrated = await template('store', async (url) => {
    const store = openStore({ url, log: suiteLog })
    await store.migrate()
    await store.close()
  })
  const database = await freshDatabase(migrated)
  const store = openStore({
    url: database.url,
    log: suiteLog,
    key: new Uint8Array(32).fill(7),
    auditKey: new Uint8Array(32).fill(9),
  })
  return {
    store,
    database,
    close: async () => {
      await store.close()
      await database.drop()
    },
  }
}

export function benchOf(store: Store): Bench {
  return { store, clock: systemClock, log: suiteLog }
}

/** A receiver, and a destination that speaks to it without much patience. */
export async function farSide(): Promise<{
  far: RunningSimulator
  destination: Destination
  close: () => Promise<void>
}> {
  const far = await startSimulator(webhookSimulator)
  const destination = openAccount(far.url)
  return {
    far,
    destination,
    close: async () => {
      await destination.close()
      await far.stop()
    },
  }
}

export function openAccount(url: string): Destination {
  return openDestination({
    name: 'hook',
    connector: 'webhook',
    settings: { url, secret: 'sandbox-signing-secret', allowPrivate: true },
    patience: { attempts: 2, budgetMs: 200, baseMs: 10, capMs: 20 },
  })
}

/** Columns of a model `Thing`, named as the far side names them. */
export function columnsOf(types: Readonly<Record<string, ValueName>>): OutputColumn[] {
  return Object.entries(types).map(([name, type]) => ({ path: [name], type, model: 'Thing', field: name }))
}

export function mappingOf(
  types: Readonly<Record<string, ValueName>>,
  parts: Partial<MappingParts> = {},
): Mapping {
  const columns = columnsOf(types)
  const fields = columns.map((column) => ({ name: column.path[0]!, column, directives: [] }))
  return compileMapping({ fields, constants: {}, key: 'id', required: [], ...parts }, columns)
}

export const things = mappingOf({ id: 'ID', name: 'String', amount: 'Decimal' })

/** A job over rows that the test holds in its hand: `[id, name, amount]` unless it has a mapping of its own. */
export function jobOf(
  destination: Job['destination'],
  rows: () => readonly Row[],
  job: Partial<Job> = {},
): Job {
  return {
    lane: { sync: 'things', tenant: null },
    to: 'hook',
    destination,
    object: 'things',
    mode: 'MIRROR',
    mapping: things,
    guards: defaultGuards,
    read: async function* () {
      const all = rows()
      for (let at = 0; at < all.length; at += 1_000) yield all.slice(at, at + 1_000)
      await Promise.resolve()
    },
    ...job,
  }
}

export function thing(n: number, name = `Thing ${n}`, amount: string | null = `${n}.50`): Row {
  return [`t-${n}`, name, amount]
}

export function manyThings(count: number): Row[] {
  return Array.from({ length: count }, (_, n) => thing(n))
}

/** What the receiver holds, by key. */
export function heldBy(far: RunningSimulator, object = 'things'): Record<string, unknown> {
  return Object.fromEntries(far.records(object).map(({ id, fields }) => [id, fields]))
}

/** What it should hold. */
export function wanted(rows: readonly Row[], mapping: Mapping = things): Record<string, unknown> {
  const held: Record<string, unknown> = {}
  for (const row of rows) {
    const mapped = mapping.map(row)
    if (mapped.is === 'record' && mapped.key !== null) held[mapped.key] = JSON.parse(mapped.payload)
  }
  return held
}
