import { invariant } from '../../base/errors.ts'
import type { MeasureKind } from './kind.ts'

/**
 * `@measure(expr: "{revenue} / {orderCount}")`: arithmetic over other measures, at whatever grain is asked for. Those of
 * other models have two names: `{Customer.customerCount}`.
 */
export const expr: MeasureKind = {
  name: 'expr',
  takes: 'formula',
  filtered: false,
  along: false,
  additive: false,
  reveals: false,
  // A divisor of zero gives null.
  neverNull: () => false,
  types: () => ['Decimal', 'Float', 'Int', 'BigInt'],
  compute({ of, text }) {
    invariant(of && 'is' in of, 'expr takes a formula')
    return { is: 'formula', formula: of, text }
  },
}
