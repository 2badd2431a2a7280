import type { Dimension, Model, Models } from '../../model/model.ts'
import type { Blueprint, ColumnPlan, Named, RelationPlan } from '../../warehouses/postgres/clone/blueprint.ts'
import type { SyntheticRows, SyntheticTable } from '../rows/contract.ts'

/** Rows whose masked texts begin with a word of their column's own, so that one of them is told from any other text. */
export interface MarkedRows {
  readonly rows: SyntheticRows
  /** The word of each masked field, by `Model.field`; one that has no room for it has none. */
  readonly marks: ReadonlyMap<string, string>
}

const LENGTH = 10
const texts = new Set(['text', 'varchar'])

/** Gives each masked column its word; the rows are the same otherwise. */
export function markMasked(rows: SyntheticRows, blueprint: Blueprint, models: Models): MarkedRows {
  const marks = new Map<string, string>()
  const byColumn = new Map<string, string>()
  for (const { model, field } of maskedColumns(models)) {
    const relation = blueprint.relations.find((one) => isSource(model, one))
    const column = field.from.is === 'column' ? field.from.column : ''
    if (!relation || !hasRoom(blueprint, relation, column)) continue
    const place = [relation.schema, relation.name, column].join('\n')
    const mark = byColumn.get(place) ?? markOf(byColumn.size)
    byColumn.set(place, mark)
    marks.set(`${model.name}.${field.name}`, mark)
  }
  return { marks, rows: { ...rows, tables: rows.tables.map((table) => marked(table, byColumn)) } }
}

/** Its first letter is what a mask may leave; no other word begins like it. */
function markOf(place: number): string {
  return `qmask${String(place).padStart(LENGTH - 6, '0')}x`
}

function maskedColumns(models: Models): readonly { readonly model: Model; readonly field: Dimension }[] {
  return [...models.byName.values()].flatMap((model) =>
    [...model.fields.values()].flatMap((field) =>
      field.is === 'dimension' && field.from.is === 'column' && field.pii && field.pii.mask !== 'NONE'
        ? [{ model, field }]
        : [],
    ),
  )
}

function isSource({ source }: Model, { schema, name }: Named): boolean {
  return (
    source.is === 'table' && source.name === name && (source.schema === undefined || source.schema === schema)
  )
}

/** A plain text that nothing refers to, no check looks at and no key holds. */
function hasRoom({ relations }: Blueprint, relation: RelationPlan, name: string): boolean {
  const column = relation.columns.find((one) => one.name === name)
  const bound = [...relation.keys, ...relation.references].some(({ columns }) => columns.includes(name))
  const referred = relations.some(({ references }) =>
    references.some(({ to, there }) => to.name === relation.name && there.includes(name)),
  )
  return (
    column !== undefined &&
    isPlain(column) &&
    !bound &&
    !referred &&
    !relation.checks.some((one) => one.includes(name))
  )
}

function isPlain({ value, generated }: ColumnPlan): boolean {
  if (value.is !== 'scalar' || generated !== undefined || value.checks.length > 0) return false
  return texts.has(value.base) && (value.length ?? Number.POSITIVE_INFINITY) >= 6 * LENGTH
}

function marked(table: SyntheticTable, byColumn: ReadonlyMap<string, string>): SyntheticTable {
  const { schema, name } = table.table
  const words = table.columns.map((column) => byColumn.get([schema, name, column].join('\n')))
  if (words.every((word) => word === undefined)) return table
  const rows = table.rows.map(({ tenant, values }) => ({
    tenant,
    values: values.map((value, i) => (value === null || words[i] === undefined ? value : words[i] + value)),
  }))
  return { ...table, rows }
}
