import type { ColumnPlan, RelationPlan } from '../../warehouses/postgres/clone/blueprint.ts'
import type { SyntheticTenant } from './contract.ts'
import type { Random } from '../random.ts'
import { valueWithin, type Cuts } from './bounds.ts'
import type { Uniqueness } from './carriers.ts'
import type { Hints } from './hints.ts'
import type { Pointer } from './links.ts'
import type { Ownership } from './owners.ts'
import type { Spot } from './values/maker.ts'
import { valueOf } from './values/value.ts'

/** A row while it is made: column → value. */
export interface Draft {
  readonly tenant: number | undefined
  readonly values: Map<string, string | null>
}

/** What a table's rows are made from. */
export interface Recipe {
  readonly table: RelationPlan
  readonly owner: Ownership
  /** Where its rows point to, its own table last. */
  readonly pointers: readonly Pointer[]
  readonly uniqueness: Uniqueness
  /** How many rows there are beyond the usual, like the first but for keys and pointers. */
  readonly crowd: number
  readonly hints: Hints
  readonly cuts: Cuts
  readonly tenants: readonly SyntheticTenant[]
  readonly shared: string
  readonly now: Date
  readonly random: Random
  /** Rows made until now, of each table. */
  readonly made: ReadonlyMap<RelationPlan, readonly Draft[]>
}

/** Whose the row is, and which of theirs, from 0. */
interface Place {
  readonly tenant: number | undefined
  readonly row: number
  /** The row that it is to be like. */
  readonly like?: Draft | undefined
}

const ATTEMPTS = 40

/** As many of `size` rows and the crowd of one tenant (or of nobody) as their keys allow, into `into`. */
export function makeInto(into: Draft[], recipe: Recipe, tenant: number | undefined, size: number): void {
  const first = into.length
  for (let row = 0; row < size + recipe.crowd; row++) {
    const like = row < size ? undefined : into[first]
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const draft = draftOf(recipe, { tenant, row, like }, into)
      if (draft === undefined || clashes(recipe, draft, into)) continue
      into.push(draft)
      break
    }
  }
}

/** @returns undefined where a row needs another that isn't there */
function draftOf(recipe: Recipe, place: Place, before: readonly Draft[]): Draft | undefined {
  const { tenant } = place
  const { table, owner, uniqueness, tenants } = recipe
  const values = new Map<string, string | null>()
  if (owner.is === 'column' && tenant !== undefined) values.set(owner.column, tenants[tenant]?.id ?? null)
  for (const [column, unique] of uniqueness.carriers) {
    const plan = table.columns.find(({ name }) => name === column)
    if (plan !== undefined) values.set(column, cell(recipe, plan, place, unique))
  }
  for (const pointer of recipe.pointers) {
    const candidates = pointer.to === table ? before : recipe.made.get(pointer.to)
    if (!point(recipe, pointer, place, values, candidates)) return undefined
  }
  for (const column of table.columns) {
    if (values.has(column.name) || column.generated !== undefined) continue
    const like = inKey(recipe, column.name) ? undefined : place.like?.values.get(column.name)
    values.set(column.name, like ?? (isEmpty(recipe, column, place) ? null : cell(recipe, column, place)))
  }
  return { tenant, values }
}

function cell(
  { table, hints, cuts, tenants, shared, now, random }: Recipe,
  column: ColumnPlan,
  place: Place,
  unique?: 'own' | 'all',
): string {
  const { tenant, row } = place
  const spot: Spot = {
    tenant,
    tenants: tenants.length,
    canary: tenant === undefined ? shared : (tenants[tenant]?.canary ?? shared),
    now,
    ...(unique === undefined ? {} : { unique }),
  }
  const cut = unique === undefined ? valueWithin(cuts, table, column.name, row, random) : undefined
  const choice = {
    turn: turnOf(column.name, place),
    asked: isAsked(place),
    ...(unique === undefined ? {} : { n: row + 1 }),
  }
  return cut ?? valueOf(column, hints(table, column.name), spot, choice, random)
}

const EMPTY_EVERY = 5
const ASKED_EVERY = 3

/** Whether the row is one that comes through conditions: by chance alone hardly any would come through several. */
function isAsked({ row }: Place): boolean {
  return row % ASKED_EVERY === 0
}

function isEmpty(recipe: Recipe, column: ColumnPlan, place: Place): boolean {
  if (!column.nullable || inKey(recipe, column.name)) return false
  const boolean = column.value.is === 'scalar' && column.value.base === 'bool'
  if (isAsked(place)) return recipe.hints(recipe.table, column.name).absent && !boolean
  return turnOf(column.name, place) % EMPTY_EVERY === 0
}

/** Counts up with a tenant's rows, each column and each tenant beginning elsewhere: what has few values gets all of them. */
function turnOf(name: string, place: Place): number {
  const { tenant, row } = place
  const start = Buffer.from(name).reduce((sum, byte) => (sum * 31 + byte) % 9973, 0)
  return start + (tenant ?? 0) + (isAsked(place) ? row / ASKED_EVERY : row)
}

/**
 * Lets the row point to one of the same tenant, or to nobody's; sometimes to none, where it may. @returns false where it
 * must and can't
 */
function point(
  recipe: Recipe,
  pointer: Pointer,
  place: Place,
  values: Map<string, string | null>,
  candidates: readonly Draft[] = [],
): boolean {
  const { table, owner, random } = recipe
  const { tenant } = place
  // What another pointer has left empty points nowhere.
  if (pointer.columns.some((column) => values.get(column) === null)) return true
  const open = pointer.columns.filter((column) => !values.has(column))
  const mayLack =
    open.length > 0 &&
    open.every((column) => nullable(table, column) && !inKey(recipe, column)) &&
    !(owner.is === 'pointer' && owner.pointer === pointer)
  if (mayLack && turnOf(open[0] ?? '', place) % EMPTY_EVERY === 0) return leave(open, values)
  const fitting = candidates.filter(
    (there) =>
      (there.tenant === tenant || there.tenant === undefined || tenant === undefined) &&
      pointer.columns.every((column, i) => {
        const value = there.values.get(pointer.there[i] ?? '')
        return value != null && (values.get(column) ?? value) === value
      }),
  )
  const chosen = fitting[random.below(fitting.length)]
  if (chosen === undefined) {
    if (mayLack) return leave(open, values)
    // A row may point to itself; and what is made later in a circle is pointed to afterwards.
    if (pointer.to === table) return pointToSelf(pointer, values)
    return open.length === 0 || !recipe.made.has(pointer.to)
  }
  pointer.columns.forEach((column, i) =>
    values.set(column, chosen.values.get(pointer.there[i] ?? '') ?? null),
  )
  return true
}

function leave(columns: readonly string[], values: Map<string, string | null>): true {
  for (const column of columns) values.set(column, null)
  return true
}

function pointToSelf({ columns, there }: Pointer, values: Map<string, string | null>): boolean {
  columns.forEach((column, i) => {
    const own = values.get(there[i] ?? '')
    if (own !== undefined && !values.has(column)) values.set(column, own)
  })
  return true
}

function nullable(table: RelationPlan, column: string): boolean {
  return table.columns.find(({ name }) => name === column)?.nullable ?? false
}

function inKey({ uniqueness }: Recipe, column: string): boolean {
  return uniqueness.keys.some((key) => key.includes(column))
}

/** Whether a key is taken. Columns that fold case are compared folded. */
function clashes({ table, uniqueness }: Recipe, draft: Draft, others: readonly Draft[]): boolean {
  const folding = new Set(table.columns.filter(({ exact }) => !exact).map(({ name }) => name))
  const told = (column: string, { values }: Draft) => {
    const value = values.get(column)
    return value != null && folding.has(column) ? value.toLowerCase() : value
  }
  return uniqueness.keys.some((key) =>
    others.some((other) =>
      key.every((column) => {
        const value = told(column, draft)
        return value != null && value === told(column, other)
      }),
    ),
  )
}
