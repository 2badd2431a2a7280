import { defect } from '../../../base/errors.ts'
import type { OutputColumn } from '../../../engine/contract.ts'
import type { Selection } from '../../../engine/query.ts'
import { valueTypes } from '../../../model/values.ts'
import type { Row } from '../../../warehouses/contract.ts'
import type { Format } from './format.ts'

/** JSON Lines: a row a line, each an object of the same shape as in an answer of the API. */
export const jsonl: Format = {
  name: 'jsonl',
  mediaTypes: ['application/jsonl', 'application/x-ndjson'],
  contentType: 'application/jsonl; charset=utf-8',
  extension: 'jsonl',
  json: true,
  open: ({ select, columns, built }) => {
    const written = built ? ([text]: Row) => text ?? 'null' : objectOf(select, columns, [])
    return { head: '', row: (row) => `${written(row)}\n` }
  },
}

type Write = (row: Row) => string

/** Writes the object of a selection from the columns that its values stand in. */
function objectOf(
  select: readonly Selection[],
  columns: readonly OutputColumn[],
  above: readonly string[],
): Write {
  const entries = select.map((selection) => {
    const value = valueOf(selection, columns, [...above, selection.as])
    const key = `${JSON.stringify(selection.as)}:`
    return (row: Row) => key + value(row)
  })
  return (row) => `{${entries.map((entry) => entry(row)).join(',')}}`
}

function valueOf(selection: Selection, columns: readonly OutputColumn[], path: readonly string[]): Write {
  if (selection.is === 'typename') {
    const name = JSON.stringify(selection.name)
    return () => name
  }
  if ('select' in selection) return objectOf(selection.select, columns, path)
  const at = columns.findIndex((column) => column.path.join('.') === path.join('.'))
  const column = columns[at]
  if (!column) throw defect(`the export has a column for ${path.join('.')}`)
  const json = scalar(column)
  return (row) => json(row[at] ?? null)
}

/** A column's text as JSON. What JSON can't say (NaN, infinities) is null, as in an answer. */
function scalar({ type }: OutputColumn): (text: string | null) => string {
  const { json, family } = valueTypes[type]
  if (json === 'string') {
    const dated = family === 'date' || family === 'instant'
    return (text) => (text === null || (dated && !/^\d/.test(text)) ? 'null' : JSON.stringify(text))
  }
  return (text) => (text === null || /^(NaN|-?Infinity)$/.test(text) ? 'null' : text)
}
