import { describe, expect, test } from '@jest/globals'
import { normalise } from '../../bench/answers.ts'
import { geometricMean, lines, type Measure } from '../../bench/report.ts'

const sluice = {
  days: { rows: [{ placedAt: '2026-08-03T00:00:00Z', revenue: '10.50', orderCount: 2 }] },
  plans: { rows: [{ customer: { plan: 'PRO' }, revenue: null }] },
}
const other = {
  days: [{ day: '2026-08-03T00:00:00.000Z', revenue: 10.5, orderCount: 2 }],
  plans: { nodes: [{ label: 'PRO', revenue: null }] },
}

describe('answers of contestants', () => {
  test('are equal where only names, wrappers and the writing of numbers and instants differ', () => {
    expect(normalise(sluice)).toEqual(normalise(other))
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
  })
})

test('figures are medians of rounds, and ratios are geometric means over workloads', () => {
  const cost = { errors: 0, seconds: 1, p50: 1, p95: 2, p99: 3, appCpu: 1, databaseCpu: 1 }
  const measure = (workload: string, contestant: string, counts: readonly number[]) =>
    counts.map((count, round): Measure => ({ ...cost, workload, contestant, round, count }))
  const all = lines([
    ...measure('a', 'limit', [100, 90, 1000]),
    ...measure('a', 'sluice', [50, 50, 50]),
    ...measure('b', 'limit', [100]),
    ...measure('b', 'sluice', [200]),
  ])
  expect(all.find((line) => line.contestant === 'sluice' && line.workload === 'a')!.ofLimit).toBe(0.5)
  expect(geometricMean(all, 'sluice', 'limit')).toBeCloseTo(1)
})
