import { avg } from './avg.ts'
import { count } from './count.ts'
import { countDistinct } from './countdistinct.ts'
import { expr } from './expr.ts'
import type { MeasureKind } from './kind.ts'
import { max } from './max.ts'
import { min } from './min.ts'
import { sum } from './sum.ts'

/** Every kind of measure by the argument of `@measure` that chooses it. */
export const measureKinds: Readonly<Record<string, MeasureKind>> = Object.freeze({
  count,
  countDistinct,
  sum,
  avg,
  min,
  max,
  expr,
})
