import { isReference, type Expression } from '../../model/expression.ts'
import type { Model, Models } from '../../model/model.ts'
import { CLAIMS, groupsFor, rulesFor } from '../../model/rules.ts'
import type { Viewer } from '../contract.ts'
import { heldBy, type Lens } from '../resolve.ts'
import { dimensionAt } from './dimension.ts'
import type { Expr } from './expr.ts'
import { Frame } from './frame.ts'
import type { Plain } from './steady.ts'

/** The name under which a scan sees the rows that it sieves. */
export const SIEVED = 's'

/** Which rows of a model are for the viewer. What its condition reads of other models is read without their rules. */
export interface Ruled {
  readonly frame: Frame
  readonly where: Expr
}

/** Which rows belong to groups that are told: those with as many different `of` (or rows) as `size`. */
export interface Grouped {
  readonly frame: Frame
  readonly by: readonly Expr[]
  readonly of: Expr | undefined
  readonly size: number
}

/** The row rules of a model for a viewer: one of them has to hold. Undefined where he sees every row of the tenant's. */
export function ruledRows(models: Models, model: Model, viewer: Viewer): Ruled | undefined {
  const rules = rulesFor(model, heldBy(viewer))
  if (!rules) return undefined
  const frame = openFrame(models, model)
  return { frame, where: { is: 'any', of: rules.map(({ where }) => ruleExpr(frame, where)) } }
}

/** The small groups that a model is told in to a viewer; undefined where he sees its rows. */
export function groupedRows(models: Models, model: Model, viewer: Viewer): Grouped | undefined {
  const groups = groupsFor(model, heldBy(viewer))
  if (!groups) return undefined
  const frame = openFrame(models, model)
  return {
    frame,
    by: groups.by.map((path) => dimensionAt(frame, frame.root, path.split('.'))),
    of: groups.of && ruleExpr(frame, groups.of),
    size: groups.size,
  }
}

/** Which models this viewer reads as they are. */
export function isPlainFor({ viewer }: Lens): Plain {
  const held = heldBy(viewer)
  return (model) => rulesFor(model, held) === undefined && groupsFor(model, held) === undefined
}

function openFrame(models: Models, model: Model): Frame {
  let next = 0
  return new Frame(models, model, () => (next++ === 0 ? SIEVED : `s${next - 1}`))
}

/** Where a list stands: one text there is a list of one, and never read as if it were written like a list. */
const listAhead = /\b(?:any|all|some)\s*\(\s*$/i

function ruleExpr(frame: Frame, { parts }: Expression): Expr {
  return {
    is: 'authored',
    parts: parts.map((part, i) => {
      if (!isReference(part)) return part
      const [first, name = ''] = part.path
      if (first !== CLAIMS) return dimensionAt(frame, frame.root, part.path)
      const before = parts[i - 1]
      const list = typeof before === 'string' && listAhead.test(before)
      return { is: 'bound', source: { is: 'claim', name, ...(list ? { many: true } : {}) }, type: 'String' }
    }),
  }
}
