import { describe, expect, test } from '@jest/globals'
import { buildSchema } from 'graphql'
import { tellFault } from '../../src/base/fault.ts'
import { changesOf, printApi } from '../../src/catalog/changes.ts'

const before = `
type Query { orders(first: Int): [Order!]!  order(id: ID!): Order }
"A purchase."
type Order { id: ID!  amount: String  status: Status! }
enum Status { PAID  OPEN }
input OrderWhere { amount: String }
`

const committed = printApi(buildSchema(before))

/** What is told of the API with `from` replaced by `to`. */
function told(from: string, to: string) {
  return changesOf('schema.graphql', committed, buildSchema(before.replace(from, to)))
}

describe('an API held against the one that is committed', () => {
  test('is well if it is the same', () => {
    expect(told('', '')).toEqual([])
  })

  test.each([
    ['a field that is gone', 'amount: String  status', 'status', 'Order.amount was removed'],
    [
      'another type',
      'amount: String  status',
      'amount: Int status',
      'Order.amount changed type from String to Int',
    ],
    ['null where none was', 'status: Status!', 'status: Status', 'changed type from Status! to Status'],
    ['an argument that is gone', '(first: Int)', '', 'Query.orders arg first was removed'],
    [
      'an argument that must be given',
      'first: Int',
      'first: Int, of: ID!',
      'A required arg of on Query.orders was added',
    ],
    ['a value that is gone', 'PAID  OPEN', 'PAID', 'OPEN was removed from enum type Status'],
    ['a condition that is gone', '{ amount: String }', '{ other: String }', 'OrderWhere.amount was removed'],
  ])('%s is a fault that names it and says what to do', (_, from, to, what) => {
    const [fault, ...others] = told(from, to)
    expect(others).toEqual([])
    expect(fault?.severity).toBeUndefined()
    expect(fault?.what).toBe(
      `Breaks apps that use the API: ${what.startsWith('changed') ? `Order.status ${what}` : what}`,
    )
    expect(fault?.cure).toContain('@deprecated')
    expect(fault?.cure).toContain('sluice schema --write')
  })

  test('the fault stands at the line of the committed file that it is about', () => {
    const [fault] = told('amount: String  status', 'status')
    expect(fault && tellFault(fault, committed)).toMatch(/^ {2}> +\d+ \| {3}amount: String$/m)
  })

  test('a value more is a warning: an app may not know what to do with it', () => {
    const [warning, ...others] = told('PAID  OPEN', 'PAID  OPEN  VOID')
    expect(others).toEqual([])
    expect(warning).toMatchObject({ severity: 'warning' })
    expect(warning?.what).toContain('VOID was added to enum type Status')
  })

  test.each([
    ['a field more', 'id: ID!  amount', 'id: ID!  note: String  amount'],
    ['an argument that needn’t be given', 'first: Int', 'first: Int, last: Int'],
    ['a condition more', '{ amount: String }', '{ amount: String  note: String }'],
    ['another description', 'A purchase.', 'A sale.'],
    ['a deprecation', 'amount: String  status', 'amount: String @deprecated(reason: "Use total.") status'],
  ])('%s breaks nothing; that the file is behind is a warning', (_, from, to) => {
    const found = told(from, to)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({ severity: 'warning', cure: '`sluice schema --write`' })
    expect(found[0]?.what).toContain('schema.graphql is behind the API')
  })

  test('a file that is no schema is a fault at its place', () => {
    const [fault] = changesOf('schema.graphql', 'type Query {\n  orders: !\n}', buildSchema(before))
    expect(fault).toMatchObject({ at: { file: 'schema.graphql', line: 2, column: 11 } })
    expect(fault?.what).toContain('The committed API cannot be read')
  })
})

describe('the API as text', () => {
  test('is sorted, so that the order of the model’s files doesn’t matter', () => {
    const [query = '', ...others] = before.trim().split(/\n(?="|enum|input)/)
    expect(printApi(buildSchema([...others.reverse(), query].join('\n')))).toBe(committed)
  })
})
