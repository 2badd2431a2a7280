import { valueTypes } from '../values.ts'
import { aggregate } from './aggregate.ts'
import type { MeasureKind } from './kind.ts'

/** `@measure(sum: "{amount}")`: null over no rows. An exact sum is never declared a Float. */
export const sum: MeasureKind = {
  name: 'sum',
  takes: 'expression',
  filtered: true,
  along: true,
  additive: true,
  reveals: false,
  neverNull: () => false,
  types(of) {
    if (of === undefined) return ['Int', 'BigInt', 'Decimal', 'Float']
    if (!valueTypes[of].numeric) return []
    if (of === 'Int') return ['Int', 'BigInt', 'Decimal']
    // The sum of 64-bit integers may need more than 64 bits.
    if (of === 'BigInt') return ['BigInt', 'Decimal']
    return of === 'Float' ? ['Float', 'Decimal'] : ['Decimal']
  },
  compute: aggregate('sum'),
}
