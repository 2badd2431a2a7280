import { acceptBigInt, acceptDecimal, acceptFloat, acceptInt } from './accept/numbers.ts'
import { acceptBoolean, acceptId, acceptJson, acceptName, acceptText } from './accept/texts.ts'
import { acceptDate, acceptInstant } from './accept/times.ts'
import { refuse, type Accept } from './accept/accept.ts'
import type { OperatorName } from './operators.ts'

/** The value types of the model. `Enum` stands for any enum; which one, the dimension says. */
export type ValueName =
  | 'ID'
  | 'String'
  | 'Int'
  | 'Float'
  | 'Boolean'
  | 'Decimal'
  | 'BigInt'
  | 'Date'
  | 'DateTime'
  | 'JSON'
  | 'Enum'

/** What a value is in SQL, whatever the engine calls it; a dialect maps each to a type of its own. */
export type Family = 'text' | 'integer' | 'float' | 'decimal' | 'boolean' | 'date' | 'instant' | 'json'

export interface ValueType {
  readonly name: ValueName
  /** The scalar's name in GraphQL; undefined for `Enum`, whose dimension names the enum. */
  readonly graphql: string | undefined
  readonly family: Family
  /** The filter operators that it takes, in the order of the API. */
  readonly operators: readonly OperatorName[]
  /** How a JSON answer carries it. Decimals, 64-bit integers and instants are strings, so that no digit is lost. */
  readonly json: 'string' | 'number' | 'boolean' | 'any'
  /** Whether it can be added up. */
  readonly numeric: boolean
  /** Whether it has an order that a reader expects: what `orderBy`, `min` and `max` take. */
  readonly ordered: boolean
  /** Whether it can be a dimension to group by, and part of a key. */
  readonly groups: boolean
  /** What an input value must look like, for messages. */
  readonly expected: string
  /**
   * The canonical text of an input value: equal values have equal texts, and the engine reads them back exactly.
   * @throws INVALID_VALUE, saying what was expected
   */
  accept(input: unknown): string
}

const equality = ['eq', 'ne', 'in', 'notIn'] as const
const order = ['lt', 'lte', 'gt', 'gte', 'between'] as const
const search = ['contains', 'startsWith', 'endsWith'] as const
const calendar = ['inLast', 'inPeriod'] as const

const texts = { family: 'text', json: 'string', numeric: false, ordered: true, groups: true } as const
const numbers = {
  numeric: true,
  ordered: true,
  groups: true,
  operators: [...equality, ...order, 'isNull'],
} as const
const times = {
  json: 'string',
  numeric: false,
  ordered: true,
  groups: true,
  operators: [...equality, ...order, ...calendar, 'isNull'],
} as const

type Declared = Omit<ValueType, 'name' | 'accept' | 'graphql'> & { readonly accepts: Accept }

/** Every value type by name. */
export const valueTypes: Readonly<Record<ValueName, ValueType>> = Object.freeze({
  ID: complete('ID', {
    ...texts,
    operators: [...equality, 'isNull'],
    expected: 'a string or an integer',
    accepts: acceptId,
  }),
  String: complete('String', {
    ...texts,
    operators: [...equality, ...order, ...search, 'isNull'],
    expected: 'a string of Unicode text without U+0000',
    accepts: acceptText,
  }),
  Int: complete('Int', {
    ...numbers,
    family: 'integer',
    json: 'number',
    expected: 'an integer from -2147483648 to 2147483647',
    accepts: acceptInt,
  }),
  Float: complete('Float', {
    ...numbers,
    family: 'float',
    json: 'number',
    expected: 'a finite number',
    accepts: acceptFloat,
  }),
  Boolean: complete('Boolean', {
    family: 'boolean',
    json: 'boolean',
    numeric: false,
    ordered: true,
    groups: true,
    operators: ['eq', 'ne', 'isNull'],
    expected: 'true or false',
    accepts: acceptBoolean,
  }),
  Decimal: complete('Decimal', {
    ...numbers,
    family: 'decimal',
    json: 'string',
    expected: 'a decimal number as a string such as "1234.50", or a number of at most 15 digits',
    accepts: acceptDecimal,
  }),
  BigInt: complete('BigInt', {
    ...numbers,
    family: 'integer',
    json: 'string',
    expected: 'a 64-bit integer as a string such as "9007199254740993", or a number of at most 15 digits',
    accepts: acceptBigInt,
  }),
  Date: complete('Date', {
    ...times,
    family: 'date',
    expected: 'a day that the calendar has, as "YYYY-MM-DD"',
    accepts: acceptDate,
  }),
  DateTime: complete('DateTime', {
    ...times,
    family: 'instant',
    expected:
      'an ISO 8601 instant with its offset, such as "2026-01-31T09:30:00Z" or "2026-01-31T09:30:00.250+02:00"',
    accepts: acceptInstant,
  }),
  JSON: complete('JSON', {
    family: 'json',
    json: 'any',
    numeric: false,
    ordered: false,
    groups: false,
    operators: ['isNull'],
    expected: 'a JSON value',
    accepts: acceptJson,
  }),
  Enum: complete('Enum', {
    ...texts,
    operators: [...equality, 'isNull'],
    expected: 'one of the values of the enum',
    accepts: acceptName,
  }),
})

function complete(name: ValueName, { accepts, ...type }: Declared): ValueType {
  return Object.freeze({
    ...type,
    name,
    graphql: name === 'Enum' ? undefined : name,
    accept: (input: unknown) => accepts(input) ?? refuse(input, name, type.expected),
  })
}
