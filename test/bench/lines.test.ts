import { describe, expect, test } from '@jest/globals'
import { lines, over, type Measure } from '../../bench/serving/lines.ts'
import { aims, told } from '../../bench/serving/told.ts'

const cost = { errors: 0, seconds: 1, p50: 1, p95: 2, p99: 3, appCpu: 1, databaseCpu: 1, connections: 16 }
const measure = (workload: string, contestant: string, counts: readonly number[]) =>
  counts.map((count, round): Measure => ({ ...cost, workload, contestant, round, count }))

describe('figures of the bench', () => {
  const all = lines([
    ...measure('a', 'limit', [100, 90, 1000]),
    ...measure('a', 'sluice', [50, 50, 50]),
    ...measure('a', 'cube', [5, 5, 5]),
    ...measure('b', 'limit', [100]),
    ...measure('b', 'sluice', [200]),
  ])

  test('are medians of rounds, as shares of the limit under the same load', () => {
    const sluice = all.find((line) => line.contestant === 'sluice' && line.workload === 'a')!
    expect(sluice).toMatchObject({ perSecond: 50, ofLimit: 0.5, connections: 16 })
  })

  test('come to geometric means over the workloads that both are asked', () => {
    expect(over(all, 'sluice', 'limit')).toBeCloseTo(1)
    expect(over(all, 'sluice', 'cube')).toBeCloseTo(10)
    expect(over(all, 'sluice', 'nobody')).toBeNaN()
  })

  test('of one load aren’t held against another’s', () => {
    const alone = measure('a', 'limit', [10]).map((one) => ({ ...one, connections: 1 }))
    const mixed = lines([...alone, ...measure('a', 'limit', [100]), ...measure('a', 'sluice', [50])])
    expect(mixed.find(({ contestant }) => contestant === 'sluice')!.ofLimit).toBe(0.5)
  })
})

describe('aims of the bench', () => {
  const load = (counts: Readonly<Record<string, number>>) =>
    lines(Object.entries(counts).flatMap(([name, count]) => measure('point', name, [count])))
  const missed = (counts: Readonly<Record<string, number>>) =>
    aims(load(counts))
      .filter(({ met }) => !met)
      .map(({ what }) => what)

  test('are met at seven tenths of the limit each, and many times the rivals’ look-ups', () => {
    expect(missed({ limit: 1000, sluice: 850, 'apollo+knex': 212, cube: 106 })).toEqual([])
  })

  test('are told as missed where a figure falls short', () => {
    expect(missed({ limit: 1000, sluice: 699, 'apollo+knex': 175, cube: 88 })).toEqual([
      'point, of the limit',
      'all, of the limit (geometric mean)',
      'point, times apollo+knex',
      'point, times cube',
    ])
  })

  test('are told as missed where a rival wasn’t asked', () => {
    expect(missed({ limit: 1000, sluice: 900 })).toEqual(['point, times apollo+knex', 'point, times cube'])
  })

  test('stand in the report, beside an empty cell for who can’t be asked', () => {
    const text = told(load({ limit: 1000, sluice: 900, cube: 90 }), { sluice: 100 })
    expect(text).toContain('| point | 1.00 | 0.90 |  |  |  | 0.09 |')
    expect(text).toContain('| point, times cube | 10.00 | at least 8.00 | yes |')
  })
})
