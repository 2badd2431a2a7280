import type { Model } from '../../model/model.ts'
import type { SyntheticTable } from '../rows/contract.ts'
import type { Scene } from './stage.ts'

/** The made-up rows of the table that a model reads; undefined for a view, for SQL, and for what got none. */
export function tableOf({ source, warehouse }: Model, scenes: readonly Scene[]): SyntheticTable | undefined {
  if (source.is !== 'table') return undefined
  const rows = scenes.find((scene) => scene.warehouse === warehouse)?.rows
  return rows?.tables.find(
    ({ table }) =>
      table.name === source.name && (source.schema === undefined || table.schema === source.schema),
  )
}

/** Every value of a field that is a column, each once; of the first tenant's rows alone where that is asked. */
export function valuesIn(
  model: Model,
  field: string | undefined,
  scenes: readonly Scene[],
  first = false,
): readonly string[] {
  const dimension = field === undefined ? undefined : model.fields.get(field)
  if (dimension?.is !== 'dimension' || dimension.from.is !== 'column') return []
  const table = tableOf(model, scenes)
  const place = table?.columns.indexOf(dimension.from.column) ?? -1
  const rows = table?.rows.filter(({ tenant }) => !first || tenant === 0) ?? []
  return [...new Set(rows.flatMap(({ values }) => values[place] ?? []))]
}
