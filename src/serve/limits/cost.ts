import { SluiceError, invariant } from '../../base/errors.ts'
import type { Binding } from '../../engine/contract.ts'
import type { Operand, Page, Query, RowsQuery, Selection } from '../../engine/query.ts'
import type { Limits } from './limits.ts'

/**
 * What the answer may hold: fields × rows, nested lists multiplied. It depends on `first` and `last`, which may be
 * variables, so it is taken for each request; a walk over a plan of fifty fields takes microseconds.
 * @throws TOO_COSTLY with the number and the limit; INVALID_REQUEST for a page that is too large or negative
 */
export function limitCost(queries: readonly Query[], binding: Binding, limits: Limits): number {
  const cost = sum(queries, (query) => costOf(query, binding, limits))
  if (cost <= limits.cost) return cost
  throw new SluiceError('TOO_COSTLY', {
    what: `The request may answer with ${cost} values`,
    expected: `at most ${limits.cost}: fields times rows, nested lists multiplied`,
    cure: 'Ask for smaller pages (`first`), fewer fields, or in several requests',
  })
}

function costOf(query: Query, binding: Binding, limits: Limits): number {
  if (query.is === 'rows') return rowsCost(query, binding, limits)
  const groups = query.limit === undefined ? limits.page : pageSize(query.limit, 'limit', binding, limits)
  const rows = groups + (query.others ? 1 : 0)
  return sum(query.fields, (field) => {
    if (field.is === 'rows') return rows * width(field.select, binding, limits)
    if (field.is === 'totals') return width(field.select, binding, limits)
    return field.is === 'meta' ? field.fields.length : 1
  })
}

function rowsCost(query: RowsQuery, binding: Binding, limits: Limits): number {
  const { shape } = query
  if (shape.is === 'one') return width(query.select, binding, limits)
  const rows = pageRows(query.page, binding, limits)
  if (shape.is === 'list') return rows * width(query.select, binding, limits)
  return sum(shape.fields, (field) => {
    if (field.is === 'nodes') return rows * width(field.select, binding, limits)
    if (field.is !== 'edges') return 1
    return rows * sum(field.fields, (edge) => (edge.is === 'node' ? width(edge.select, binding, limits) : 1))
  })
}

function width(select: readonly Selection[], binding: Binding, limits: Limits): number {
  return sum(select, (field) => {
    if (field.is === 'many') return rowsCost(field.query, binding, limits)
    return 'select' in field ? 1 + width(field.select, binding, limits) : 1
  })
}

function pageRows(page: Page | undefined, binding: Binding, limits: Limits): number {
  if (page?.first) return pageSize(page.first, 'first', binding, limits)
  if (page?.last) return pageSize(page.last, 'last', binding, limits)
  return limits.page
}

function pageSize(operand: Operand, name: string, binding: Binding, limits: Limits): number {
  const size = valueOf(operand, binding)
  if (size === null || size === undefined) return limits.page
  invariant(typeof size === 'number', `${name} is coerced to a number`)
  if (size >= 0 && size <= limits.page) return size
  throw new SluiceError('INVALID_REQUEST', {
    what: `\`${name}\` is ${size}`,
    expected: `0 to ${limits.page}`,
    cure: cureOf(name, size),
  })
}

function cureOf(name: string, size: number): string {
  if (name === 'limit') return 'Ask for fewer groups, and for the next ones with `offset`'
  return size < 0 ? 'Ask backwards with `last` and `before`' : 'Ask for smaller pages, one after another'
}

/** What an operand stands for in one request; undefined for a list, and for a variable that isn't given. */
export function valueOf(operand: Operand, binding: Binding): unknown {
  if (operand.is === 'constant') return operand.value
  if (operand.is === 'list') return undefined
  let value: unknown = binding.variables
  for (const step of operand.path)
    value = (value as Record<string | number, unknown> | null | undefined)?.[step]
  return value
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  let total = 0
  for (const item of items) total += of(item)
  return total
}
