import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isReference } from '../../src/model/expression.ts'
import { parseExpression } from '../../src/model/parse/expression.ts'
import { parseFormula } from '../../src/model/parse/formula.ts'
import { joinName, splitName } from '../../src/model/parse/name.ts'

test('An expression is split at its references, and braces inside quotes are text', () => {
  expect(parseExpression(`'{no}' || { customer.plan } || "odd {column}"`)).toEqual({
    is: 'parsed',
    value: {
      text: `'{no}' || { customer.plan } || "odd {column}"`,
      parts: [`'{no}' || `, { path: ['customer', 'plan'], offset: 10 }, ` || "odd {column}"`],
    },
  })
})

test('The parts of an expression, put together again, are the expression', () => {
  const name = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,5}$/)
  const reference = fc.array(name, { minLength: 1, maxLength: 3 }).map((path) => `{${path.join('.')}}`)
  const literal = fc
    .string({ maxLength: 12 })
    .map((text) => `'${text.replaceAll("'", "''").replaceAll('\0', '')}'`)
  const token = fc.oneof(
    reference,
    literal,
    fc.constantFrom(' + ', ' >= ', ' and ', '12.5', 'lower', 'case when', ' || '),
  )
  fc.assert(
    fc.property(fc.array(token, { minLength: 1 }), (tokens) => {
      const text = tokens.join(' ')
      const parsed = parseExpression(text)
      const parts = parsed.is === 'parsed' ? parsed.value.parts : [text]
      expect(parts.map((part) => (isReference(part) ? `{${part.path.join('.')}}` : part)).join('')).toBe(text)
      for (const part of parts.filter(isReference)) {
        expect(text.slice(part.offset)).toMatch(new RegExp(`^\\{${part.path.join('\\.')}\\}`))
      }
      expect(parts.filter(isReference)).toHaveLength(tokens.filter((one) => one.startsWith('{')).length)
    }),
  )
})

test('Whatever the text, parsing ends in an expression or a fault inside of it', () => {
  const pieces = fc.constantFrom(
    "'",
    '"',
    '{',
    '}',
    '(',
    ')',
    ';',
    '--',
    '/*',
    '$',
    '\\',
    'select',
    'E',
    'x',
    '.',
    ' ',
  )
  fc.assert(
    fc.property(fc.array(pieces), (tokens) => {
      const text = tokens.join('')
      const parsed = parseExpression(text)
      const offset = parsed.is === 'broken' ? parsed.offset : 0
      expect(offset).toBeLessThanOrEqual(text.length)
      const bare = parsed.is === 'broken' ? '' : text.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"/g, '')
      expect(bare).not.toMatch(/['";$\\]|--|\/\*/)
    }),
  )
})

test.each([
  ['({a}', 0, '"(" is not closed'],
  ['{a})', 3, '")" closes nothing'],
  ['({a}]', 4, '"]" closes nothing'],
  ['{a}; drop table x', 3, '";" would end the statement'],
  ['{a} -- note', 4, '"--" begins a comment'],
  ['{a} /* note', 4, '"/*" begins a comment'],
  ['{a} = $1', 6, '"$" stands for parameters, which an expression cannot have'],
  ['{a b}', 0, '"{a b}" is not a reference'],
  ['{}', 0, '"{}" is not a reference'],
  ['1 + {a', 4, '"{" is not closed'],
  ["{a} = 'open", 6, 'A single quote is not closed'],
  ["{a} = E'x\\'y'", 6, `"E'" begins a text with escapes`],
  ['  ', 0, 'The expression is empty'],
  ['(SELECT 1)', 1, '"SELECT" would read other rows'],
  ['exists (table customers)', 8, '"table" would read other rows'],
  ["set_config('sluice.tenant', 'b', true)", 0, '"set_config" is not allowed in an expression'],
  [`"set_config"('sluice.tenant', 'b', true)`, 0, `""set_config"" is not allowed in an expression`],
  ["query_to_xml('table customers', true, true, '')", 0, '"query_to_xml" is not allowed in an expression'],
])('The expression %p is refused at %i: %s', (text, offset, what) => {
  expect(parseExpression(text)).toMatchObject({ is: 'broken', offset, what })
})

test('A formula binds * and / before + and -, from left to right', () => {
  const number = (text: string) => ({ is: 'number', text })
  expect(parseFormula('1 - 2 - -3 * (4 + 5)')).toEqual({
    is: 'parsed',
    value: {
      is: 'binary',
      op: '-',
      left: { is: 'binary', op: '-', left: number('1'), right: number('2') },
      right: {
        is: 'binary',
        op: '*',
        left: { is: 'negate', of: number('3') },
        right: { is: 'binary', op: '+', left: number('4'), right: number('5') },
      },
    },
  })
})

test('A formula takes measures and a few functions', () => {
  expect(parseFormula('ROUND({revenue} / {orderCount}, 2)')).toEqual({
    is: 'parsed',
    value: {
      is: 'call',
      fn: 'round',
      args: [
        {
          is: 'binary',
          op: '/',
          left: { is: 'measure', path: ['revenue'], offset: 6 },
          right: { is: 'measure', path: ['orderCount'], offset: 18 },
        },
        { is: 'number', text: '2' },
      ],
    },
  })
})

test.each([
  ['', 0, 'The formula ends too early'],
  ['{a} +', 5, 'The formula ends too early'],
  ['{a} {b}', 4, '"{b}" is not expected here'],
  ['({a}', 4, '"(" is not closed'],
  ['{a} % 2', 4, '"%" is not expected here'],
  ['sqrt({a})', 0, '"sqrt" is not a function of formulas'],
  ['toString({a})', 0, '"toString" is not a function of formulas'],
  ['{a} + nullif({b})', 6, '"nullif" takes 2 arguments, not 1'],
  ['1.2.3', 0, '"1" is not expected here'],
  [`${'('.repeat(60)}1`, 50, 'The formula is nested deeper than 50'],
])('The formula %p is refused at %i: %s', (text, offset, what) => {
  expect(parseFormula(text)).toMatchObject({ is: 'broken', offset, what })
})

test('Names are split at dots, and any name survives being joined and split', () => {
  expect(splitName('public.Order Details')).toEqual(['public', 'Order Details'])
  expect(splitName('"a.b"."say ""hi"""')).toEqual(['a.b', 'say "hi"'])
  for (const odd of ['', '.', 'a.', '.a', 'a..b', '"a', 'a"b']) expect(splitName(odd)).toBeUndefined()
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 }), (parts) => {
      expect(splitName(joinName(parts))).toEqual(parts)
    }),
  )
})
