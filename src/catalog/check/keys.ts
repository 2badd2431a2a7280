import type { Faults } from '../../base/fault.ts'
import type { Link, Model } from '../../model/model.ts'
import type { Relation } from '../../warehouses/contract.ts'
import { missingColumn, type Bound } from './bind.ts'

/** Checks key, tenant and freshness columns against the source. */
export function checkKeys(bound: Bound, all: ReadonlyMap<string, Bound>, faults: Faults): void {
  checkKey(bound, faults)
  checkTenant(bound, all, faults)
  checkFreshness(bound, faults)
}

function checkKey(bound: Bound, faults: Faults): void {
  const { model } = bound
  const missing = model.key.map((column) => missingColumn(bound, column, model.at, 'The key'))
  for (const fault of missing) if (fault) faults.add(fault)
  if (missing.some(Boolean)) return
  if (isUnique(bound, model.key) === false) {
    faults.add({
      what: `The key (${model.key.join(', ')}) of "${model.name}" is not unique in the warehouse`,
      at: model.at,
      expected: uniqueSets(bound),
      cure: 'Name the columns of its primary key, or add a unique index',
    })
  }
  const nullable = model.key.find((column) => bound.columns.get(column)?.nullable)
  if (nullable !== undefined && bound.relation && isTable(bound.relation)) {
    faults.add({
      what: `The key column "${nullable}" of "${model.name}" may be null`,
      at: model.at,
      expected: 'key columns that are not null',
      cure: 'Set the column not null in the warehouse, or name another key',
    })
  }
}

/** Whether rows differ in these columns; undefined where the warehouse can't tell, as for a view. */
export function isUnique({ relation }: Bound, columns: readonly string[]): boolean | undefined {
  const sets = [relation?.key ?? [], ...(relation?.uniques ?? [])].filter((set) => set.length > 0)
  if (sets.some((set) => set.every((column) => columns.includes(column)))) return true
  return relation && isTable(relation) ? false : undefined
}

/** Only tables have constraints; of a view nobody knows what its columns promise. */
export function isTable({ kind }: Relation): boolean {
  return kind === 'table' || kind === 'partition'
}

/** The unique sets of columns, for messages. */
export function uniqueSets({ relation }: Bound): string {
  const sets = [relation?.key ?? [], ...(relation?.uniques ?? [])].filter((set) => set.length > 0)
  const distinct = [...new Set(sets.map((set) => `(${set.join(', ')})`))]
  return distinct.length > 0
    ? `columns that are unique: ${distinct.join(' or ')}`
    : 'columns with a primary key or a unique index'
}

function checkTenant(bound: Bound, all: ReadonlyMap<string, Bound>, faults: Faults): void {
  const { tenant } = bound.model
  if (tenant.is === 'shared') return
  const owner = tenant.is === 'column' ? bound : follow(bound, tenant.links, all)
  const fault = owner && missingColumn(owner, tenant.column, bound.model.at, 'The tenant')
  if (fault) faults.add(fault)
}

function follow(bound: Bound, links: readonly string[], all: ReadonlyMap<string, Bound>): Bound | undefined {
  let at: Bound | undefined = bound
  for (const name of links) {
    const link: Link | undefined = linkOf(at?.model, name)
    at = link && all.get(link.to)
  }
  return at
}

function linkOf(model: Model | undefined, name: string): Link | undefined {
  const field = model?.fields.get(name)
  return field?.is === 'link' ? field : undefined
}

function checkFreshness(bound: Bound, faults: Faults): void {
  const { freshness, at, name } = bound.model
  if (!freshness) return
  const missing = missingColumn(bound, freshness.column, at, 'The freshness')
  if (missing) faults.add(missing)
  const column = bound.columns.get(freshness.column)
  if (!column || column.value === 'DateTime' || column.value === 'Date') return
  faults.add({
    what: `The freshness of "${name}" is read from "${column.name}", which is ${column.type}`,
    at,
    expected: 'a column with a time or a date',
    cure: 'Name the column that says when a row was loaded',
  })
}
