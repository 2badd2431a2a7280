import { buildSchema, parse, validate } from 'graphql'
import { describe, expect, test } from '@jest/globals'
import { documentLimits } from '../../../src/serve/limits/document.ts'
import { defaultLimits } from '../../../src/serve/limits/limits.ts'

const schema = buildSchema('type Query { a: Query  b: Int }')
const limits = { ...defaultLimits, depth: 4, fields: 30, aliases: 10, roots: 5, directives: 4 }

function refusals(document: string): string[] {
  return validate(schema, parse(document), [documentLimits(limits)]).map(({ message }) => message)
}

const repeat = (count: number, part: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ')

describe('A document is refused', () => {
  const hostile: Record<string, [string, string]> = {
    'that nests too deep': ['{ a { a { a { a { b } } } } }', 'more than 4 levels'],
    'that nests too deep in fragments': [
      '{ ...A } fragment A on Query { a { ...B } } fragment B on Query { a { a { a { b } } } }',
      'more than 4 levels',
    ],
    'with too many aliases': [`{ a { ${repeat(11, (i) => `x${i}: b`)} } }`, 'more than 10 aliases'],
    'with too many aliases of __typename': [
      `{ a { ${repeat(11, (i) => `x${i}: __typename`)} } }`,
      'more than 10 aliases',
    ],
    'with too many root fields': [`{ ${repeat(6, () => 'b')} }`, 'more than 5 root fields'],
    'with too many root fields in fragments': [
      `{ ...A } fragment A on Query { ... { ${repeat(6, () => 'b')} } }`,
      'more than 5 root fields',
    ],
    'with too many directives': [
      `{ a { b ${repeat(5, () => '@skip(if: false)')} } }`,
      'more than 4 directives',
    ],
    'whose fragments multiply': [
      `{ ...F0 } ${repeat(30, (i) => `fragment F${i} on Query { a { ...F${i + 1} } x: a { ...F${i + 1} } }`)}
       fragment F30 on Query { b }`,
      'more than 30 fields',
    ],
  }
  test.each(Object.entries(hostile))('%s', (_, [document, message]) => {
    expect(refusals(document)).toContainEqual(expect.stringContaining(message))
  })
})

test('A billion fields in fragments are counted without walking them', () => {
  const fragments = repeat(200, (i) => `fragment F${i} on Query { a { ...F${i + 1} } x: a { ...F${i + 1} } }`)
  const started = performance.now()
  expect(refusals(`{ ...F0 } ${fragments} fragment F200 on Query { b }`)).toContainEqual(
    expect.stringContaining('fields'),
  )
  expect(performance.now() - started).toBeLessThan(2_000)
})

test('A document within the limits passes, also one that nests as deep as it may', () => {
  expect(refusals('{ a { a { a { b } } } x: b }')).toEqual([])
})

test('Fragments that spread each other in a circle are left to the rule that refuses them', () => {
  expect(refusals('{ ...A } fragment A on Query { b ...B } fragment B on Query { ...A }')).toEqual([])
})
