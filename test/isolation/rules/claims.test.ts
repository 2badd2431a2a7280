import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { modelsOf, openDesk, type Desk } from '../../support/desk.ts'
import { openFirm, type Firm } from './firm.ts'

/** The same four teams behind rules that take claims in each way that one might write. */
const schema = `
type One @model(source: "firm.teams", key: "team_id", tenant: "tenant_id") @rows(where: "{region} = {claims.region}") {
  id: ID! @column(name: "team_id")
  region: String
}
type Many @model(source: "firm.teams", key: "team_id", tenant: "tenant_id") @rows(where: "{region} = any({claims.region})") {
  id: ID! @column(name: "team_id")
  region: String
}
type None @model(source: "firm.teams", key: "team_id", tenant: "tenant_id") @rows(where: "{region} <> all ( {claims.region})") {
  id: ID! @column(name: "team_id")
  region: String
}
type Inside @model(source: "firm.teams", key: "team_id", tenant: "tenant_id") @rows(where: "array[{region}] <@ {claims.region}") {
  id: ID! @column(name: "team_id")
  region: String
}
type Number @model(source: "firm.teams", key: "team_id", tenant: "tenant_id") @rows(where: "{id} <= {claims.region}") {
  id: ID! @column(name: "team_id")
}
`

let firm: Firm
let desk: Desk
beforeAll(async () => {
  firm = await openFirm()
  desk = openDesk(modelsOf(schema), firm.warehouses)
})
afterAll(() => firm?.close())

/** The ids of the teams that the claim leaves, or the message. Regions of 1 to 4: north, south, none, north. */
async function seen(
  model: 'ones' | 'manies' | 'nones' | 'insides' | 'numbers',
  region: unknown,
): Promise<string[] | string> {
  const claims = region === undefined ? {} : { region }
  const { data, errors } = await desk.ask(`{ ${model}(first: 100) { nodes { id } } }`, { claims })
  if (errors.length > 0) return errors.join()
  return (data[model].nodes as { id: string }[]).map(({ id }) => id)
}

const all = ['ones', 'manies', 'nones', 'insides', 'numbers'] as const

test('A claim that is a text, a number or a list of these is what the rule compares with', async () => {
  expect(await seen('ones', 'north')).toEqual(['1', '4'])
  expect(await seen('manies', ['north', 'south'])).toEqual(['1', '2', '4'])
  expect(await seen('nones', ['north'])).toEqual(['2'])
  expect(await seen('insides', ['south', 'west'])).toEqual(['2'])
  expect(await seen('numbers', 2)).toEqual(['1', '2'])
})

test('Where a list stands, one text is a list of one', async () => {
  expect(await seen('manies', 'south')).toEqual(['2'])
  expect(await seen('nones', 'south')).toEqual(['1', '4'])
})

test('No one of nothing is among nobody: an empty list', async () => {
  expect(await seen('manies', [])).toEqual([])
  expect(await seen('insides', [])).toEqual([])
})

describe.each([
  ['missing', undefined],
  ['null', null],
  ['an object', { north: 'north' }],
  ['an object that calls itself a text', { toString: 'north', length: 1, 0: 'north' }],
  ['an object that has a text', { toString: () => 'north' }],
  ['a function', () => 'north'],
  ['a date', new Date()],
  ['not a number', Number.NaN],
  ['endless', Number.POSITIVE_INFINITY],
  ['a text with a nul', 'north\0'],
  ['half a letter', 'north\uD800'],
  ['a list with an object', ['north', {}]],
  ['a list with a list', ['north', ['south']]],
  ['a list with a nothing', ['north', null]],
  ['a list with a number that is none', ['north', Number.NaN]],
  ['a list with a text with a nul', ['north', 'a\0b']],
])('A claim that is %s', (_, claim) => {
  test.each(all)('is none, so that no row of "%s" is seen', async (model) => {
    expect(await seen(model, claim)).toEqual([])
  })
})

describe('A text that looks like a list', () => {
  test.each(['{north,south}', ' {north}', '{{north},{south}}', '[0:1]={north,south}', ' [1:1] = {north}'])(
    '%s is none',
    async (claim) => {
      expect(await seen('manies', claim)).toEqual([])
      expect(await seen('insides', claim)).toEqual([])
      expect(await seen('ones', claim)).toEqual([])
    },
  )

  test('as a member of a list is itself', async () => {
    expect(await seen('manies', ['{north,south}'])).toEqual([])
    expect(await seen('manies', ['{north}', 'south', '","north","'])).toEqual(['2'])
    expect(await seen('manies', ['a"b\\', "it's", 'north'])).toEqual(['1', '4'])
  })
})

test.each([
  "north' or '1'='1",
  "') or true --",
  'north"; drop table firm.teams; --',
  '$1',
  '{claims.region}',
  '\\',
  "\\' or true --",
  'NORTH',
  ' north ',
  'north\u0000'.slice(0, 5) + '\u200B',
  'nοrth',
  '%',
])('SQL and its look-alikes in a claim are a text like any other: %s', async (claim) => {
  expect(await seen('ones', claim)).toEqual([])
  expect(await seen('manies', claim)).toEqual([])
  expect(await seen('manies', [claim])).toEqual([])
})

test('A claim that the column’s type can’t hold fails, in words that don’t show it', async () => {
  for (const claim of ['north', '1 or true', ['1'], '0x', '9'.repeat(40)]) {
    const told = await seen('numbers', claim)
    expect(typeof told).toBe('string')
    expect(told).not.toMatch(/north|0x|999|\{/)
  }
})

test('A claim of the prototype’s is none', async () => {
  const { models } = openDesk(
    modelsOf(schema.replaceAll('{claims.region}', '{claims.constructor}')),
    firm.warehouses,
  )
  const own = openDesk(models, firm.warehouses)
  for (const claims of [{}, Object.create({ constructor: 'north' }) as object]) {
    const { data } = await own.ask('{ ones { totalCount } manies { totalCount } }', { claims: { ...claims } })
    expect(data).toEqual({ ones: { totalCount: 0 }, manies: { totalCount: 0 } })
  }
})

test('A hundred thousand members are a list like any other', async () => {
  const many = Array.from({ length: 100_000 }, (_, i) => `region ${i}`)
  expect(await seen('manies', [...many, 'south'])).toEqual(['2'])
  expect(await seen('manies', many)).toEqual([])
})

test('One plan serves every claim: none of them stands in the SQL', async () => {
  const [root] = desk.read('{ ones { nodes { id } } }', [])
  if (!root) throw new TypeError('a query')
  const { statements } = desk.engine.compile(root.query, { scope: 'tenant', roles: [] })
  expect(statements[0]?.text).toContain('"s"."region" = $2')
})
