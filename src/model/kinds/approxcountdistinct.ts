import { aggregate } from './aggregate.ts'
import type { MeasureKind } from './kind.ts'

/**
 * `@measure(approxCountDistinct: "{customer.id}")`: about how many different values, for where an engine has a sketch
 * that is faster; one that hasn't counts them all.
 */
export const approxCountDistinct: MeasureKind = {
  name: 'approxCountDistinct',
  takes: 'expression',
  filtered: true,
  along: true,
  additive: false,
  reveals: false,
  neverNull: () => true,
  types: (of) => (of === 'JSON' ? [] : ['Int', 'BigInt']),
  compute: aggregate('approxCountDistinct'),
}
