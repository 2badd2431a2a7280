import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { allCases } from './support/case.ts'
import { openHouse, type House } from './support/house.ts'
import { judge } from './support/judge.ts'
import { keep } from './support/keep.ts'

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
