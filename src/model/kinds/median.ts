import { aggregate } from './aggregate.ts'
import type { MeasureKind } from './kind.ts'
import { percentileTypes } from './percentile.ts'

/** `@measure(median: "{amount}")`: the percentile of 0.5. */
export const median: MeasureKind = {
  name: 'median',
  takes: 'expression',
  filtered: true,
  along: true,
  additive: false,
  reveals: true,
  neverNull: () => false,
  types: percentileTypes,
  compute: aggregate('percentile', '0.5'),
}
