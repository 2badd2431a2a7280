import { apiNames, reservedField, reservedModel, reservedType, singular } from '../../model/names.ts'
import type { Column, Inventory, Reference, Relation } from '../../warehouses/contract.ts'
import { camel, capital, firstFree, pascal, words } from './words.ts'

/** A table on its way to become a model. */
export interface Table {
  readonly relation: Relation
  /** The model's name. */
  readonly type: string
  /** Names that its fields, links, measures have taken. */
  readonly taken: Set<string>
  /** Field names by column, for the columns that the model can carry. */
  readonly fields: ReadonlyMap<string, string>
  readonly key: readonly string[]
}

/** A relation that becomes no model, and why. */
export interface LeftOut {
  readonly relation: Relation
  readonly why: string
}

export interface Chosen {
  /** By schema and name, in the order of the inventory. */
  readonly tables: ReadonlyMap<string, Table>
  readonly leftOut: readonly LeftOut[]
}

export function idOf({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return JSON.stringify([schema, name])
}

/** Which relations become models, and what they and their fields are called. */
export function chooseTables({ relations }: Inventory): Chosen {
  const leftOut: LeftOut[] = []
  const chosen = relations.filter((relation) => {
    // Its rows are read through the table that it is a part of.
    if (relation.kind === 'partition') return false
    const why = whyNot(relation)
    if (why !== undefined) leftOut.push({ relation, why })
    return why === undefined
  })
  const names = typeNames(chosen)
  const tables = new Map<string, Table>()
  for (const relation of chosen) {
    const id = idOf(relation)
    const taken = new Set<string>()
    const fields = fieldNames(relation.columns, taken)
    tables.set(id, { relation, type: names.get(id) ?? '', taken, fields, key: relation.key })
  }
  return { tables, leftOut }
}

function whyNot({ kind, key, columns }: Relation): string | undefined {
  if (kind === 'view')
    return 'a view has no key that the warehouse knows of: name its key, and set security_invoker on it'
  if (kind === 'materialized view')
    return 'row-level security does not reach a materialized view: serve a table instead'
  if (kind === 'foreign table')
    return 'row-level security does not reach a foreign table: serve a table instead'
  if (key.length === 0) return 'it has no primary key, nor a unique index over columns that are not null'
  const odd = key.find((name) => !columns.find((column) => column.name === name)?.value)
  if (odd !== undefined) return `its key column "${odd}" has a type that cannot be carried`
  return undefined
}

/** Short names first: what the API makes of `Order` decides whether `OrderMetrics` is free, not the other way round. */
function typeNames(relations: readonly Relation[]): ReadonlyMap<string, string> {
  const wanted = relations.map((relation) => ({ relation, name: typeName(relation.name) }))
  const names = new Map<string, string>()
  const types = new Set<string>()
  const roots = new Set<string>()
  const isFree = (name: string) =>
    !types.has(name) &&
    reservedType(name, types) === undefined &&
    reservedModel(name) === undefined &&
    Object.values(apiNames(name)).every((root) => !roots.has(root))
  for (const { relation, name } of wanted.sort((a, b) => a.name.length - b.name.length)) {
    const within = relation.schema === 'public' ? '' : pascal(words(relation.schema)) + name
    const type = firstFree([name, within, `${name}Record`], isFree)
    names.set(idOf(relation), type)
    types.add(type)
    for (const root of Object.values(apiNames(type))) roots.add(root)
  }
  return names
}

function typeName(table: string): string {
  return capital(singular(pascal(words(table)))) || 'Table'
}

/** Every column that can be carried keeps a field of its name. */
function fieldNames(columns: readonly Column[], taken: Set<string>): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const [i, { name, value }] of columns.entries()) {
    if (!value) continue
    const plain = camel(words(name)) || `column${i + 1}`
    const field = claim(taken, [plain, `${plain}Value`])
    names.set(name, field)
  }
  return names
}

/** Takes the first name that is free among a model's fields. */
export function claim(
  taken: Set<string>,
  candidates: readonly string[],
  alsoFree: (name: string) => boolean = () => true,
): string {
  const isFree = (name: string) => !taken.has(name) && reservedField(name) === undefined && alsoFree(name)
  const name = firstFree(candidates, isFree)
  taken.add(name)
  return name
}

/** A table's foreign keys whose columns and target are in the draft, each pairing once. */
export function referencesOf(table: Table, tables: ReadonlyMap<string, Table>): readonly Reference[] {
  const seen = new Set<string>()
  return table.relation.references.filter((reference) => {
    const pairing = JSON.stringify([reference.columns, reference.to])
    if (seen.has(pairing) || !tables.has(idOf(reference.to))) return false
    seen.add(pairing)
    return true
  })
}

export function columnOf(table: Table, name: string): Column | undefined {
  return table.relation.columns.find((column) => column.name === name)
}
