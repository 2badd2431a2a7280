import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { allCases, type Case } from './support/case.ts'
import { openHouse, type House } from './support/house.ts'
import { judge } from './support/judge.ts'
import { keep } from './support/keep.ts'
import { scans } from './support/plan.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

const cases = allCases()

describe.each([...new Set(cases.map(({ chapter }) => chapter))])('%s', (chapter) => {
  test.each(cases.filter((one) => one.chapter === chapter))('$title', async (golden) => {
    const { found, expected, told } = await judge(house, golden)
    expect(found).toEqual(expected)
    const { shown, kept } = keep(golden, told)
    expect(shown).toEqual(kept)
  })
})

test('every case has a title of its own', () => {
  const titles = cases.map(({ title }) => title)
  expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([])
})

describe('the judge finds', () => {
  const good = cases.find(({ name }) => name === 'sum-with-where')
  const wrong: readonly [string, Partial<Case>][] = [
    ['another value', { check: good?.check?.replace('count(*) as', 'count(*) + 1 as') ?? '' }],
    [
      'a row that is missing',
      {
        check:
          good?.check?.replace(
            'where tenant_id = $1 group',
            "where tenant_id = $1 and status <> 'PAID' group",
          ) ?? '',
      },
    ],
    [
      'another order of rows',
      { check: good?.check?.replace('order by status', 'order by status desc') ?? '' },
    ],
    ['a statement too many', { statements: 0 }],
    ['tenants that are said to have equal rows', { alike: 'they are not' }],
    ['an answer instead of an error', { error: 'INVALID_REQUEST: No.' }],
  ]

  test.each(wrong)('%s', async (_, change) => {
    if (!good) throw new Error('the case is there')
    const right = await judge(house, good)
    expect(right.found).toEqual(right.expected)
    const { found, expected } = await judge(house, { ...good, ...change })
    expect(found).not.toEqual(expected)
  })

  test('a scan that binds no tenant', () => {
    const bound = 'from (select * from "trade"."orders" "s" where "s"."tenant_id" = $1) "t0"'
    expect(scans(bound)).toEqual([{ table: 'orders', bound: true }])
    expect(scans('from "trade"."orders" "t0"')).toEqual([{ table: 'orders', bound: false }])
    expect(scans('from (select * from "trade"."orders" "s" where "s"."amount" > $1) "t0"')).toEqual([
      { table: 'orders', bound: false },
    ])
  })
})
