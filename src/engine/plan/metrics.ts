import { defect, invariant, never, SluiceError } from '../../base/errors.ts'
import type { ValueName } from '../../model/values.ts'
import type { Grain } from '../../warehouses/contract.ts'
import type { Calendar, Condition, MetricsField, MetricsQuery, RowOrder, Selection } from '../query.ts'
import { resolveDimension, resolveJoin, resolveMeasure, type Lens } from '../resolve.ts'
import type { Source } from '../source.ts'
import { compareExpr, conditionExpr } from './condition.ts'
import { dimensionExpr } from './dimension.ts'
import type { Expr } from './expr.ts'
import type { Frame, Table } from './frame.ts'
import { Aggregates } from './measure.ts'
import { value } from './output.ts'
import type { OrderTerm, Output } from './plan.ts'

/**
 * Measures at the grain of the model that owns them, grouped by what is selected: one scan, with as many groupings as
 * its parts need. Several questions about the same rows share it.
 */
export interface MetricsPlan {
  readonly frame: Frame
  readonly where: readonly Expr[]
  readonly groups: readonly Group[]
  readonly aggregates: Aggregates
  readonly parts: readonly Part[]
  /** For each question its fields; those with rows or totals are a part. */
  readonly answers: readonly (readonly AnswerField[])[]
}

/** One grouping of the scan, and what is shown of it. */
export interface Part {
  /** Names of the groups that it is grouped by; none is one row over everything. */
  readonly by: readonly string[]
  readonly outputs: readonly Output[]
  readonly having: readonly Expr[]
  readonly order: readonly OrderTerm[]
  readonly limit: Source
  /** Whether the asker set the limit; if not, more groups than the most that are given is an error, not a cut. */
  readonly limited: boolean
}

export interface Group {
  readonly name: string
  readonly expr: Expr
  /** Path, granularity and zone: two selections of the same are one group. */
  readonly id: string
  readonly path: readonly string[]
  readonly type: ValueName
}

export type AnswerField =
  | { readonly is: 'rows' | 'totals'; readonly as: string; readonly part: number }
  | { readonly is: 'typename'; readonly as: string; readonly name: string }

/** The most groups that one answer has. */
export const MOST_GROUPS = 10_000

/** The alias of the grouped subquery. */
export const GROUPED = 'g'

/** `queries` are about the same rows: model and `where` are equal. */
export function planMetrics(lens: Lens, queries: readonly MetricsQuery[], frame: Frame): MetricsPlan {
  const [first] = queries
  invariant(first, 'a plan answers a question')
  const groups: Group[] = []
  const aggregates = new Aggregates(lens, frame, GROUPED, false)
  const parts: Part[] = []
  const answers = queries.map((query) =>
    query.fields.map((field): AnswerField => {
      if (field.is === 'typename') return field
      invariant(field.is !== 'meta', 'told elsewhere')
      const build: Build = { lens, query, frame, groups, aggregates, own: new Set() }
      return { is: field.is, as: field.as, part: parts.push(partOf(build, field)) - 1 }
    }),
  )
  const where = first.where ? [conditionExpr(lens, frame, frame.root, first.where)] : []
  return { frame, where, groups, aggregates, parts, answers }
}

interface Build {
  readonly lens: Lens
  readonly query: MetricsQuery
  readonly frame: Frame
  /** Of the whole scan. */
  readonly groups: Group[]
  readonly aggregates: Aggregates
  /** The groups of the part that is being built. */
  readonly own: Set<Group>
}

// Totals are the question without its grouping: neither `having` nor `limit` nor an order is for them.
function partOf(build: Build, { is, select }: Extract<MetricsField, { is: 'rows' | 'totals' }>): Part {
  const { query, frame, own } = build
  const outputs = outputsOf(build, frame.root, select)
  const rows = is === 'rows'
  return {
    by: [...own].map(({ name }) => name),
    outputs,
    having: rows && query.having ? [havingExpr(build, query.having)] : [],
    order: rows ? orderTerms(build) : [],
    limit:
      rows && query.limit
        ? { is: 'size', operand: query.limit, more: 0 }
        : { is: 'literal', text: String(MOST_GROUPS + 1) },
    limited: query.limit !== undefined,
  }
}

function outputsOf(build: Build, table: Table, select: readonly Selection[]): readonly Output[] {
  return select.map((selection): Output => {
    const { as } = selection
    switch (selection.is) {
      case 'typename':
        return selection
      case 'measure': {
        invariant(table === build.frame.root, 'measures stand at the root of a metrics row')
        const measure = resolveMeasure(build.lens, table.model, selection.field)
        return value(as, table, measure, build.aggregates.measure(measure), printed(build))
      }
      case 'dimension': {
        const dimension = resolveDimension(build.lens, table.model, selection.field)
        return value(as, table, dimension, groupOf(build, table, selection), printed(build))
      }
      case 'one': {
        resolveJoin(build.lens, table.model, selection.link, false)
        const target = build.frame.at([...table.path, selection.link])
        return { is: 'object', as, outputs: outputsOf(build, target, selection.select) }
      }
      case 'many':
      case 'metrics':
        throw new SluiceError('INVALID_REQUEST', {
          what: `"${table.model.name}.${selection.link}" leads to many rows, and a group has none`,
          expected: 'dimensions, measures and to-one links',
        })
      case 'each':
      case 'time':
      case 'group':
      case 'measures':
      case 'others':
        throw defect(`${selection.is} is planned elsewhere`)
      default:
        return never(selection)
    }
  })
}

function groupOf(build: Build, table: Table, { field, by }: Extract<Selection, { is: 'dimension' }>): Expr {
  const { query, groups, own } = build
  const path = [...table.path, field]
  const id = JSON.stringify([path, by ?? null, by ? query.calendar : null])
  const known = groups.find((group) => group.id === id)
  const group = known ?? { name: `d${groups.length}`, id, path, ...cut(build, table, field, by) }
  if (!known) groups.push(group)
  own.add(group)
  return { is: 'output', of: GROUPED, name: group.name }
}

function cut(build: Build, table: Table, field: string, by: Grain | undefined): Pick<Group, 'expr' | 'type'> {
  const dimension = resolveDimension(build.lens, table.model, field)
  const plain = dimensionExpr(build.frame, table, dimension)
  const { type } = dimension
  if (!by) return { expr: plain, type }
  invariant(type === 'Date' || type === 'DateTime', `${table.model.name}.${field} has granularities`)
  return {
    expr: {
      is: 'truncate',
      grain: by,
      of: plain,
      type,
      zone: zone(build),
      ...startsOf(build.query.calendar),
    },
    type,
  }
}

function startsOf(
  calendar: Calendar | undefined,
): Pick<Extract<Expr, { is: 'truncate' }>, 'weekStart' | 'yearStart'> {
  return { weekStart: calendar?.weekStart ?? 'MONDAY', yearStart: calendar?.yearStart ?? 1 }
}

function zone({ query }: Build): Expr {
  const source: Source = query.calendar?.timezone
    ? { is: 'operand', operand: query.calendar.timezone }
    : { is: 'literal', text: 'UTC' }
  return { is: 'bound', source, type: 'String' }
}

/** Where a zone was asked for, instants are printed as its clocks show them. */
function printed(build: Build): Expr | undefined {
  return build.query.calendar?.timezone ? zone(build) : undefined
}

function havingExpr(build: Build, condition: Condition): Expr {
  switch (condition.is) {
    case 'and':
    case 'or':
      return {
        is: condition.is === 'and' ? 'all' : 'any',
        of: condition.of.map((of) => havingExpr(build, of)),
      }
    case 'not':
      return { is: 'not', of: havingExpr(build, condition.of) }
    case 'compare':
    case 'missing': {
      const measure = resolveMeasure(build.lens, build.frame.root.model, condition.field)
      const left = build.aggregates.measure(measure)
      return condition.is === 'missing'
        ? { is: 'missing', of: left }
        : compareExpr(left, measure.type, condition)
    }
    default:
      throw new SluiceError('INVALID_REQUEST', { what: '"having" takes measures only' })
  }
}

/** The asked order; the groups themselves break ties, so that an answer is the same each time. */
function orderTerms(build: Build): readonly OrderTerm[] {
  const asked = build.query.orderBy.map((order) => orderTerm(build, order))
  const rest = [...build.own]
    .map((group) => term({ is: 'output', of: GROUPED, name: group.name }, group.type, { direction: 'ASC' }))
    .filter(({ name }) => !asked.some((order) => order.name === name))
  return [...asked, ...rest]
}

function orderTerm(build: Build, order: RowOrder): OrderTerm {
  const name = order.path.join('.')
  const groups = [...build.own].filter((group) => group.path.join('.') === name)
  const group = groups[0]
  if (groups.length > 1) {
    throw new SluiceError('INVALID_REQUEST', {
      what: `"orderBy" names "${name}", which is selected with ${groups.length} granularities`,
      expected: 'one of them',
    })
  }
  if (group) return term({ is: 'output', of: GROUPED, name: group.name }, group.type, order)
  const field = order.path.length === 1 ? build.frame.root.model.fields.get(name) : undefined
  if (field?.is !== 'measure') {
    throw new SluiceError('INVALID_REQUEST', {
      what: `"orderBy" names "${name}", which is not selected`,
      expected: 'a measure, or a dimension that the rows are grouped by',
      cure: `Select "${name}" in "rows", or leave it out of "orderBy"`,
    })
  }
  const measure = resolveMeasure(build.lens, build.frame.root.model, name)
  return term(build.aggregates.measure(measure), measure.type, order)
}

function term(
  expr: Expr,
  type: ValueName,
  { direction, nulls }: Pick<RowOrder, 'direction' | 'nulls'>,
): OrderTerm {
  const name = expr.is === 'output' ? expr.name : ''
  return { name, expr, type, direction, nulls: nulls ?? 'LAST', nullable: true }
}
