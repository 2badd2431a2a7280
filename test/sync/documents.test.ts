import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Faults, tellFault } from '../../src/base/fault.ts'
import { loadSyncs } from '../../src/sync/index.ts'
import { checkSyncs } from '../../src/sync/check.ts'
import { openHouse, type TestHouse } from './house.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openHouse({})
})
afterAll(() => house.close())

/** Every fault of a document, as it is told. */
async function faultsOf(text: string, file = 'syncs/one.graphql'): Promise<string[]> {
  const faults = new Faults()
  const syncs = loadSyncs(new Map([[file, text]]), house.shop.models, faults)
  const { engine, accounts } = house
  await checkSyncs(syncs, { engine, accounts, destinations: ['crm', 'hook'], tenant: 'acme', faults })
  return faults.found.map((fault) => tellFault(fault, undefined))
}

const sync = (
  fields: string,
  head = '',
  to = '@sync(to: "crm", object: "contacts", mode: MIRROR, key: "customer_id", scope: OPERATOR)',
) => `query Q ${to} ${head} {\n  customers {\n    ${fields}\n  }\n}`

test('a document that is in order has no faults', async () => {
  expect(
    await faultsOf(
      sync(
        `customer_id: id
    lastname: name
    tier: plan @map(from: [PRO, TEAM], to: ["Professional", "Team"], else: "Other")
    referrer { firstname: name }
    orderMetrics { revenue order_count: orderCount }`,
        '@set(field: "lifecyclestage", value: "customer") @guard(removed: "5%", changed: "20", minRows: 1)',
      ),
    ),
  ).toEqual([])
})

test('a field that the far side lacks is told with the one that was meant', async () => {
  expect(await faultsOf(sync('customer_id: id\n    lastnme: name'))).toEqual([
    'syncs/one.graphql:4:5: `contacts` of destination `crm` has no field `lastnme`\n' +
      '  expected: the name of a field there\n  to do:    Did you mean `lastname`?',
  ])
})

test('a field of the model that there isn’t is told in its place', async () => {
  const [fault] = await faultsOf(sync('customer_id: id\n    lastname: nam'))
  expect(fault).toMatch(
    /^syncs\/one\.graphql:4:\d+: "Customer" has no field "nam"\n {2}expected: one of .*\bname\b.*\n {2}to do: {4}Did you mean `name`\?$/,
  )
  const [measure] = await faultsOf(sync('customer_id: id\n    revenue'))
  expect(measure).toMatch(
    /"Customer" has no field "revenue"[\s\S]*to do: {4}Write `orderMetrics \{ revenue \}`$/,
  )
  const [strange] = await faultsOf(sync('customer_id: id\n    orderMetrics { gross }'))
  expect(strange).toMatch(/"OrderMeasures" has no field "gross"\n {2}expected: one of .*\brevenue, /)
})

test('types, options, keys and values that the far side wouldn’t take are all told together', async () => {
  const faults = await faultsOf(
    sync(
      `customer_id: id
    firstname: name
    revenue: name
    tier: plan
    orderMetrics { order_count: orderCount }`,
      '@set(field: "lifecyclestage", value: "custmer")',
      '@sync(to: "crm", object: "contacts", mode: MIRROR, key: "firstname", scope: OPERATOR)',
    ),
  )
  expect(faults.map((fault) => fault.split('\n')[0])).toEqual([
    'syncs/one.graphql:5:5: `revenue` is a number there, and gets a string',
    'syncs/one.graphql:6:5: `tier` doesn\'t take "FREE", "PRO", "TEAM"',
    expect.stringMatching(/:1:\d+: `lifecyclestage` doesn't take "custmer"/),
    expect.stringMatching(/:1:\d+: `firstname` isn't unique at the far side/),
  ])
})

test.each([
  ['query Q { customers { id } }', /:1:7: Q has no @sync/],
  [sync('lastname: name'), /The key `customer_id` is none of the fields that the query selects/],
  [
    sync('customer_id: id\n    lastname: name\n    referrer { lastname: name }'),
    /:5:16: `lastname` is filled twice: also in line 4/,
  ],
  [sync('customer_id: id', '@guard(removed: "a few")'), /"a few" is no limit/],
  [sync('customer_id: id', '@set(field: "customer_id", value: "x")'), /`customer_id` is filled twice/],
  [
    sync('customer_id: id\n    lastname: name @format(date: "yyyy")'),
    /:4:20: @format is on `name`, which is String/,
  ],
  [
    sync('customer_id: id\n    tier: plan @map(from: [PRO], to: [])'),
    /@map has 1 values in `from` and 0 in `to`/,
  ],
  [
    sync(
      'customer_id: id',
      '',
      '@sync(to: "cmr", object: "contacts", mode: MIRROR, key: "customer_id", scope: OPERATOR)',
    ),
    /There is no destination `cmr`[\s\S]*Did you mean `crm`\?/,
  ],
  [
    sync(
      'customer_id: id',
      '',
      '@sync(to: "crm", object: "spaceships", mode: MIRROR, key: "customer_id", scope: OPERATOR)',
    ),
    /`hubspot` has no object `spaceships`/,
  ],
  [
    sync(
      'customer_id: id',
      '',
      '@sync(to: "hook", object: "c", mode: MIRROR, key: "customer_id", scope: OPERATOR)',
    ),
    /are the tenants' own, and this sync has scope OPERATOR/,
  ],
  ['query Q @sync(', /Syntax Error/],
])('what is wrong with a document is told: %#', async (text, told) => {
  const faults = await faultsOf(text)
  expect(faults).toHaveLength(1)
  expect(faults[0]).toMatch(told)
})
