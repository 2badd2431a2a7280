import { modelNamed, type Model, type Models } from '../../model/model.ts'
import type { RelationPlan } from '../../warehouses/postgres/clone/blueprint.ts'
import { placed, type Pointer } from './links.ts'
import type { Sources } from './sources.ts'

/** Whose a table's rows are: their tenant stands in a column, is that of the row they point to, or they are nobody's. */
export type Ownership =
  | { readonly is: 'column'; readonly column: string }
  | { readonly is: 'pointer'; readonly pointer: Pointer }
  | { readonly is: 'nobody' }

/**
 * What the models say, the plainest first: of their own tables, of those below views and SQL by the tenant column's name,
 * of any other by that name, and of the rest by a pointer to a table whose tenant is known.
 */
export function ownershipOf(
  sources: Sources,
  models: Models,
  pointers: readonly Pointer[],
): ReadonlyMap<RelationPlan, Ownership> {
  const found = new Map<RelationPlan, Ownership>()
  const say = (table: RelationPlan | undefined, ownership: Ownership) => {
    if (table !== undefined && !found.has(table)) found.set(table, ownership)
  }
  const all = [...models.byName.values()]
  for (const model of all.toSorted((a, b) => rank(a) - rank(b))) {
    const table = sources.directly(model)
    const said = saidOf(sources, models, model, pointers)
    if (table !== undefined && said !== undefined) say(table, said)
  }
  const tenantColumns = new Set<string>()
  for (const model of all) {
    if (model.tenant.is !== 'column') continue
    const columns = sources.behind(model, model.tenant.column)
    for (const table of sources.below(model)) {
      const column = columnAmong(table, columns)
      if (column !== undefined) say(table, { is: 'column', column })
    }
    // A name such as `id` tells the tenant where a model says so, and nowhere else.
    if (model.key.length !== 1 || model.key[0] !== model.tenant.column) tenantColumns.add(model.tenant.column)
  }
  for (const table of sources.tables) {
    const column = columnAmong(table, [...tenantColumns])
    if (column !== undefined) say(table, { is: 'column', column })
  }
  const known = () => [...found].filter(([, { is }]) => is !== 'nobody').length
  for (let before = -1; before !== known();) {
    before = known()
    for (const pointer of pointers) {
      const there = found.get(pointer.to)
      if (there !== undefined && there.is !== 'nobody' && pointer.to !== pointer.from) {
        say(pointer.from, { is: 'pointer', pointer })
      }
    }
  }
  for (const table of sources.tables) say(table, { is: 'nobody' })
  return found
}

function rank({ tenant }: Model): number {
  return ['column', 'path', 'shared'].indexOf(tenant.is)
}

function saidOf(
  sources: Sources,
  models: Models,
  model: Model,
  pointers: readonly Pointer[],
): Ownership | undefined {
  const { tenant } = model
  if (tenant.is === 'shared') return { is: 'nobody' }
  if (tenant.is === 'column') return { is: 'column', column: tenant.column }
  const link = model.fields.get(tenant.links[0] ?? '')
  if (link?.is !== 'link') return undefined
  const from = placed(
    sources,
    model,
    link.on.map(({ here }) => here),
  )
  const to = placed(
    sources,
    modelNamed(models, link.to),
    link.on.map(({ there }) => there),
  )
  const pointer = pointers.find(
    (one) =>
      one.from === from?.table &&
      one.to === to?.table &&
      from.columns.every((column, i) => one.there[one.columns.indexOf(column)] === to.columns[i]),
  )
  return pointer === undefined ? undefined : { is: 'pointer', pointer }
}

function columnAmong(table: RelationPlan, names: readonly string[]): string | undefined {
  return names.find((name) => table.columns.some((column) => column.name === name))
}
