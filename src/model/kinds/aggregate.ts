import { invariant } from '../../base/errors.ts'
import type { AggregateName, MeasureKind } from './kind.ts'

/** `compute` of a kind that aggregates an expression; `p` is a percentile's, where the arguments don't say it. */
export function aggregate(fn: AggregateName, p?: string): MeasureKind['compute'] {
  return ({ of, where, along, p: given = p }) => {
    invariant(of && 'parts' in of, `${fn} takes an expression`)
    return {
      is: 'aggregate',
      fn,
      of,
      ...(where && { where }),
      ...(given !== undefined && { p: given }),
      ...(along && { along }),
    }
  }
}
