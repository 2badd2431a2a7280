import type { Models } from '../../model/model.ts'
import type { RelationPlan } from '../../warehouses/postgres/clone/blueprint.ts'
import type { Hints } from './hints.ts'
import type { Pointer } from './links.ts'
import type { Ownership } from './owners.ts'
import type { Sources } from './sources.ts'
import { roomy } from './values/value.ts'

/** Which combinations of a table's columns are unique, and which column sees to it. */
export interface Uniqueness {
  readonly keys: readonly (readonly string[])[]
  /** Column → whether its values differ among all tenants' rows, or among each tenant's own. */
  readonly carriers: ReadonlyMap<string, 'own' | 'all'>
}

/**
 * Every key has one column whose values are counted up, so that rows never clash by chance. Where the tenant is part of
 * the key each tenant counts from one: two tenants then share keys, as they may, and a lookup by key alone shows itself.
 */
export function uniquenessOf(
  table: RelationPlan,
  owner: Ownership,
  pointers: readonly Pointer[],
  all: ReadonlyMap<RelationPlan, Ownership>,
  hints: Hints,
  declared: readonly (readonly string[])[],
): Uniqueness {
  const keys = [...table.keys.map(({ columns }) => columns), ...declared]
  const taken = new Set(
    pointers.filter(({ from, to }) => from === table && to !== table).flatMap(({ columns }) => columns),
  )
  if (owner.is === 'column') taken.add(owner.column)
  const carriers = new Map<string, 'own' | 'all'>()
  for (const key of keys) {
    const free = table.columns.filter(
      ({ name, value, generated }) =>
        key.includes(name) && !taken.has(name) && generated === undefined && roomy(value, hints(table, name)),
    )
    const carrier = free.find(({ name }) => carriers.has(name)) ?? free[0]
    if (carrier === undefined) continue
    const shared =
      owner.is === 'column' && key.includes(owner.column) && !leadsHere(table, carrier.name, pointers, all)
    const before = carriers.get(carrier.name)
    carriers.set(carrier.name, shared && before !== 'all' ? 'own' : 'all')
  }
  return { keys, carriers }
}

/** Whether rows without a tenant of their own find theirs by this column: then it has to tell tenants apart. */
function leadsHere(
  table: RelationPlan,
  column: string,
  pointers: readonly Pointer[],
  all: ReadonlyMap<RelationPlan, Ownership>,
): boolean {
  return pointers.some(
    ({ from, to, there }) => to === table && there.includes(column) && all.get(from)?.is !== 'column',
  )
}

/** Keys that models declare of their own tables, the tenant's column added: they are kept within the tenant alone. */
export function declaredKeys(
  sources: Sources,
  models: Models,
  ownership: ReadonlyMap<RelationPlan, Ownership>,
): ReadonlyMap<RelationPlan, readonly (readonly string[])[]> {
  const found = new Map<RelationPlan, (readonly string[])[]>()
  for (const model of models.byName.values()) {
    const table = sources.directly(model)
    if (table === undefined) continue
    const known = table.keys.some(({ columns }) => columns.every((column) => model.key.includes(column)))
    if (known) continue
    const owner = ownership.get(table)
    const key = owner?.is === 'column' ? [...new Set([...model.key, owner.column])] : model.key
    found.set(table, [...(found.get(table) ?? []), key])
  }
  return found
}
