import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import type { Model, Models } from '../../src/model/model.ts'
import { fillingsOf, makeRows } from '../../src/prove/rows/index.ts'
import type { SyntheticRows, SyntheticTable } from '../../src/prove/rows/contract.ts'
import { openScope } from '../../src/tenant/scope.ts'
import type { Warehouse } from '../../src/warehouses/contract.ts'
import {
  openClone,
  readBlueprint,
  type Blueprint,
  type Clone,
} from '../../src/warehouses/postgres/clone/index.ts'
import type { FreshDatabase } from '../support/database.ts'
import { testServer } from '../support/server.ts'
import { openGuarded, openWarehouse, roleOf } from '../support/warehouse.ts'
import { cases } from './cases.ts'
import { run } from '../support/sql.ts'

const now = new Date('2026-03-01T12:00:00Z')
const SIZES = [7, 11, 13] as const

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
    opened.push(await openGuarded(database, models, { contextKey }))
    blueprint = await readBlueprint({
      warehouse: 'default',
      url: database.url,
      serveUrl: roleOf(database, 'serve'),
      operatorUrl: roleOf(database, 'operator'),
      models,
    })
    rows = makeRows({ blueprint, models, seed: 11, now })
    clone = await openClone(blueprint, { server: testServer().superuserUrl, contextKey })
    const { url, operatorUrl = '', ownerUrl } = clone
    warehouse = openWarehouse(database, { url, operatorUrl, ownerUrl, contextKey })
    opened.push(warehouse)
  })

  afterAll(async () => {
    await Promise.all(opened.map((one) => one.close()))
    await clone?.drop()
    await database?.drop()
  })

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
    const list = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ')
    const keys = blueprint.relations.flatMap(({ schema, name, references }) =>
      references.map(
        ({ columns, to, there }) =>
          `alter table "${schema}"."${name}" add foreign key (${list(columns)}) references "${to.schema}"."${to.name}" (${list(there)})`,
      ),
    )
    expect(keys.length).toBeGreaterThan(2)
    await run(clone.ownerUrl, `begin; ${keys.join(';')}; rollback`)
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
        const others = rows.tenants.filter((other) => other !== tenant && text.includes(other.canary))
        expect([name, others]).toEqual([name, []])
      }
    }
  })

  test('have another count for each tenant, wherever a key leaves room for more than one', () => {
    const counts = rows.tables.map(({ rows: made }) =>
      rows.tenants.map((_, place) => made.filter(({ tenant }) => tenant === place).length),
    )
    const owned = counts.filter((count) => count.some((n) => n > 0))
    expect(owned.length).toBeGreaterThan(1)
    const told = owned.filter((count) => count.join() !== '1,1,1')
    expect(told.length).toBeGreaterThan(1)
    expect(
      told.filter(([few = 0, more = 0, most = 0]) => !(SIZES[0] <= few && few < more && more < most)),
    ).toEqual([])
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

  test('lie in the two years before now', () => {
    const instants = cellsOf('timestamptz').map(({ value }) => now.getTime() - Date.parse(value))
    const days = cellsOf('date').map(({ value }) => now.getTime() - Date.parse(value))
    const all = [...instants, ...days]
    expect(all.length).toBeGreaterThan(20)
    expect(all.filter((ago) => ago < 0 || ago > 732 * 86_400_000)).toEqual([])
    expect(Math.max(...all) - Math.min(...all)).toBeGreaterThan(500 * 86_400_000)
  })

  test('have numbers in their tenant’s own digits', () => {
    const numbers = cellsOf('int8', 'int4').filter(({ unique }) => !unique)
    expect(numbers.filter(({ value, unit }) => BigInt(value) % unit !== 0n)).toEqual([])
    expect(numbers.filter(({ value, unit }) => BigInt(value) / unit > 999n)).toEqual([])
  })

  /** What tenants' rows have in the columns of these types. */
  function cellsOf(...types: readonly string[]) {
    return blueprint.relations.flatMap((relation) => {
      const table = tableNamed(relation.name)
      if (table === undefined) return []
      return relation.columns
        .filter(({ value }) => value.is === 'scalar' && types.includes(value.base))
        .flatMap(({ name }) =>
          table.rows.flatMap(({ tenant, values }) => {
            const value = values[table.columns.indexOf(name)] ?? null
            const unit = rows.tenants[tenant ?? -1]?.unit
            const unique = [...relation.keys, ...relation.references].some(({ columns }) =>
              columns.includes(name),
            )
            return value === null || unit === undefined ? [] : [{ name, value, unit, unique }]
          }),
        )
    })
  }
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
