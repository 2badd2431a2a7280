import { valueTypes, type ValueName } from '../values.ts'
import { aggregate } from './aggregate.ts'
import type { MeasureKind } from './kind.ts'

/**
 * `@measure(percentile: "{amount}", p: 0.95)`: the value that the part `p` of all values doesn't exceed, between its
 * neighbours in proportion; null over no rows.
 */
export const percentile: MeasureKind = {
  name: 'percentile',
  takes: 'expression',
  beside: { p: { type: 'part', required: true } },
  filtered: true,
  along: true,
  additive: false,
  reveals: true,
  neverNull: () => false,
  types: percentileTypes,
  compute: aggregate('percentile'),
}

/** What lies between two integers is none, so a percentile is a Decimal; of a Float it may stay one. */
export function percentileTypes(of: ValueName | undefined): readonly ValueName[] {
  if (of === undefined) return ['Decimal', 'Float']
  if (!valueTypes[of].numeric) return []
  return of === 'Float' ? ['Float', 'Decimal'] : ['Decimal']
}
