import { describe, expect, test } from '@jest/globals'
import { buildSchema } from 'graphql'
import { tellFault } from '../../src/base/fault.ts'
import { changesOf, printApi } from '../../src/catalog/changes.ts'
import { readRestrictions, restrictionsOf, type Restriction } from '../../src/catalog/restrictions.ts'
import { loadModels } from '../../src/model/index.ts'

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

describe('rules of the model, held against those that are committed', () => {
  const schema = buildSchema(before)
  const rules: readonly Restriction[] = [
    { on: 'Order', is: 'ruled', says: 'for sales' },
    { on: 'Order.amount', is: 'masked', says: 'PARTIAL but for support' },
  ]
  const faultsOf = (now: readonly Restriction[], then = rules) =>
    changesOf('schema.graphql', printApi(schema, then), schema, now).map(
      ({ severity = 'error', what, at, cure }) => `${severity} ${at.line} ${what} → ${cure}`,
    )

  test('are well if they are the same, and stand below the API as comments', () => {
    expect(faultsOf(rules)).toEqual([])
    expect(printApi(schema, rules)).toContain(
      '\n\n# Rules of the model, by which apps may be told less than this:\n# Order ruled for sales\n# Order.amount masked PARTIAL but for support\n',
    )
    expect(printApi(schema)).not.toContain('# Rules')
  })

  test('a new mask and new small groups break apps of who isn’t cleared', () => {
    const told = { on: 'Order', is: 'told', says: 'in groups of 5 by status' } as const
    expect(faultsOf([told, ...rules], rules.slice(0, 1))).toEqual([
      'error 5 Breaks apps that use the API without being cleared: Order is now told in groups of 5 by status → Give their roles in "clear", or tell them; to break it now, `sluice schema --write`',
      'error 6 Breaks apps that use the API without being cleared: Order.amount is now masked PARTIAL but for support → Give their roles in "clear", or tell them; to break it now, `sluice schema --write`',
    ])
  })

  test('a new row rule, and a rule that is another, may not be expected', () => {
    const other = { on: 'Order.amount', is: 'masked', says: 'HASH' } as const
    expect(faultsOf([...rules.slice(0, 1), other], rules.slice(1))).toEqual([
      'warning 5 Apps that use the API may not expect this: Order is now ruled for sales → If it is meant, `sluice schema --write`',
      'warning 6 Apps that use the API may not expect this: Order.amount is now masked HASH → If it is meant, `sluice schema --write`',
    ])
  })

  test('a rule that is gone breaks nothing, but leaves what is committed behind', () => {
    expect(faultsOf([])).toEqual([
      "warning 1 schema.graphql is behind the API: nothing breaks, but what is new isn't held against later changes → `sluice schema --write`",
    ])
  })

  test('are read from the models: of a row rule everything but its text', () => {
    const { models, faults } = loadModels(
      new Map([
        [
          'schema/a.graphql',
          `type A @model(source: "a", key: "id", shared: true) @rows(where: "{id} <> 'secret'") @rows(roles: ["x", "y"], where: "true")
             @minGroup(size: 4, by: ["id", "b"], clear: ["z"]) { id: ID! b: String @pii(kind: NAME, mask: NONE) c: String @pii(kind: NAME, mask: NULL) }`,
        ],
      ]),
    )
    expect(faults).toEqual([])
    expect(restrictionsOf(models).map(({ on, is, says }) => `${on} ${is} ${says}`)).toEqual([
      'A ruled for everybody, for x and y',
      'A told in groups of 4 by b, id but for z',
      'A.c masked NULL',
    ])
    expect(readRestrictions(printApi(schema, restrictionsOf(models)))).toEqual(restrictionsOf(models))
  })
})
