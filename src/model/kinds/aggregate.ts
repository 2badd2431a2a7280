import { invariant } from '../../base/errors.ts'
import type { AggregateName, MeasureKind } from './kind.ts'

/** `compute` of a kind that aggregates an expression. */
export function aggregate(fn: AggregateName): MeasureKind['compute'] {
  return (of, where) => {
    invariant(of && 'parts' in of, `${fn} takes an expression`)
    return { is: 'aggregate', fn, of, ...(where && { where }) }
  }
}
