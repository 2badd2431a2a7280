import { SluiceError } from '../../base/errors.ts'

/** The canonical text of an input value, or undefined where it isn't one. */
export type Accept = (input: unknown) => string | undefined

const SHOWN = 40

/** @throws INVALID_VALUE, always. The value is shown only as far as it helps to find it. */
export function refuse(input: unknown, type: string, expected: string): never {
  throw new SluiceError('INVALID_VALUE', {
    what: `${show(input)} is not a valid ${type}`,
    expected,
    cure: 'Correct the value',
  })
}

function show(input: unknown): string {
  if (input === undefined) return 'A missing value'
  if (input === null) return 'null'
  if (Array.isArray(input)) return 'A list'
  if (typeof input === 'string') return JSON.stringify(shorten(input))
  if (typeof input === 'number' || typeof input === 'bigint' || typeof input === 'boolean')
    return shorten(String(input))
  return 'An object'
}

function shorten(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}
