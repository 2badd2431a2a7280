import { SluiceError, invariant } from '../../base/errors.ts'
import type { Binding } from '../../engine/contract.ts'
import type {
  EdgeField,
  MetricsQuery,
  Operand,
  Page,
  Query,
  RowsQuery,
  Selection,
} from '../../engine/query.ts'
import type { Models } from '../../model/model.ts'
import { groupsOf } from './groups.ts'
import type { Limits } from './limits.ts'
import { linksIn } from './links.ts'
import { Refusal } from './refusal.ts'

/** What a cost is reckoned with. */
export interface Reckoning {
  readonly models: Models
  readonly binding: Binding
  readonly limits: Pick<Limits, 'page' | 'cost'>
}

/**
 * What the answer may hold: rows × (fields + links), nested lists multiplied; a link counts where fields or conditions
 * follow it. It depends on `first` and `last`, which may be variables, so it is taken for each request; a walk over a
 * plan of fifty fields takes microseconds.
 * @throws TOO_COSTLY with the number and the limit; INVALID_REQUEST for a page that is too large or negative
 */
export function limitCost(queries: readonly Query[], reckoning: Reckoning): number {
  const { limits } = reckoning
  const asked = sum(queries, (query) => costOf(query, reckoning))
  if (asked <= limits.cost) return asked
  throw new Refusal(
    'TOO_COSTLY',
    {
      what: `The request may answer with ${asked} values`,
      expected: `at most ${limits.cost}: fields times rows, nested lists multiplied`,
      cure: 'Ask for smaller pages (`first`, `limit`), fewer fields, or in several requests',
    },
    { cost: { asked, limit: limits.cost } },
  )
}

/** Of an export: what its first page would cost. How long it is, nobody knows before; its places are what is limited. */
export function exportCost(query: Query, reckoning: Reckoning): number {
  if (query.is === 'metrics') return costOf({ ...query, limit: PAGE }, reckoning)
  return costOf({ ...query, page: {} }, reckoning)
}

/** Stands for no number: a page is as long as it usually is. */
const PAGE: Operand = { is: 'constant', type: 'Int', value: null }

function costOf(query: Query, reckoning: Reckoning): number {
  if (query.is === 'rows') return rowsCost(query, reckoning)
  const rows = groupCount(query, reckoning)
  const links = linksIn(query.where)
  return sum(query.fields, (field) => {
    if (field.is === 'rows') return rows * (links + width(field.select, reckoning))
    if (field.is === 'totals') return links + width(field.select, reckoning)
    return field.is === 'meta' ? field.fields.length : 1
  })
}

/** `limit`, or a page, or what the dimensions can amount to where that is less; and the row of the others. */
function groupCount(query: MetricsQuery, reckoning: Reckoning): number {
  const { limit, fields, model, others } = query
  const most = limit === undefined ? reckoning.limits.page : pageSize(limit, 'limit', reckoning)
  const possible = fields.map((field) =>
    field.is === 'rows' ? groupsOf(field.select, model, reckoning.models) : 1,
  )
  return Math.min(most, Math.max(1, ...possible)) + (others ? 1 : 0)
}

function rowsCost(query: RowsQuery, reckoning: Reckoning): number {
  const { shape } = query
  const links = linksIn(query.where)
  if (shape.is === 'one') return links + width(query.select, reckoning)
  const rows = pageRows(query.page, reckoning)
  if (shape.is === 'list') return rows * (links + width(query.select, reckoning))
  return sum(shape.fields, (field) => {
    if (field.is === 'nodes') return rows * (links + width(field.select, reckoning))
    if (field.is !== 'edges') return 1 + links
    const values = (edge: EdgeField) => (edge.is === 'node' ? width(edge.select, reckoning) : 1)
    return rows * (links + sum(field.fields, values))
  })
}

function width(select: readonly Selection[], reckoning: Reckoning): number {
  return sum(select, (field) => {
    if (field.is === 'many') return rowsCost(field.query, reckoning)
    if (!('select' in field)) return 1
    const links = 'where' in field ? linksIn(field.where) : 0
    return 1 + links + width(field.select, reckoning)
  })
}

function pageRows(page: Page | undefined, reckoning: Reckoning): number {
  if (page?.first) return pageSize(page.first, 'first', reckoning)
  if (page?.last) return pageSize(page.last, 'last', reckoning)
  return reckoning.limits.page
}

function pageSize(operand: Operand, name: string, { binding, limits }: Reckoning): number {
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
