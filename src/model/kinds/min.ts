import { aggregate } from './aggregate.ts'
import { extremeTypes } from './extreme.ts'
import type { MeasureKind } from './kind.ts'

/** `@measure(min: "{placedAt}")`: the least value; null over no rows. */
export const min: MeasureKind = {
  name: 'min',
  takes: 'expression',
  filtered: true,
  along: true,
  additive: true,
  reveals: true,
  neverNull: () => false,
  types: extremeTypes,
  compute: aggregate('min'),
}
