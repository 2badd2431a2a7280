import { invariant } from '../../base/errors.ts'
import type { Model } from '../../model/model.ts'
import type { ValueName } from '../../model/values.ts'
import type { ConnectionField, EdgeField, Page, RowOrder, RowsQuery, Selection } from '../query.ts'
import { resolveDimension, resolveJoin, type Lens } from '../resolve.ts'
import type { Source } from '../source.ts'
import { conditionExpr } from './condition.ts'
import { dimensionExpr } from './dimension.ts'
import type { Expr } from './expr.ts'
import { Frame } from './frame.ts'
import { Outputs, type Child, type Output } from './output.ts'

/** What one row is ordered by. `name` is the column under which the page's subquery hands it out. */
export interface OrderTerm {
  readonly name: string
  readonly expr: Expr
  readonly type: ValueName
  readonly direction: 'ASC' | 'DESC'
  readonly nulls: 'FIRST' | 'LAST'
  /** Whether nulls can stand there; where not, plain comparisons do and indexes serve. */
  readonly nullable: boolean
}

/** A page of rows: `inner` picks them, `outer` hangs onto the picked rows what the answer shows. */
export interface PagePlan {
  readonly inner: Frame
  readonly where: readonly Expr[]
  readonly order: readonly OrderTerm[]
  /** Where the page begins: bound to the values of a cursor. */
  readonly keyset?: readonly Expr[]
  readonly size: Source
  readonly backward: boolean
  /** Whether a cursor bounds the other side: then there is a page before this one. */
  readonly continued: boolean
  readonly outer: Frame
  readonly children: readonly Child[]
  /** The different selections of a row: of `nodes`, of `edges { node }`. */
  readonly nodes: readonly (readonly Output[])[]
  readonly fields: readonly ConnectionPart[]
  readonly purpose: string
}

/** A connection's fields with selections replaced by an index into `nodes`. */
export type ConnectionPart =
  | { readonly is: 'nodes'; readonly as: string; readonly node: number }
  | { readonly is: 'edges'; readonly as: string; readonly fields: readonly EdgePart[] }
  | Exclude<ConnectionField, { is: 'nodes' | 'edges' }>

export type EdgePart =
  | { readonly is: 'node'; readonly as: string; readonly node: number }
  | Exclude<EdgeField, { is: 'node' }>

/** All rows, as columns, or the one row of a look-up. */
export interface ListPlan {
  readonly frame: Frame
  readonly where: readonly Expr[]
  readonly children: readonly Child[]
  readonly outputs: readonly Output[]
}

export function planList(lens: Lens, query: RowsQuery, frame: Frame): ListPlan {
  const whole = query.shape.is === 'list'
  const outputs = new Outputs(lens, frame, whole)
  const selected = outputs.of(frame.root, query.select)
  return { frame, where: wheres(lens, query, frame), children: outputs.children, outputs: selected }
}

export function planPage(lens: Lens, query: RowsQuery, inner: Frame): PagePlan {
  invariant(query.shape.is === 'connection' && query.page, 'a page has a size')
  const order = orderTerms(lens, query, inner)
  const outer = new Frame(lens.models, inner.root.model, (prefix) => inner.alias(prefix))
  const outputs = new Outputs(lens, outer, false)
  const nodes: (readonly Output[])[] = []
  const node = (select: readonly Selection[]) => nodes.push(outputs.of(outer.root, select)) - 1
  const fields = query.shape.fields.map((field) => part(field, node))
  const side = query.page.last ? 'backward' : 'forward'
  const purpose = pagePurpose(inner.root.model, order, query)
  const cursor = side === 'forward' ? query.page.after : query.page.before
  return {
    inner,
    where: wheres(lens, query, inner),
    order: side === 'forward' ? order : order.map(reversed),
    ...(cursor ? { keyset: keyset(order, cursor, purpose) } : {}),
    size: size(query.page),
    backward: side === 'backward',
    continued: cursor !== undefined,
    outer,
    children: outputs.children,
    nodes,
    fields,
    purpose,
  }
}

function part(field: ConnectionField, node: (select: readonly Selection[]) => number): ConnectionPart {
  if (field.is === 'nodes') return { is: 'nodes', as: field.as, node: node(field.select) }
  if (field.is !== 'edges') return field
  const fields = field.fields.map((edge): EdgePart =>
    edge.is === 'node' ? { is: 'node', as: edge.as, node: node(edge.select) } : edge,
  )
  return { is: 'edges', as: field.as, fields }
}

function wheres(lens: Lens, query: RowsQuery, frame: Frame): readonly Expr[] {
  return query.where ? [conditionExpr(lens, frame, frame.root, query.where)] : []
}

// One row more than asked for tells whether there is a next page.
function size(page: Page): Source {
  const operand = page.last ?? page.first
  invariant(operand, 'a page has a size')
  return { is: 'size', operand, more: 1 }
}

function keyset(
  order: readonly OrderTerm[],
  operand: NonNullable<Page['after']>,
  purpose: string,
): readonly Expr[] {
  return order.map(({ type }, index) => ({
    is: 'bound',
    source: { is: 'cursor', operand, purpose, index, count: order.length },
    type,
  }))
}

/** The asked order, made total by the key, so that no two rows are equal to a cursor. */
function orderTerms(lens: Lens, query: RowsQuery, frame: Frame): readonly OrderTerm[] {
  const asked = query.orderBy.map((order, i) => orderTerm(lens, frame, order, i))
  const direction = asked[0]?.direction ?? 'ASC'
  const key = frame.root.model.key
    .filter((column) => !asked.some(({ expr }) => isColumn(expr, frame, column)))
    .map((column, i): OrderTerm => ({
      name: `sluice_o${asked.length + i}`,
      expr: { is: 'column', table: frame.root, column },
      type: typeOfKey(frame.root.model, column),
      direction,
      nulls: 'LAST',
      nullable: false,
    }))
  return [...asked, ...key]
}

function orderTerm(lens: Lens, frame: Frame, { path, direction, nulls }: RowOrder, i: number): OrderTerm {
  let table = frame.root
  for (const link of path.slice(0, -1)) {
    resolveJoin(lens, table.model, link, false)
    table = frame.at([...table.path, link])
  }
  const dimension = resolveDimension(lens, table.model, path.at(-1) ?? '')
  return {
    name: `sluice_o${i}`,
    expr: dimensionExpr(frame, table, dimension),
    type: dimension.type,
    direction,
    nulls: nulls ?? 'LAST',
    nullable: !(dimension.required && table === frame.root),
  }
}

function reversed(term: OrderTerm): OrderTerm {
  return {
    ...term,
    direction: term.direction === 'ASC' ? 'DESC' : 'ASC',
    nulls: term.nulls === 'FIRST' ? 'LAST' : 'FIRST',
  }
}

function isColumn(expr: Expr, frame: Frame, column: string): boolean {
  return expr.is === 'column' && expr.table === frame.root && expr.column === column
}

function typeOfKey(model: Model, column: string): ValueName {
  for (const field of model.fields.values()) {
    if (field.is === 'dimension' && field.from.is === 'column' && field.from.column === column)
      return field.type
  }
  return 'ID'
}

/** What a cursor is good for: this model, this order. Another tenant, model or order refuses it. */
function pagePurpose(model: Model, order: readonly OrderTerm[], { orderBy }: RowsQuery): string {
  const terms = orderBy.map(({ path, direction, nulls }) =>
    [path.join('.'), direction, nulls ?? 'LAST'].join(' '),
  )
  return [model.name, order.length, ...terms].join('|')
}
