import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { silentLog } from '../../src/base/log.ts'
import type { Model, Models } from '../../src/model/model.ts'
import { fillingsOf, makeRows } from '../../src/prove/rows/index.ts'
import type { SyntheticRows, SyntheticTable } from '../../src/prove/contract.ts'
import { openScope } from '../../src/tenant/scope.ts'
import type { Warehouse } from '../../src/warehouses/contract.ts'
import {
  openClone,
  readBlueprint,
  type Blueprint,
  type Clone,
} from '../../src/warehouses/postgres/clone/index.ts'
import { openPostgres, roleUrl } from '../../src/warehouses/postgres/index.ts'
import type { FreshDatabase } from '../support/database.ts'
import { testServer } from '../support/server.ts'
import { Client } from 'pg'
import { cases } from './cases.ts'

const now = new Date('2026-03-01T12:00:00Z')
const SIZES = [7, 11, 13]

describe.each(cases)('made-up rows of $name', ({ open }) => {
  const contextKey = randomBytes(32)
  let database: FreshDatabase
  let models: Models
  let blueprint: Blueprint
  let rows: SyntheticRows
  let clone: Clone
  let warehouse: Warehouse
  const opened: Warehouse[] = []

  beforeAll(async () => {
    ;({ database, models } = await open())
    const role = (name: string) =>
      roleUrl(database.url, { name: `${database.name}_${name}`, password: 'a-test-password' })
    const own = openAt(role('serve'), role('operator'), database.superuserUrl)
    await own.guard.apply(models)
    blueprint = await readBlueprint({
      warehouse: 'default',
      url: database.url,
      serveUrl: role('serve'),
      operatorUrl: role('operator'),
      models,
    })
    rows = makeRows({ blueprint, models, seed: 11, now })
    clone = await openClone(blueprint, { server: testServer().superuserUrl, contextKey })
    warehouse = openAt(clone.url, clone.operatorUrl ?? '', clone.ownerUrl)
  })

  afterAll(async () => {
    await Promise.all(opened.map((one) => one.close()))
    await clone?.drop()
    await database?.drop()
  })

  function openAt(url: string, operatorUrl: string, ownerUrl: string): Warehouse {
    const one = openPostgres({
      name: 'default',
      url,
      operatorUrl,
      ownerUrl,
      log: silentLog,
      statementTimeoutMs: 10_000,
      contextKey,
    })
    opened.push(one)
    return one
  }

  const tableNamed = (name: string) => rows.tables.find(({ table }) => table.name === name)

  test('are taken by the clone to the last, which lacks nothing', async () => {
    expect(await clone.fill(fillingsOf(rows))).toEqual([])
    expect(clone.unprovable).toEqual([])
    expect(rows.notes).toEqual([])
    expect(rows.tables.flatMap(({ table, rows: made }) => (made.length === 0 ? [table.name] : []))).toEqual(
      [],
    )
  })

  test('stand in a database that the guard finds guarded, as it does the user’s', async () => {
    expect(await warehouse.guard.verify(models)).toEqual([])
  })

  test('keep every foreign key', async () => {
    const client = new Client({ connectionString: clone.ownerUrl })
    await client.connect()
    const list = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ')
    const keys = blueprint.relations.flatMap(({ schema, name, references }) =>
      references.map(
        ({ columns, to, there }) =>
          `alter table "${schema}"."${name}" add foreign key (${list(columns)}) references "${to.schema}"."${to.name}" (${list(there)})`,
      ),
    )
    expect(keys.length).toBeGreaterThan(2)
    await client.query(`begin; ${keys.join(';')}; rollback`).finally(() => client.end())
  })

  test('are each tenant’s own through its serving role: as many as made, with no other’s canary', async () => {
    for (const [place, tenant] of rows.tenants.entries()) {
      const directory = { knows: () => Promise.resolve(true) }
      const scope = await openScope({ tenant: tenant.id, roles: [], claims: {} }, directory)
      for (const { source } of models.byName.values()) {
        if (source.is !== 'table') continue
        const own = tableNamed(source.name)
        const mine = own?.rows.filter((row) => row.tenant === place || row.tenant === undefined).length
        const name = [source.schema ?? 'public', source.name].map((part) => `"${part}"`).join('.')
        const [seen = []] = await warehouse.run(scope, [
          { text: `select r::text from ${name} r`, values: [] },
        ])
        expect([tenant.id, name, seen.length]).toEqual([tenant.id, name, mine])
        const text = JSON.stringify(seen)
        for (const other of rows.tenants) {
          if (other !== tenant) expect([name, text.includes(other.canary)]).toEqual([name, false])
        }
      }
    }
  })

  test('have another count for each tenant, wherever a key leaves room for more than one', () => {
    const counts = rows.tables.map(({ rows: made }) =>
      rows.tenants.map((_, place) => made.filter(({ tenant }) => tenant === place).length),
    )
    const owned = counts.filter((count) => count.some((n) => n > 0))
    expect(owned.length).toBeGreaterThan(1)
    expect(owned.filter((count) => count.join() !== SIZES.join() && count.join() !== '1,1,1')).toEqual([])
    expect(owned.some((count) => count.join() === SIZES.join())).toBe(true)
  })

  test('are the same for the same seed, and others for another', () => {
    const again = makeRows({ blueprint, models, seed: 11, now })
    expect(again).toEqual(rows)
    expect(makeRows({ blueprint, models, seed: 12, now }).tables).not.toEqual(rows.tables)
  })

  test('have both ends of whatever varies: nulls, true and false, every label of an enum', () => {
    for (const model of models.byName.values()) {
      const table = model.source.is === 'table' ? tableNamed(model.source.name) : undefined
      if (table === undefined) continue
      for (const [column, labels] of enumsOf(model, models)) {
        expect([
          column,
          [...new Set(valuesOf(table, column))].filter((value) => value !== null).toSorted(),
        ]).toEqual([column, labels.toSorted()])
      }
    }
    const plans = blueprint.relations.filter(
      ({ query, schema }) => query === undefined && schema !== 'sluice_guard',
    )
    const all = plans.flatMap(({ name, columns }) =>
      columns.map((column) => ({ column, values: valuesOf(tableNamed(name)!, column.name) })),
    )
    const nullable = all.filter(({ column, values }) => column.nullable && values.length > 20)
    expect(nullable.length).toBeGreaterThan(0)
    expect(nullable.filter(({ values }) => !values.includes(null)).map(({ column }) => column.name)).toEqual(
      [],
    )
    expect(nullable.filter(({ values }) => values.every((value) => value === null))).toEqual([])
    const truths = all.filter(({ column: { value } }) => value.is === 'scalar' && value.base === 'bool')
    for (const { values } of truths) expect([...new Set(values)].toSorted()).toEqual(['false', 'true'])
  })

  test('lie in the two years before now, and numbers in their tenant’s digits', () => {
    for (const { name, columns } of blueprint.relations) {
      for (const column of columns) {
        const base = column.value.is === 'scalar' ? column.value.base : ''
        const table = tableNamed(name)
        if (base === 'timestamptz') {
          for (const value of valuesOf(table!, column.name)) {
            if (value !== null) expect(now.getTime() - Date.parse(value)).toBeLessThan(732 * 86_400_000)
          }
        }
        if (base !== 'int8' || table === undefined) continue
        for (const { tenant, values } of table.rows) {
          const value = values[table.columns.indexOf(column.name)]
          if (tenant === undefined || value == null) continue
          expect(BigInt(value) % (rows.tenants[tenant]?.unit ?? 1n)).toBe(0n)
          expect(BigInt(value) / (rows.tenants[tenant]?.unit ?? 1n)).toBeLessThan(1000n)
        }
      }
    }
  })
})

function valuesOf({ columns, rows }: SyntheticTable, column: string): readonly (string | null)[] {
  return rows.map(({ values }) => values[columns.indexOf(column)] ?? null)
}

/** Columns of a model's enums, with their labels. */
function enumsOf(model: Model, models: Models): readonly (readonly [string, readonly string[]])[] {
  return [...model.fields.values()].flatMap((field) =>
    field.is === 'dimension' && field.type === 'Enum' && field.from.is === 'column'
      ? [
          [
            field.from.column,
            (models.enums.get(field.enum ?? '')?.values ?? []).map(({ name }) => name),
          ] as const,
        ]
      : [],
  )
}
