import { SluiceError } from '../../base/errors.ts'
import type { Condition, Query } from '../../engine/query.ts'
import type { Limits } from './limits.ts'

/**
 * Counts the conditions of the request, each wherever it is used: a variable with a long filter costs little by itself,
 * and a hundred measures may each have it for their `where`.
 * @throws TOO_COSTLY
 */
export function limitConditions(queries: readonly Query[], { conditions }: Limits): void {
  let left = conditions
  const walk = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return
    if (kinds.has((part as { is?: unknown }).is) && --left < 0) throw tooMany(conditions)
    for (const inner of Object.values(part)) walk(inner)
  }
  walk(queries)
}

const kinds = new Set<unknown>([
  'and',
  'or',
  'not',
  'compare',
  'missing',
  'time',
  'some',
  'none',
  'every',
  'of',
] satisfies Condition['is'][])

function tooMany(conditions: number): SluiceError {
  return new SluiceError('TOO_COSTLY', {
    what: `The conditions of the request amount to more than ${conditions}`,
    expected: `at most ${conditions}, each counted wherever it is used`,
    cure: 'Use "in" for many values of one field, put what all measures share into the question’s own "where", or ask in several requests',
  })
}
