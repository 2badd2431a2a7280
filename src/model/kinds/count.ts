import type { MeasureKind } from './kind.ts'

/** `@measure(count: true)`: how many rows, or how many that `where` keeps. */
export const count: MeasureKind = {
  name: 'count',
  takes: 'true',
  filtered: true,
  additive: true,
  neverNull: true,
  types: () => ['Int', 'BigInt'],
  compute: (_of, where) => ({ is: 'aggregate', fn: 'count', ...(where && { where }) }),
}
