import type { Accept } from './accept.ts'

const INT_MIN = -(2n ** 31n)
const INT_MAX = 2n ** 31n - 1n
const BIG_MIN = -(2n ** 63n)
const BIG_MAX = 2n ** 63n - 1n

/** A double holds any decimal of 15 significant digits; with more, what arrives may not be what was sent. */
const SAFE_DIGITS = 15
/** Longer ones are no amounts, and PostgreSQL's numeric ends at 16,383 digits after the point. */
const MAX_DIGITS = 200
const MAX_EXPONENT = 100

export const acceptInt: Accept = (input) => integer(input, INT_MIN, INT_MAX)

export const acceptBigInt: Accept = (input) => integer(input, BIG_MIN, BIG_MAX)

export const acceptFloat: Accept = (input) => {
  const number = typeof input === 'string' && acceptDecimal(input) !== undefined ? Number(input) : input
  if (typeof number !== 'number' || !Number.isFinite(number)) return undefined
  return number === 0 ? '0' : String(number)
}

/** Strings are read digit by digit and never become a float. */
export const acceptDecimal: Accept = (input) => {
  if (typeof input === 'bigint') return plain(String(input))
  if (typeof input === 'string') return plain(input)
  if (typeof input !== 'number' || !Number.isFinite(input)) return undefined
  const text = plain(String(input))
  return text !== undefined && significant(text) <= SAFE_DIGITS ? text : undefined
}

function integer(input: unknown, min: bigint, max: bigint): string | undefined {
  if (typeof input === 'number' && !Number.isSafeInteger(input)) return undefined
  if (typeof input === 'string' && !/^-?\d{1,20}$/.test(input)) return undefined
  if (typeof input !== 'number' && typeof input !== 'string' && typeof input !== 'bigint') return undefined
  const value = BigInt(input)
  return value >= min && value <= max ? String(value) : undefined
}

const NUMBER = /^(?<sign>[+-]?)(?<whole>\d*)(?:\.(?<part>\d*))?(?:[eE](?<exponent>[+-]?\d{1,4}))?$/

/** Without exponent, leading zeros, trailing zeros or a sign before zero: equal numbers have equal texts. */
function plain(text: string): string | undefined {
  const groups = text.length <= MAX_DIGITS ? NUMBER.exec(text)?.groups : undefined
  if (!groups) return undefined
  const { sign, whole = '', part = '', exponent = '0' } = groups
  const shift = Number(exponent)
  if (whole + part === '' || Math.abs(shift) > MAX_EXPONENT) return undefined
  const [before, after] = move(whole, part, shift)
  const digits = before.replace(/^0+(?=\d)/, '') || '0'
  const fraction = after.replace(/0+$/, '')
  const size = fraction === '' ? digits : `${digits}.${fraction}`
  return sign === '-' && size !== '0' ? `-${size}` : size
}

/** Moves the decimal point `shift` digits to the right. */
function move(whole: string, part: string, shift: number): [string, string] {
  if (shift >= 0) {
    const padded = part.padEnd(shift, '0')
    return [whole + padded.slice(0, shift), padded.slice(shift)]
  }
  const padded = whole.padStart(-shift, '0')
  return [padded.slice(0, padded.length + shift), padded.slice(padded.length + shift) + part]
}

function significant(text: string): number {
  return text.replace(/[-.]/g, '').replace(/^0+/, '').length
}
