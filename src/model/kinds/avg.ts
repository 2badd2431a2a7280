import { valueTypes } from '../values.ts'
import { aggregate } from './aggregate.ts'
import type { MeasureKind } from './kind.ts'

/** `@measure(avg: "{amount}")`: null over no rows; nulls don't count. */
export const avg: MeasureKind = {
  name: 'avg',
  takes: 'expression',
  filtered: true,
  along: true,
  additive: false,
  reveals: false,
  neverNull: () => false,
  types: (of) => (of === undefined || valueTypes[of].numeric ? ['Decimal', 'Float'] : []),
  compute: aggregate('avg'),
}
