import { SluiceError } from '../../base/errors.ts'
import type { Condition } from '../../engine/query.ts'
import { nullRefused, type Given } from './given.ts'
import type { Reading } from './reading.ts'

/** How an entry of a filter that is neither `and`, `or` nor `not` is read. */
export type ReadEntry = (name: string, value: Given) => Condition

/**
 * An input of conditions, which hold together. What is given must say something: a filter that fell away because a
 * variable was null would show more rows than were asked for.
 * @param type the input's name
 * @throws INVALID_REQUEST for null and for an empty filter
 */
export function readCombined(reading: Reading, given: Given, type: string, entry: ReadEntry): Condition {
  const { variable } = given
  if (variable === undefined) return combined(reading, given, type, entry)
  const key = `${type} ${variable}`
  const condition = reading.conditions.get(key) ?? combined(reading, given, type, entry)
  reading.conditions.set(key, condition)
  return condition
}

function combined(reading: Reading, given: Given, type: string, entry: ReadEntry): Condition {
  const inner = (value: Given) => readCombined(reading, value, type, entry)
  const parts = meaningful(given, type).map(([name, value]): Condition => {
    if (name === 'and' || name === 'or') return { is: name, of: value.items().map(inner) }
    return name === 'not' ? { is: 'not', of: inner(value) } : entry(name, value)
  })
  return allOf(parts)
}

export function allOf(parts: readonly Condition[]): Condition {
  return parts.length === 1 && parts[0] ? parts[0] : { is: 'and', of: parts }
}

/** The entries of a filter: at least one, and none of them null. */
export function meaningful(given: Given, where: string): readonly (readonly [string, Given])[] {
  if (!given.present) throw nullRefused()
  const entries = given.entries()
  if (entries.length === 0) {
    throw new SluiceError('INVALID_REQUEST', {
      what: 'A filter says nothing',
      where,
      expected: 'at least one condition',
      cure: 'Give it one, or leave the filter out; a variable that was not given takes its condition away',
    })
  }
  for (const [, value] of entries) if (value.isNull) throw nullRefused()
  return entries
}
