import type { Model, Models } from '../../model/model.ts'
import type { Blueprint, Named, RelationPlan } from '../../warehouses/postgres/clone/blueprint.ts'

/** The tables of a blueprint that rows are made for, and which of them stand below a model. */
export interface Sources {
  readonly tables: readonly RelationPlan[]
  /** The table of that name; for a partition the table that it is a part of. */
  tableOf(name: Named): RelationPlan | undefined
  /** The table that a model stands on; undefined for views and SQL. */
  directly(model: Model): RelationPlan | undefined
  /** Every table that a model reads, through however many views. */
  below(model: Model): readonly RelationPlan[]
  /** What a column of a model's source may be called in the tables below it. */
  behind(model: Model, column: string): readonly string[]
}

/** Models of other warehouses stand on nothing here. */
export function sourcesOf(blueprint: Blueprint, models: Models): Sources {
  const relations = blueprint.relations.filter(({ schema }) => schema !== 'sluice_guard')
  const byKey = new Map(relations.map((relation) => [keyOf(relation), relation]))
  const words = Map.groupBy(relations, ({ name }) => name)
  const tableOf = (name: Named): RelationPlan | undefined => {
    const found = byKey.get(keyOf(name))
    if (found?.query !== undefined) return undefined
    const [parent] = found?.parents ?? []
    return found?.bound !== undefined && parent ? tableOf(parent) : found
  }
  const readings = new Map(
    [...models.byName.values()].map((model) => [model.name, readingOf(model, blueprint.warehouse, words)]),
  )
  const readBy = (model: Model) => readings.get(model.name) ?? { relations: [], texts: [] }
  return {
    tables: relations.filter(({ query, bound }) => query === undefined && bound === undefined),
    tableOf,
    directly: (model) => {
      const [first] = readBy(model).relations
      return model.source.is === 'table' && first ? tableOf(first) : undefined
    },
    below: (model) => [...new Set(readBy(model).relations.flatMap((relation) => tableOf(relation) ?? []))],
    behind: (model, column) => readBy(model).texts.reduce(renamed, [column]),
  }
}

interface Reading {
  /** The model's own source first. */
  readonly relations: readonly RelationPlan[]
  /** The queries on the way down, the uppermost first. */
  readonly texts: readonly string[]
}

function readingOf(
  { source, warehouse }: Model,
  here: string,
  words: ReadonlyMap<string, readonly RelationPlan[]>,
): Reading {
  if (warehouse !== here) return { relations: [], texts: [] }
  const found = new Set<RelationPlan>()
  const texts: string[] = []
  const look = (text: string) => {
    texts.push(text)
    for (const word of new Set(text.match(/[\p{L}\p{N}_$]+/gu))) {
      for (const relation of words.get(word) ?? []) add(relation)
    }
  }
  const add = (relation: RelationPlan) => {
    if (found.has(relation)) return
    found.add(relation)
    if (relation.query !== undefined) look(relation.query)
  }
  if (source.is === 'sql') look(source.text)
  else {
    const named = words.get(source.name) ?? []
    const exact = named.find(({ schema }) => schema === (source.schema ?? schema))
    if (exact !== undefined) add(exact)
  }
  return { relations: [...found], texts }
}

/** `org_id` where a query says `t.org_id as tenant_id`. */
function renamed(columns: readonly string[], query: string): readonly string[] {
  const found = columns.flatMap((column) => {
    const alias = new RegExp(
      String.raw`([\p{L}\p{N}_$]+)"?\)?(?:::[\w ]+)?\s+as\s+"?${escaped(column)}"?(?![\p{L}\p{N}_$])`,
      'giu',
    )
    return [...query.matchAll(alias)].flatMap(([, name]) => name ?? [])
  })
  return [...new Set([...columns, ...found])]
}

function escaped(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}_]/gu, String.raw`\$&`)
}

export function keyOf({ schema, name }: Named): string {
  return JSON.stringify([schema, name])
}
