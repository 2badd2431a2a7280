import { modelNamed, type Link, type Model, type Models } from '../../model/model.ts'
import type { RelationPlan } from '../../warehouses/postgres/clone/blueprint.ts'
import type { Sources } from './sources.ts'

/** Columns of a table that say which row of another they belong to: a foreign key's, or a link's of a model. */
export interface Pointer {
  readonly from: RelationPlan
  readonly columns: readonly string[]
  readonly to: RelationPlan
  readonly there: readonly string[]
}

/** Every pointer between the tables, each once; foreign keys before links that say no more than they do. */
export function pointersOf(sources: Sources, models: Models): readonly Pointer[] {
  const found = new Map<string, Pointer>()
  const add = (pointer: Pointer) => {
    const pairs = pointer.columns.map((column, i) => `${column}=${pointer.there[i]}`).toSorted()
    const key = JSON.stringify([
      pointer.from.schema,
      pointer.from.name,
      pointer.to.schema,
      pointer.to.name,
      pairs,
    ])
    if (!found.has(key)) found.set(key, pointer)
  }
  for (const from of sources.tables) {
    for (const { columns, to, there } of from.references) {
      const target = sources.tableOf(to)
      if (target !== undefined) add({ from, columns, to: target, there })
    }
  }
  for (const model of models.byName.values()) {
    for (const field of model.fields.values()) {
      if (field.is === 'link') linked(sources, model, field, modelNamed(models, field.to)).forEach(add)
    }
  }
  return [...found.values()]
}

/** What a link says of the tables below its two models; nothing where it can't be told which columns it means. */
function linked(sources: Sources, model: Model, link: Link, target: Model): readonly Pointer[] {
  if (link.on.length === 0) return []
  const here = placed(
    sources,
    model,
    link.on.map((pair) => pair.here),
  )
  const there = placed(
    sources,
    target,
    link.on.map((pair) => pair.there),
  )
  if (here === undefined || there === undefined) return []
  const [from, to] = link.many ? [there, here] : [here, there]
  const same = from.table === to.table && from.columns.every((column, i) => column === to.columns[i])
  return same ? [] : [{ from: from.table, columns: from.columns, to: to.table, there: to.columns }]
}

/** The first table below a model that has all of these columns, under their own names there. */
export function placed(
  sources: Sources,
  model: Model,
  columns: readonly string[],
): { readonly table: RelationPlan; readonly columns: readonly string[] } | undefined {
  const direct = sources.directly(model)
  const tables = direct === undefined ? sources.below(model) : [direct]
  for (const table of tables) {
    const has = new Set(table.columns.map(({ name }) => name))
    const own = columns.map((column) => sources.behind(model, column).find((name) => has.has(name)))
    if (own.every((name) => name !== undefined)) return { table, columns: own }
  }
  return undefined
}
