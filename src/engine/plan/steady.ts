import type { Model } from '../../model/model.ts'
import type { Base } from './base.ts'
import type { Expr } from './expr.ts'
import type { Frame } from './frame.ts'
import type { Child, PagePlan } from './plan.ts'

/** Whether a model's rows are read as they are, with no rule that depends on who asks. */
export type Plain = (model: Model) => boolean

/**
 * Whether one execution plan is good for every tenant and value. One table read by its tenant is: the index that
 * serves one serves all. Where tables are joined or looked through, the best order depends on how much each keeps, and
 * a plan that doesn't know cost three times the CPU.
 */
function isSteadyFrame({ root, joins, parent }: Frame, where: readonly Expr[], plain: Plain): boolean {
  const readAlone = parent !== undefined || root.model.tenant.is !== 'path'
  return readAlone && joins.length === 0 && plain(root.model) && !where.some(looksThrough)
}

/** Joins onto the few rows of a page follow keys, whatever the values; what picks the rows must be steady. */
export function isSteadyPage({ inner, where, children }: PagePlan, plain: Plain): boolean {
  return isSteadyFrame(inner, where, plain) && children.every((child) => isSteadyChild(child, plain))
}

function isSteadyChild(child: Child, plain: Plain): boolean {
  return child.is === 'page' ? isSteadyPage(child.plan, plain) : isSteadyBase(child.plan.base, plain)
}

/** Measures of one table's rows, each in its own group. */
export function isSteadyBase({ form, frame, where }: Base, plain: Plain): boolean {
  return form.is === 'plain' && frame.eaches.length === 0 && isSteadyFrame(frame, where, plain)
}

function looksThrough(expr: Expr): boolean {
  switch (expr.is) {
    case 'exists':
      return true
    case 'all':
    case 'any':
      return expr.of.some(looksThrough)
    case 'not':
      return looksThrough(expr.of)
    default:
      return false
  }
}
