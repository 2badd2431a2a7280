import type { ValueName } from '../../../model/values.ts'
import type { Format } from './format.ts'

/** What a spreadsheet takes for the beginning of a formula. */
const formula = /^[=+\-@\t\r]/
/** What can't stand in a cell as it is. A space at an end would be trimmed by some readers. */
const special = /[",\r\n]|^\s|\s$/
/** Values that are numbers and moments, whatever they begin with: `-5` stays a number. */
const plain: ReadonlySet<ValueName> = new Set([
  'Int',
  'Float',
  'Decimal',
  'BigInt',
  'Boolean',
  'Date',
  'DateTime',
])

/**
 * RFC 4180 in UTF-8: a header of dotted response names, CRLF, null as an empty cell and an empty text as `""`. A text
 * that a spreadsheet would run as a formula gets an apostrophe in front.
 */
export const csv: Format = {
  name: 'csv',
  mediaTypes: ['text/csv'],
  contentType: 'text/csv; charset=utf-8; header=present',
  extension: 'csv',
  json: false,
  open: (columns) => {
    const cells = columns.map(({ type }) => (plain.has(type) ? number : text))
    return {
      head: line(columns.map(({ path }) => text(path.join('.')))),
      row: (row) => line(cells.map((cell, i) => cell(row[i] ?? null))),
    }
  },
}

type Cell = (value: string | null) => string

const number: Cell = (value) => value ?? ''

const text: Cell = (value) => {
  if (value === null) return ''
  const safe = formula.test(value) ? `'${value}` : value
  return safe === '' || special.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function line(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`
}
