import { CURSOR, type Expected } from './evaluate/evaluate.ts'
import { Num, num } from './values/num.ts'
import type { ShownNumber } from './values/value.ts'

/** Where and how an answer differs from what it must be; undefined where it doesn't. */
export function difference(expected: Expected, got: unknown, path = ''): string | undefined {
  if (expected === CURSOR)
    return typeof got === 'string' && got !== '' ? undefined : told(path, 'a cursor', got)
  if (isNumber(expected)) return numberDifference(expected, got, path)
  if (Array.isArray(expected)) {
    if (!Array.isArray(got)) return told(path, 'a list', got)
    if (expected.length !== got.length)
      return `${told(`${path}.length`, expected.length, got.length)}: ${plain(expected)} against ${plain(got)}`
    return firstOf(expected, (one: Expected, i) => difference(one, got[i], `${path}[${i}]`))
  }
  if (typeof expected !== 'object' || expected === null)
    return expected === got ? undefined : told(path, expected, got)
  if (typeof got !== 'object' || got === null) return told(path, plain(expected), got)
  // The answer names its fields in the order of the request.
  const [names, found] = [Object.keys(expected), Object.keys(got)]
  if (names.join() !== found.join()) return told(`${path} fields`, names.join(), found.join())
  return firstOf(Object.entries(expected), ([name, value]) =>
    difference(value, (got as Record<string, unknown>)[name], `${path}.${name}`),
  )
}

function numberDifference({ number, as }: ShownNumber, got: unknown, path: string): string | undefined {
  const text = typeof got === as ? String(got) : ''
  // A float's own digits end after the 15th.
  const near = as === 'number' ? number.roughly(Math.abs(number.toNumber()) * 1e-14) : number
  return /^-?[\d.]+(e[+-]?\d+)?$/.test(text) && near.admits(num(text))
    ? undefined
    : told(path, `${String(number)} as a ${as}`, got)
}

/** For messages: without what JSON can't say. */
export function plain(expected: unknown): string {
  return JSON.stringify(expected, (_, value) =>
    typeof value === 'symbol' ? '(cursor)' : isNumber(value) ? value.number.toString() : value,
  )
}

function isNumber(value: unknown): value is ShownNumber {
  return typeof value === 'object' && value !== null && 'number' in value && value.number instanceof Num
}

function told(path: string, expected: unknown, got: unknown): string {
  return `${path || 'the answer'}: expected ${String(expected)}, got ${JSON.stringify(got)}`
}

function firstOf<T>(of: readonly T[], say: (one: T, i: number) => string | undefined): string | undefined {
  for (const [i, one] of of.entries()) {
    const said = say(one, i)
    if (said !== undefined) return said
  }
  return undefined
}
