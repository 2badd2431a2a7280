import { afterAll, describe, expect, test } from '@jest/globals'
import { attacks } from './attacks.ts'
import { closeGrounds, plunder, siege } from './siege.ts'
import { closings, openings, removals, together, wallNames } from './walls.ts'

const names = Object.keys(attacks)

afterAll(closeGrounds)

test('Within all five walls no attack succeeds', async () => {
  expect(await siege({})).toEqual([])
})

describe('With one wall taken away no attack succeeds:', () => {
  const others = Object.entries(openings)
    .filter(([, removal]) => removal !== removals.storage)
    .map(([name, removal]) => ({
      wall: `storage (${name})`,
      removal,
    }))
  const whole = wallNames.map((wall) => ({ wall, removal: removals[wall] }))
  test.each([...whole, ...others])('$wall', async ({ removal }) => {
    expect(await siege(removal)).toEqual([])
  })
})

test('With all five walls taken away every attack succeeds', async () => {
  expect(await siege(together(Object.values(removals)))).toEqual(names)
})

describe('With one wall left it stops what it is there for, and nothing else does:', () => {
  test.each(wallNames)('%s', async (wall) => {
    const rest = wallNames.filter((other) => other !== wall)
    const left = names.filter((name) => !attacks[name]?.stoppedBy.includes(wall))
    expect(await siege(together(rest.map((other) => removals[other])))).toEqual(left)
  })
})

describe('With the scan open, every way to lose the storage wall lets the same through:', () => {
  const through = names.filter((name) => {
    const { stoppedBy = [] } = attacks[name] ?? {}
    return stoppedBy.every((wall) => wall === 'scan' || wall === 'storage')
  })
  test.each(Object.entries(openings))('%s', async (_, removal) => {
    expect(await siege(together([removals.scan, removal]))).toEqual(through)
  })
})

test.each(Object.entries(closings))(
  'What is left of the storage wall with %s lets nothing through, even with the scan open',
  async (_, removal) => {
    expect(await plunder(together([removals.scan, removal]))).toEqual([])
  },
)
