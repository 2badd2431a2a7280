import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { SluiceError } from '../../src/base/errors.ts'
import { operandKinds, periods } from '../../src/model/operands.ts'
import { operators } from '../../src/model/operators.ts'
import { valueTypes, type ValueName } from '../../src/model/values.ts'

const accepted: readonly (readonly [type: ValueName, input: unknown, text: string])[] = [
  ['Decimal', '1.50', '1.5'],
  ['Decimal', '-0.0', '0'],
  ['Decimal', '12345678901234567890.123456789', '12345678901234567890.123456789'],
  ['Decimal', '1e3', '1000'],
  ['Decimal', 0.1, '0.1'],
  ['Decimal', 1e-7, '0.0000001'],
  ['Decimal', '0012.', '12'],
  ['Decimal', 10n ** 30n, '1000000000000000000000000000000'],
  ['BigInt', '9223372036854775807', '9223372036854775807'],
  ['BigInt', '-9223372036854775808', '-9223372036854775808'],
  ['BigInt', 5, '5'],
  ['Int', 2147483647, '2147483647'],
  ['Float', -0, '0'],
  ['Float', '1.5', '1.5'],
  ['ID', 42, '42'],
  ['ID', 'ALFKI', 'ALFKI'],
  ['String', '', ''],
  ['Boolean', false, 'false'],
  ['Date', '2024-02-29', '2024-02-29'],
  ['DateTime', '2026-01-31T09:30:00.250+02:00', '2026-01-31T07:30:00.25Z'],
  ['DateTime', '2026-01-31T09:30:00.123456Z', '2026-01-31T09:30:00.123456Z'],
  ['DateTime', '2026-01-31T23:59-01:00', '2026-02-01T00:59:00Z'],
  ['JSON', { a: [1, null] }, '{"a":[1,null]}'],
  ['JSON', 'a \\u0000 in plain words', '"a \\\\u0000 in plain words"'],
  ['Enum', 'PAID', 'PAID'],
]

test.each(accepted)('%s takes %p as %s', (type, input, text) => {
  expect(valueTypes[type].accept(input)).toBe(text)
})

const refused: readonly (readonly [type: ValueName, input: unknown])[] = [
  ['Decimal', 'NaN'],
  ['Decimal', 'Infinity'],
  ['Decimal', '1e999'],
  ['Decimal', ''],
  ['Decimal', '.'],
  ['Decimal', '1,5'],
  ['Decimal', '9'.repeat(201)],
  // A JavaScript number of 17 digits is no longer what was sent.
  ['Decimal', Number('12345678901234567')],
  ['Decimal', 123456789012345.5],
  ['Decimal', [1]],
  ['BigInt', '9223372036854775808'],
  ['BigInt', 2 ** 53],
  ['BigInt', '1.0'],
  ['Int', 2147483648],
  ['Int', 1.5],
  ['Int', true],
  ['Float', Number.NaN],
  ['Float', Number.POSITIVE_INFINITY],
  ['ID', 1.5],
  ['ID', null],
  ['String', 'a\0b'],
  ['String', '\ud800'],
  ['String', 5],
  ['Boolean', 'true'],
  ['Date', '2023-02-29'],
  ['Date', '0000-01-01'],
  ['Date', '2024-1-1'],
  ['DateTime', '2026-01-31T09:30:00'],
  ['DateTime', '2026-02-30T09:30:00Z'],
  ['DateTime', '2026-01-31T24:00:00Z'],
  ['DateTime', '2026-01-31T09:30:00.1234567Z'],
  ['DateTime', '0001-01-01T00:00:00+02:00'],
  ['JSON', undefined],
  ['JSON', { a: '\0' }],
  ['Enum', "PAID' or '1'='1"],
]

test.each(refused)('%s refuses %p', (type, input) => {
  const accept = () => valueTypes[type].accept(input)
  expect(accept).toThrow(SluiceError)
  expect(accept).toThrow(`is not a valid ${type}. Expected ${valueTypes[type].expected}`)
})

test('A refusal shows no more of a value than helps to find it', () => {
  expect(() => valueTypes.Date.accept('x'.repeat(10_000))).toThrow(
    `"${'x'.repeat(40)}…" is not a valid Date. Expected a day that the calendar has, as "YYYY-MM-DD". Correct the value.`,
  )
  expect(() => valueTypes.Int.accept({ secret: 'hunter2' })).toThrow(/^An object is not a valid Int/)
})

test('Equal decimals have equal texts, and no digit is lost', () => {
  const digits = fc.stringMatching(/^\d{1,40}$/)
  fc.assert(
    fc.property(digits, digits, fc.boolean(), (whole, part, negative) => {
      const text = valueTypes.Decimal.accept(`${negative ? '-' : ''}${whole}.${part}`)
      expect(valueTypes.Decimal.accept(`${negative ? '-' : '+'}00${whole}.${part}00`)).toBe(text)
      const [shownWhole = '', shownPart = ''] = text.replace('-', '').split('.')
      expect(BigInt(shownWhole)).toBe(BigInt(whole))
      expect(shownPart.padEnd(part.length, '0')).toBe(part)
    }),
  )
})

test('An instant keeps its moment, whatever its offset', () => {
  const moments = fc.date({
    min: new Date('0002-01-01T00:00:00Z'),
    max: new Date('9998-12-31T00:00:00Z'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(moments, fc.integer({ min: -15 * 60, max: 15 * 60 }), (moment, offset) => {
      const local = new Date(moment.getTime() + offset * 60_000).toISOString().slice(0, -1)
      const sign = offset < 0 ? '-' : '+'
      const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60]
      const zone = `${sign}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
      expect(new Date(valueTypes.DateTime.accept(local + zone)).getTime()).toBe(moment.getTime())
    }),
  )
})

test.each([
  ['Duration', 'P90D', 'P90D'],
  ['Duration', 'PT6H', 'PT6H'],
  ['Duration', '-P1Y2M', 'P-1Y-2M'],
  ['Duration', 'P2W', 'P14D'],
  ['Duration', 'PT1.50S', 'PT1.5S'],
  ['Duration', 'P0D', 'PT0S'],
  ['TimeZone', 'Europe/Paris', 'Europe/Paris'],
  ['TimeZone', 'UTC', 'UTC'],
  ['Period', 'THIS_MONTH', 'THIS_MONTH'],
] as const)('%s takes %p as %s', (kind, input, text) => {
  expect(operandKinds[kind].accept(input)).toBe(text)
})

test.each([
  ['Duration', 'P'],
  ['Duration', 'P1DT'],
  ['Duration', '90 days'],
  ['Duration', 90],
  ['TimeZone', '+02:00'],
  ['TimeZone', 'Mars/Olympus'],
  ['TimeZone', "UTC'; select 1"],
  ['Period', 'toString'],
  ['Period', 'NEXT_MONTH'],
] as const)('%s refuses %p', (kind, input) => {
  expect(() => operandKinds[kind].accept(input)).toThrow(
    `is not a valid ${kind}. Expected ${operandKinds[kind].expected}`,
  )
})

test('The tables are frozen, and every operator that a type takes is in the list', () => {
  for (const table of [valueTypes, operators, operandKinds, periods])
    expect(Object.isFrozen(table)).toBe(true)
  const used = new Set(Object.values(valueTypes).flatMap((type) => type.operators))
  expect([...used].sort()).toEqual(Object.keys(operators).sort())
})
