import { SluiceError } from '../../base/errors.ts'
import type { Limits } from './limits.ts'

/**
 * Counts the values in the variables before they are coerced, since coercion and conditions cost what they amount to.
 * @throws TOO_COSTLY
 */
export function limitValues(variables: Readonly<Record<string, unknown>>, limits: Limits): void {
  let count = 0
  const walk = (value: unknown, depth: number): void => {
    if (++count > limits.values || depth > limits.nesting) throw tooMany(limits)
    if (typeof value !== 'object' || value === null) return
    for (const inner of Object.values(value)) walk(inner, depth + 1)
  }
  walk(variables, 0)
}

function tooMany(limits: Limits): SluiceError {
  return new SluiceError('TOO_COSTLY', {
    what: 'The variables hold too many values',
    expected: `at most ${limits.values} values, nested at most ${limits.nesting} deep`,
    cure: 'Ask for them in several requests',
  })
}
