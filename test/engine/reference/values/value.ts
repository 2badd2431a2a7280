import type { ValueName } from '../../../../src/model/values.ts'
import { Day, Instant, day, instant } from './calendar.ts'
import { Num, num } from './num.ts'

/** What stands in a row: an enum's value by its place in the declaration too, since PostgreSQL orders enums so. */
export type Value = null | string | boolean | Num | Day | Instant | Word

/** A value of a PostgreSQL enum. */
export class Word {
  readonly name: string
  readonly place: number
  constructor(name: string, place: number) {
    this.name = name
    this.place = place
  }
  toString(): string {
    return this.name
  }
}

/** What a column is in the warehouse. */
export type SqlType =
  | 'text'
  | 'int'
  | 'bigint'
  | 'numeric'
  | 'float8'
  | 'boolean'
  | 'date'
  | 'timestamptz'
  | 'timestamp'
  | 'enum'

/** Both not null. Texts go by code points, as the test database's collation does. */
export function compareValues(a: Value, b: Value): number {
  if (a instanceof Num && b instanceof Num) return a.compare(b)
  if (a instanceof Instant && b instanceof Instant) return sign(a.micros - b.micros)
  if (a instanceof Day && b instanceof Day) return a.days - b.days
  if (a instanceof Word && b instanceof Word) return a.place - b.place
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b)
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b)
  throw new TypeError(`${String(a)} and ${String(b)} don't compare`)
}

/** A text that is the same for equal values only; null has one too. */
export function identity(value: Value): string {
  return value === null ? 'null' : `${value.constructor.name}:${String(value)}`
}

/** A value of a request, as the column holds it. */
export function readOperand(input: unknown, like: SqlType, words: readonly string[]): Value {
  const text = String(input)
  switch (like) {
    case 'text':
      return text
    case 'enum':
      return new Word(text, words.indexOf(text))
    case 'boolean':
      return input === true
    case 'date':
      return day(text)
    case 'timestamptz':
    case 'timestamp':
      return instant(text)
    default:
      return num(text)
  }
}

/** What an answer must show: exact, or for what was divided, as near as a warehouse's digits can be. */
export type Shown = null | string | boolean | ShownNumber

export interface ShownNumber {
  readonly number: Num
  readonly as: 'string' | 'number'
}

export function shown(value: Value, type: ValueName, zone?: string): Shown {
  if (value === null || typeof value === 'boolean') return value
  if (value instanceof Instant) return value.toString(zone)
  if (!(value instanceof Num) || type === 'ID') return String(value)
  return { number: value, as: type === 'Int' || type === 'Float' ? 'number' : 'string' }
}

function compareTexts(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)]
  for (const [i, char] of left.entries()) {
    const other = right[i]
    if (other === undefined) return 1
    if (char !== other) return (char.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0)
  }
  return left.length - right.length
}

function sign(difference: bigint): number {
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}
