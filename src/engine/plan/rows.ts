import { invariant } from '../../base/errors.ts'
import type { ConnectionField, Page, RowsQuery, Selection } from '../query.ts'
import type { Lens } from '../resolve.ts'
import { conditionExpr } from './condition.ts'
import type { Expr } from './expr.ts'
import { Frame } from './frame.ts'
import { keysetExprs, orderTerms, pagePurpose, reversed } from './order.ts'
import { Outputs } from './output.ts'
import type { ConnectionPart, EdgePart, ListPlan, Output, PagePlan } from './plan.ts'

export function planList(lens: Lens, query: RowsQuery, frame: Frame): ListPlan {
  const whole = query.shape.is === 'list'
  const outputs = new Outputs(lens, frame, whole, planPage)
  const selected = outputs.of(frame.root, query.select)
  const first = query.page?.first
  const where = wheres(lens, query, frame)
  const order = orderTerms(lens, query, frame)
  // Without either, rows come as the warehouse finds them: sorting a million rows that nobody asked to be sorted costs.
  // But by an index on a masked key they would come in the order of what the mask hides.
  const told = whole && order.some(({ expr }) => expr.is === 'digest')
  const ordered = query.orderBy.length > 0 || first !== undefined || told
  return {
    frame,
    where,
    order: ordered ? order : [],
    ...(first ? { first } : {}),
    children: outputs.children,
    outputs: selected,
  }
}

export function planPage(lens: Lens, query: RowsQuery, inner: Frame): PagePlan {
  invariant(query.shape.is === 'connection' && query.page, 'a page has a size')
  const order = orderTerms(lens, query, inner)
  const outer = new Frame(lens.models, inner.root.model, (prefix) => inner.alias(prefix))
  const outputs = new Outputs(lens, outer, false, planPage)
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
    ...(cursor ? { keyset: keysetExprs(order, cursor, purpose) } : {}),
    size: size(query.page, fields),
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

function size(page: Page, fields: readonly ConnectionPart[]): PagePlan['size'] {
  const operand = page.last ?? page.first
  invariant(operand, 'a page has a size')
  return { is: 'size', operand, more: fields.some(({ is }) => is === 'pageInfo') ? 1 : 0 }
}
