import type { Models } from '../../model/model.ts'
import type { Blueprint, RelationPlan } from '../../warehouses/postgres/clone/blueprint.ts'
import type { Filling } from '../../warehouses/postgres/clone/contract.ts'
import type { RowsOptions, SyntheticRows, SyntheticTable } from '../contract.ts'
import { openRandom } from '../random.ts'
import { cutsOf } from './bounds.ts'
import { closeCircles } from './circles.ts'
import { declaredKeys, uniquenessOf } from './carriers.ts'
import { hintsOf } from './hints.ts'
import { pointersOf } from './links.ts'
import { ordered } from './order.ts'
import { ownershipOf } from './owners.ts'
import { sourcesOf } from './sources.ts'
import { makeInto, type Draft, type Recipe } from './table.ts'
import { canaryOf, tenantColumns, tenantsOf } from './tenants.ts'

const SIZES = [7, 11, 13]
const NOBODYS = 9

/**
 * Rows for every table of the blueprint, the same each time for the same options.
 * @throws INVALID_PROJECT where a tenant column can't hold two tenants
 */
export function makeRows({
  blueprint,
  beside = [],
  models,
  seed,
  now,
  sizes = SIZES,
}: RowsOptions): SyntheticRows {
  const random = openRandom(seed)
  const { sources, pointers, ownership, cuts } = groundsOf(blueprint, models)
  const all = [blueprint, ...beside].toSorted((a, b) => (a.warehouse < b.warehouse ? -1 : 1))
  const columns = all
    .map((one) => groundsOf(one, models))
    .flatMap((one) => tenantColumns(one.ownership, one.cuts))
  const tenants = tenantsOf(sizes.length, columns, random)
  const shared = canaryOf(tenants.length, random)
  const hints = hintsOf(blueprint, sources, models)
  const declared = declaredKeys(sources, models, ownership)
  const made = new Map<RelationPlan, Draft[]>()
  const notes: string[] = []
  for (const table of ordered(sources.tables, pointers)) {
    const owner = ownership.get(table) ?? { is: 'nobody' }
    const recipe: Recipe = {
      table,
      owner,
      pointers: pointers
        .filter(({ from }) => from === table)
        .toSorted((a, b) => Number(a.to === table) - Number(b.to === table) || rank(b) - rank(a)),
      uniqueness: uniquenessOf(table, owner, pointers, ownership, hints, declared.get(table) ?? []),
      hints,
      cuts,
      tenants,
      shared,
      now,
      random,
      made,
    }
    function rank(pointer: (typeof pointers)[number]): number {
      return owner.is === 'pointer' && owner.pointer === pointer ? 1000 : pointer.columns.length
    }
    const drafts: Draft[] = []
    if (owner.is === 'nobody') makeInto(drafts, recipe, undefined, NOBODYS)
    else tenants.forEach((_, place) => makeInto(drafts, recipe, place, sizes[place] ?? 0))
    made.set(table, drafts)
    if (drafts.length === 0)
      notes.push(`${table.schema}.${table.name} got no rows: what they would point to isn't there`)
  }
  closeCircles(made, pointers, random)
  return Object.freeze({
    tenants,
    shared,
    tables: [...made].map(([table, drafts]) => tableOf(table, drafts)),
    notes,
  })
}

/** What is known of a warehouse before any row is made. */
function groundsOf(blueprint: Blueprint, models: Models) {
  const sources = sourcesOf(blueprint, models)
  const pointers = pointersOf(sources, models)
  return { sources, pointers, ownership: ownershipOf(sources, models, pointers), cuts: cutsOf(blueprint) }
}

/** What `clone.fill` takes: everybody's rows, or those of the tenants at these places and nobody's. */
export function fillingsOf({ tables }: SyntheticRows, only?: readonly number[]): readonly Filling[] {
  return tables.map(({ table, columns, rows }) => ({
    table,
    columns,
    rows: rows
      .filter(({ tenant }) => only === undefined || tenant === undefined || only.includes(tenant))
      .map(({ values }) => values),
  }))
}

function tableOf({ schema, name, columns }: RelationPlan, drafts: readonly Draft[]): SyntheticTable {
  const written = columns.filter(({ generated }) => generated === undefined).map((column) => column.name)
  return {
    table: { schema, name },
    columns: written,
    rows: drafts.map(({ tenant, values }) => ({
      tenant,
      values: written.map((column) => values.get(column) ?? null),
    })),
  }
}
