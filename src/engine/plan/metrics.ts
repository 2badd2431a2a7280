import { invariant, never, SluiceError } from '../../base/errors.ts'
import type { ValueName } from '../../model/values.ts'
import type { Condition, MetricsQuery, RowOrder, Selection } from '../query.ts'
import { resolveDimension, resolveJoin, resolveMeasure, type Lens } from '../resolve.ts'
import type { Source } from '../source.ts'
import { compareExpr, conditionExpr } from './condition.ts'
import { dimensionExpr } from './dimension.ts'
import type { Expr } from './expr.ts'
import type { Frame, Table } from './frame.ts'
import { Aggregates } from './measure.ts'
import { value } from './output.ts'
import type { OrderTerm, Output } from './plan.ts'

/** Measures at the grain of the model that owns them, grouped by what is selected. */
export interface MetricsPlan {
  readonly frame: Frame
  readonly where: readonly Expr[]
  readonly groups: readonly Group[]
  readonly aggregates: Aggregates
  readonly fields: readonly MetricsPart[]
  readonly having: readonly Expr[]
  readonly order: readonly OrderTerm[]
  readonly limit: Source
  /** Whether the asker set the limit; if not, more groups than the most that are given is an error, not a cut. */
  readonly limited: boolean
}

export interface Group {
  readonly name: string
  readonly expr: Expr
  /** Response path and granularity: two selections of the same are one group. */
  readonly id: string
  readonly path: readonly string[]
  readonly type: ValueName
}

export type MetricsPart =
  | { readonly is: 'rows' | 'totals'; readonly as: string; readonly outputs: readonly Output[] }
  | { readonly is: 'typename'; readonly as: string; readonly name: string }

/** The most groups that one answer has. */
export const MOST_GROUPS = 10_000

/** The alias of the grouped subquery. */
export const GROUPED = 'g'

export function planMetrics(lens: Lens, query: MetricsQuery, frame: Frame): MetricsPlan {
  const groups: Group[] = []
  const aggregates = new Aggregates(lens, frame, GROUPED, false)
  const build: Build = { lens, query, frame, groups, aggregates }
  const fields = query.fields.map((field): MetricsPart => {
    if (field.is === 'typename') return field
    return { is: field.is, as: field.as, outputs: outputsOf(build, frame.root, field.select) }
  })
  return {
    frame,
    where: query.where ? [conditionExpr(lens, frame, frame.root, query.where)] : [],
    groups,
    aggregates,
    fields,
    having: query.having ? [havingExpr(build, query.having)] : [],
    order: orderTerms(build),
    limit: query.limit
      ? { is: 'size', operand: query.limit, more: 0 }
      : { is: 'literal', text: String(MOST_GROUPS + 1) },
    limited: query.limit !== undefined,
  }
}

interface Build {
  readonly lens: Lens
  readonly query: MetricsQuery
  readonly frame: Frame
  readonly groups: Group[]
  readonly aggregates: Aggregates
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
      default:
        return never(selection)
    }
  })
}

function groupOf(build: Build, table: Table, { field, by }: Extract<Selection, { is: 'dimension' }>): Expr {
  const path = [...table.path, field]
  const id = [...path, by ?? ''].join('.')
  const known = build.groups.find((group) => group.id === id)
  const name = known?.name ?? `d${build.groups.length}`
  if (!known) {
    const dimension = resolveDimension(build.lens, table.model, field)
    const plain = dimensionExpr(build.frame, table, dimension)
    const { type } = dimension
    if (by) invariant(type === 'Date' || type === 'DateTime', `${id} has granularities`)
    const expr: Expr = by
      ? {
          is: 'truncate',
          grain: by,
          of: plain,
          type: type === 'Date' ? 'Date' : 'DateTime',
          zone: zone(build),
          weekStart: build.query.weekStart ?? 'MONDAY',
        }
      : plain
    build.groups.push({ name, expr, id, path, type })
  }
  return { is: 'output', of: GROUPED, name }
}

function zone({ query }: Build): Expr {
  const source: Source = query.timezone
    ? { is: 'operand', operand: query.timezone }
    : { is: 'literal', text: 'UTC' }
  return { is: 'bound', source, type: 'String' }
}

/** Where a zone was asked for, instants are printed as its clocks show them. */
function printed(build: Build): Expr | undefined {
  return build.query.timezone ? zone(build) : undefined
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
  const rest = build.groups
    .map((group) => term({ is: 'output', of: GROUPED, name: group.name }, group.type, { direction: 'ASC' }))
    .filter(({ name }) => !asked.some((order) => order.name === name))
  return [...asked, ...rest]
}

function orderTerm(build: Build, order: RowOrder): OrderTerm {
  const name = order.path.join('.')
  const groups = build.groups.filter((group) => group.path.join('.') === name)
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
