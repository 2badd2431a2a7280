import type { Models } from '../../model/model.ts'
import type { Blueprint, RelationPlan } from '../../warehouses/postgres/clone/blueprint.ts'
import type { Filling } from '../../warehouses/postgres/clone/contract.ts'
import type { RowsOptions, SyntheticRows, SyntheticTable } from './contract.ts'
import { openRandom } from '../random.ts'
import { cutsOf } from './bounds.ts'
import { closeCircles } from './circles.ts'
import { declaredKeys, uniquenessOf } from './carriers.ts'
import { crowdsOf } from './crowds.ts'
import { hintsOf } from './hints.ts'
import { pointersOf, type Pointer } from './links.ts'
import { ordered } from './order.ts'
import { ownershipOf } from './owners.ts'
import { sourcesOf } from './sources.ts'
import { makeInto, type Draft, type Recipe } from './table.ts'
import { canaryOf, tenantColumns, tenantsOf, type TenantColumn } from './tenants.ts'

const SIZES = [7, 11, 13]
const NOBODYS = 9

/**
 * Rows for every table of the blueprint, the same each time for the same options.
 * @throws INVALID_PROJECT where a tenant column can't hold two tenants
 */
export function makeRows(options: RowsOptions): SyntheticRows {
  const { blueprint, models, seed, sizes = SIZES } = options
  const random = openRandom(seed)
  const grounds = groundsOf(blueprint, models)
  const tenants = tenantsOf(sizes.length, columnsOf(options), random)
  const shared = canaryOf(tenants.length, random)
  const recipeFor = recipes(options, grounds, { tenants, shared, random })
  const made = new Map<RelationPlan, Draft[]>()
  for (const table of ordered(grounds.sources.tables, grounds.pointers)) {
    const recipe = recipeFor(table, made)
    const drafts: Draft[] = []
    if (recipe.owner.is === 'nobody') makeInto(drafts, recipe, undefined, NOBODYS)
    else tenants.forEach((_, place) => makeInto(drafts, recipe, place, sizes[place] ?? 0))
    made.set(table, drafts)
  }
  closeCircles(made, grounds.pointers, random)
  const empty = [...made].filter(([, drafts]) => drafts.length === 0)
  return Object.freeze({
    tenants,
    shared,
    tables: [...made].map(([table, drafts]) => tableOf(table, drafts)),
    notes: empty.map(
      ([{ schema, name }]) => `${schema}.${name} got no rows: what they would point to isn't there`,
    ),
  })
}

/** The tenant columns of all warehouses, in an order that doesn't hang on which of them is asked about. */
function columnsOf({ blueprint, beside = [], models }: RowsOptions): readonly TenantColumn[] {
  const all = [blueprint, ...beside].toSorted((a, b) => (a.warehouse < b.warehouse ? -1 : 1))
  return all
    .map((one) => groundsOf(one, models))
    .flatMap(({ ownership, cuts }) => tenantColumns(ownership, cuts))
}

/** How the rows of each table are made. */
function recipes(
  { blueprint, models, now }: RowsOptions,
  { sources, pointers, ownership, cuts }: Grounds,
  asked: Pick<Recipe, 'tenants' | 'shared' | 'random'>,
): (table: RelationPlan, made: Recipe['made']) => Recipe {
  const hints = hintsOf(blueprint, sources, models)
  const crowds = crowdsOf(sources, models, pointers)
  const declared = declaredKeys(sources, models, ownership)
  return (table, made) => {
    const owner = ownership.get(table) ?? { is: 'nobody' }
    // What says the tenant comes first, then what fixes most columns; its own rows point to what is there by then.
    const rank = (pointer: Pointer) => {
      if (pointer.to === table) return 0
      return owner.is === 'pointer' && owner.pointer === pointer ? MOST : pointer.columns.length
    }
    return {
      ...asked,
      table,
      owner,
      pointers: pointers.filter(({ from }) => from === table).toSorted((a, b) => rank(b) - rank(a)),
      uniqueness: uniquenessOf(table, owner, pointers, ownership, hints, declared.get(table) ?? []),
      crowd: crowds.get(table) ?? 0,
      hints,
      cuts,
      now,
      made,
    }
  }
}

const MOST = Number.MAX_SAFE_INTEGER

type Grounds = ReturnType<typeof groundsOf>

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
