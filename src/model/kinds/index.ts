import type { ValueName } from '../values.ts'
import type { AlongKind } from './along.ts'
import { approxCountDistinct } from './approxcountdistinct.ts'
import { avg } from './avg.ts'
import { conversion } from './conversion.ts'
import { count } from './count.ts'
import { countDistinct } from './countdistinct.ts'
import { cumulative } from './cumulative.ts'
import { expr } from './expr.ts'
import type { Along, Computation, MeasureKind } from './kind.ts'
import { max } from './max.ts'
import { median } from './median.ts'
import { min } from './min.ts'
import { percentile } from './percentile.ts'
import { semiAdditive } from './semiadditive.ts'
import { sum } from './sum.ts'

/** Every kind of measure by the argument of `@measure` that chooses it. */
export const measureKinds: Readonly<Record<string, MeasureKind>> = Object.freeze({
  count,
  countDistinct,
  approxCountDistinct,
  sum,
  avg,
  min,
  max,
  median,
  percentile,
  conversion,
  expr,
})

/** Every way along time by the argument of `@measure` that chooses it. */
export const alongKinds: Readonly<Record<Along['is'], AlongKind>> = Object.freeze({
  semiAdditive,
  cumulative,
})

/** The declared types that a measure can honestly have, given the type of its expression (undefined where unknown). */
export function measureTypes(
  kind: MeasureKind,
  of: ValueName | undefined,
  computation: Computation,
): readonly ValueName[] {
  const along = computation.is === 'aggregate' ? computation.along : undefined
  if (!along || of === undefined) return kind.types(of, computation)
  const taken = alongKinds[along.is].aggregated(along, of)
  return taken === undefined ? [] : kind.types(taken, computation)
}
