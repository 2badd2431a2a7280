import { invariant } from '../../base/errors.ts'
import { isReference, type Expression } from '../../model/expression.ts'
import type { Dimension } from '../../model/model.ts'
import { maskFor } from '../../model/rules.ts'
import { heldBy, type Lens } from '../resolve.ts'
import type { Expr } from './expr.ts'
import type { Frame, Table } from './frame.ts'

/** A dimension's value for a row of `table`. */
export function dimensionExpr(frame: Frame, table: Table, dimension: Dimension): Expr {
  const plain: Expr =
    dimension.from.is === 'column'
      ? { is: 'column', table, column: dimension.from.column }
      : ofRow(table, authoredExpr(frame, table, dimension.from.expr))
  if (dimension.zone === undefined) return plain
  const zone: Expr = { is: 'bound', source: { is: 'literal', text: dimension.zone }, type: 'String' }
  return { is: 'instant', of: plain, zone }
}

/** Where no row hangs on a link, its expressions have no value either, whatever they make of nulls. */
function ofRow(table: Table, expr: Expr): Expr {
  const [column] = table.model.key
  if (table.path.length === 0 || column === undefined) return expr
  return { is: 'present', key: { is: 'column', table, column }, of: expr }
}

/** A dimension as a request means it: moved, where the question looks at another time. */
export function askedExpr(frame: Frame, table: Table, dimension: Dimension): Expr {
  const plain = dimensionExpr(frame, table, dimension)
  return frame.moved?.path === [...table.path, dimension.name].join('.') ? frame.moved.move(plain) : plain
}

/** A dimension as the viewer is shown it: masked, where he isn't cleared for it. */
export function shownExpr({ viewer }: Lens, frame: Frame, table: Table, dimension: Dimension): Expr {
  const of = askedExpr(frame, table, dimension)
  const pii = maskFor(dimension, heldBy(viewer))
  return pii ? { is: 'masked', of, pii, field: `${table.model.name}.${dimension.name}` } : of
}

/** An authored expression with its references filled in; paths join along to-one links. */
export function authoredExpr(frame: Frame, table: Table, expression: Expression): Expr {
  const parts = expression.parts.map((part) =>
    isReference(part) ? dimensionAt(frame, table, part.path) : part,
  )
  return { is: 'authored', parts }
}

/** The dimension that a path along to-one links ends at, as it is: an author reads what a viewer may not. */
export function dimensionAt(frame: Frame, table: Table, path: readonly string[]): Expr {
  const target = frame.at([...table.path, ...path.slice(0, -1)])
  const field = target.model.fields.get(path.at(-1) ?? '')
  invariant(field?.is === 'dimension', `{${path.join('.')}} of ${table.model.name} ends at a dimension`)
  return dimensionExpr(frame, target, field)
}
