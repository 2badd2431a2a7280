import type { MetricsQuery } from '../query.ts'
import type { Lens } from '../resolve.ts'
import type { Axes } from './axes.ts'
import type { Axis } from './axis.ts'
import type { Sets } from './base.ts'
import type { Expr } from './expr.ts'
import type { Measuring } from './measure.ts'

/** The alias of the stitched groups. */
export const GROUPED = 'g'

/** What a grouping stands in: its question, and the plan that it is a part of. */
export interface Setting {
  readonly lens: Lens
  readonly query: MetricsQuery
  readonly measuring: Measuring
  readonly sets: Sets
  readonly registry: Axes
  readonly axes: readonly Axis[]
  /** The number of the part. */
  readonly part: number
}

/** What groups, as the stitched groups have it. */
export function axisOutput({ name }: Axis): Expr {
  return output(name)
}

/** A column of the stitched groups. */
export function output(name: string): Expr {
  return { is: 'output', of: GROUPED, name }
}
