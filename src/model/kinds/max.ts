import { aggregate } from './aggregate.ts'
import { extremeTypes } from './extreme.ts'
import type { MeasureKind } from './kind.ts'

/** `@measure(max: "{placedAt}")`: the greatest value; null over no rows. */
export const max: MeasureKind = {
  name: 'max',
  takes: 'expression',
  filtered: true,
  along: true,
  additive: true,
  reveals: true,
  neverNull: () => false,
  types: extremeTypes,
  compute: aggregate('max'),
}
