import type { Dimension, Model } from '../../model/model.ts'
import type { Page, RowOrder, RowsQuery } from '../query.ts'
import { isMasked, resolveDeciding, resolveJoin, type Lens } from '../resolve.ts'
import { dimensionExpr } from './dimension.ts'
import type { Expr } from './expr.ts'
import type { Frame } from './frame.ts'
import type { OrderTerm } from './plan.ts'

/** The asked order, made total by the key, so that no two rows are equal to a cursor. */
export function orderTerms(lens: Lens, query: RowsQuery, frame: Frame): readonly OrderTerm[] {
  const asked = query.orderBy.map((order, i) => orderTerm(lens, frame, order, i))
  const direction = asked[0]?.direction ?? 'ASC'
  const key = frame.root.model.key
    .filter((column) => !asked.some(({ expr }) => isColumn(expr, frame, column)))
    .map((column, i): OrderTerm => ({
      name: `sluice_o${asked.length + i}`,
      ...keyExpr(lens, frame, column),
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
  const dimension = resolveDeciding(lens, frame.root.model, table.path, table.model, path.at(-1) ?? '')
  return {
    name: `sluice_o${i}`,
    expr: dimensionExpr(frame, table, dimension),
    type: dimension.type,
    direction,
    nulls: nulls ?? 'LAST',
    nullable: !(dimension.required && table === frame.root),
  }
}

export function reversed(term: OrderTerm): OrderTerm {
  return {
    ...term,
    direction: term.direction === 'ASC' ? 'DESC' : 'ASC',
    nulls: term.nulls === 'FIRST' ? 'LAST' : 'FIRST',
  }
}

function isColumn(expr: Expr, frame: Frame, column: string): boolean {
  return expr.is === 'column' && expr.table === frame.root && expr.column === column
}

/** A key's column; where its values are masked, a digest of it, since their order would tell of them. */
function keyExpr(lens: Lens, { root }: Frame, column: string): Pick<OrderTerm, 'expr' | 'type'> {
  const shown = [...root.model.fields.values()].filter(
    (field): field is Dimension =>
      field.is === 'dimension' && field.from.is === 'column' && field.from.column === column,
  )
  const of: Expr = { is: 'column', table: root, column }
  if (!shown.some((field) => isMasked(lens, field))) return { expr: of, type: shown[0]?.type ?? 'ID' }
  return { expr: { is: 'digest', of, purpose: `order:${root.model.name}.${column}` }, type: 'String' }
}

/** What a cursor is good for: this model, this order. Another tenant, model or order refuses it. */
export function pagePurpose(model: Model, order: readonly OrderTerm[], { orderBy }: RowsQuery): string {
  const terms = orderBy.map(({ path, direction, nulls }) =>
    [path.join('.'), direction, nulls ?? 'LAST'].join(' '),
  )
  const digests = order.filter(({ expr }) => expr.is === 'digest').map(({ name }) => `${name} digest`)
  return [model.name, order.length, ...terms, ...digests].join('|')
}

/** Where a page begins: the values of its cursor, in the order's own order. */
export function keysetExprs(
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
