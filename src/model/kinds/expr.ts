import { invariant } from '../../base/errors.ts'
import type { MeasureKind } from './kind.ts'

/** `@measure(expr: "{revenue} / {orderCount}")`: arithmetic over other measures, at whatever grain is asked for. */
export const expr: MeasureKind = {
  name: 'expr',
  takes: 'formula',
  filtered: false,
  additive: false,
  // A divisor of zero gives null.
  neverNull: false,
  types: () => ['Decimal', 'Float', 'Int', 'BigInt'],
  compute(of, _where, text) {
    invariant(of && 'is' in of, 'expr takes a formula')
    return { is: 'formula', formula: of, text }
  },
}
