import { aggregate } from './aggregate.ts'
import type { MeasureKind } from './kind.ts'

/** `@measure(countDistinct: "{customer.id}")`: how many different values; nulls are none. */
export const countDistinct: MeasureKind = {
  name: 'countDistinct',
  takes: 'expression',
  filtered: true,
  along: true,
  additive: false,
  reveals: false,
  neverNull: () => true,
  types: (of) => (of === 'JSON' ? [] : ['Int', 'BigInt']),
  compute: aggregate('countDistinct'),
}
