import type { MeasureKind } from './kind.ts'

/** `@measure(count: true)`: how many rows, or how many that `where` keeps. */
export const count: MeasureKind = {
  name: 'count',
  takes: 'true',
  filtered: true,
  along: true,
  additive: true,
  reveals: false,
  neverNull: () => true,
  types: () => ['Int', 'BigInt'],
  compute: ({ where, along }) => ({
    is: 'aggregate',
    fn: 'count',
    ...(where && { where }),
    ...(along && { along }),
  }),
}
