import { describe, expect, test } from '@jest/globals'
import { normalise } from '../../bench/serving/answers.ts'

const sluice = {
  days: { rows: [{ placedAt: '2026-08-03T00:00:00Z', revenue: '10.50', orderCount: 2 }] },
  plans: {
    rows: [
      { customer: { plan: 'PRO' }, revenue: null },
      { customer: { plan: 'TEAM' }, revenue: '1.00' },
    ],
  },
}
const other = {
  days: [{ day: '2026-08-03T00:00:00.000Z', revenue: 10.5, orderCount: 2 }],
  plans: {
    nodes: [
      { label: 'PRO', revenue: null },
      { label: 'TEAM', revenue: '1' },
    ],
  },
}
const cube = {
  days: [{ orders: { placedAt: { day: '2026-08-03T00:00:00.000' }, revenue: 10.5, orderCount: 2 } }],
  plans: [
    { customers: { plan: 'PRO' }, orders: { revenue: null } },
    { customers: { plan: 'TEAM' }, orders: { revenue: 1 } },
  ],
}

describe('answers of contestants', () => {
  test.each([
    ['wrappers, names and the writing of numbers and instants', other],
    ['objects inside rows', cube],
  ])('are equal where only %s differ', (_, theirs) => {
    expect(normalise(sluice)).toEqual(normalise(theirs))
  })

  test.each([
    ['an amount', '"10.50"', '"10.51"'],
    ['a count', '"orderCount":2', '"orderCount":3'],
    ['a group', 'PRO', 'FREE'],
    ['an instant', '2026-08-03', '2026-08-04'],
    ['a missing value', '"revenue":null', '"revenue":"0"'],
    ['a long id, by its last digit', '2}', '12345678901234567890}'],
  ])('differ where %s differs', (_, is, was) => {
    const changed: unknown = JSON.parse(JSON.stringify(sluice).replace(is, was))
    expect(normalise(changed)).not.toEqual(normalise(other))
  })

  test('differ where a row is missing or in another place', () => {
    const rows = [{ id: '1' }, { id: '2' }]
    expect(normalise({ a: { nodes: rows } })).not.toEqual(normalise({ a: rows.slice(1) }))
    expect(normalise({ a: { nodes: rows } })).not.toEqual(normalise({ a: rows.toReversed() }))
    expect(normalise({ a: [] })).not.toEqual(normalise({ a: rows }))
  })
})
