import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { sql } from '../../../src/sql/fragment.ts'
import type { Grain, Starts } from '../../../src/warehouses/contract.ts'
import { asking, type Asking } from './asking.ts'
import { calendars, moments, spans } from './calendars.ts'
import { clockOf, startOf } from './clock.ts'
import { everyEngine } from './house.ts'

const plain: Starts = { week: 0, year: 1 }

describe.each(everyEngine)('the periods of %s', (engine) => {
  let ask: Asking

  beforeAll(async () => {
    ask = await asking(engine)
  })

  afterAll(() => ask.close())

  interface Span {
    readonly grain: Grain
    readonly from: string | null
    readonly to: string | null
    readonly type?: 'Date' | 'DateTime'
    readonly zone?: string
    readonly starts?: Starts
    readonly most?: number
  }

  function table(span: Span) {
    const { grain, from, to, type = 'DateTime', zone = 'UTC', starts = plain, most } = span
    const bound = (at: string | null) => sql.value(at, ask.dialect.typeOf(type))
    return ask.dialect.periods(
      'p',
      grain,
      bound(from),
      bound(to),
      type,
      sql.value(zone, 'text'),
      starts,
      most,
    )
  }

  /** Each period as `start/next`, printed in its zone. */
  async function spelled(span: Span): Promise<readonly string[]> {
    const { type = 'DateTime', zone = 'UTC' } = span
    const shown = (column: string) =>
      sql`${ask.dialect.json(sql.id('p', column), type, sql.value(zone, 'text'))}`
    const rows = await ask.rows(
      sql`select ${shown('start')}, ${shown('next')} from ${table(span)} order by ${sql.id('p', 'start')}`,
    )
    return rows.map((row) => row.join('/'))
  }

  test('tile time: each begins where the one before it ends, and holds what truncate puts in it', async () => {
    const property = fc.asyncProperty(
      calendars,
      fc.double({ min: 0, max: 1, noNaN: true }),
      async ({ zone, grain, starts, picks }, part) => {
        const clock = clockOf(zone)
        const [from = 0] = moments(clock, picks)
        const to = from + Math.floor((spans[grain] * part) / 1000) * 1000
        const span = {
          grain,
          zone,
          starts,
          from: new Date(from).toISOString(),
          to: new Date(to).toISOString(),
        }
        const epoch = (column: string) =>
          sql`(extract(epoch from ${sql.id('p', column)}) * 1000)::bigint as ${sql.id(column)}`
        const rows = await ask.rows(
          sql`select ${epoch('start')}, ${epoch('next')} from ${table(span)} order by 1`,
        )
        const tiles = rows.map(([start, next]) => [Number(start), Number(next)] as const)
        const expected: (readonly [number, number])[] = []
        let end = startOf(clock, grain, to, starts)
        // Backwards by the judge: the period before is the one that holds the second before.
        for (let start = end; expected.length < 500;) {
          expected.unshift([start, end])
          if (start <= startOf(clock, grain, from, starts)) break
          end = start
          start = startOf(clock, grain, start - 1000, starts)
        }
        expect(tiles.map(([start]) => start)).toEqual(expected.map(([start]) => start))
        expect(tiles.slice(0, -1).map(([, next]) => next)).toEqual(tiles.slice(1).map(([start]) => start))
        const [, last = 0] = tiles.at(-1) ?? []
        expect(to).toBeLessThan(last)
        expect(startOf(clock, grain, last, starts)).toBe(last)
        expect(startOf(clock, grain, last - 1000, starts)).toBe(tiles.at(-1)?.[0])
      },
    )
    await fc.assert(property, { numRuns: 120 })
  })

  test('a day has 23 or 25 hours where the clock is changed', async () => {
    const paris = { grain: 'DAY', zone: 'Europe/Paris' } as const
    expect(await spelled({ ...paris, from: '2026-03-28T12:00:00Z', to: '2026-03-29T12:00:00Z' })).toEqual([
      '2026-03-28T00:00:00+01:00/2026-03-29T00:00:00+01:00',
      '2026-03-29T00:00:00+01:00/2026-03-30T00:00:00+02:00',
    ])
    expect(await spelled({ ...paris, from: '2026-10-25T12:00:00Z', to: '2026-10-26T12:00:00Z' })).toEqual([
      '2026-10-25T00:00:00+02:00/2026-10-26T00:00:00+01:00',
      '2026-10-26T00:00:00+01:00/2026-10-27T00:00:00+01:00',
    ])
  })

  test('hours step along time itself, also through a repeated hour', async () => {
    const hours = { grain: 'HOUR', from: '2026-10-25T00:10:00Z', to: '2026-10-25T01:10:00Z' } as const
    expect(await spelled({ ...hours, zone: 'Europe/Paris' })).toEqual([
      '2026-10-25T02:00:00+02:00/2026-10-25T02:00:00+01:00',
      '2026-10-25T02:00:00+01:00/2026-10-25T03:00:00+01:00',
    ])
    const howe = { grain: 'HOUR', from: '2025-04-05T14:10:00Z', to: '2025-04-05T15:40:00Z' } as const
    expect(await spelled({ ...howe, zone: 'Australia/Lord_Howe' })).toEqual([
      '2025-04-06T01:00:00+11:00/2025-04-06T01:30:00+10:30',
      '2025-04-06T01:30:00+10:30/2025-04-06T02:00:00+10:30',
      '2025-04-06T02:00:00+10:30/2025-04-06T03:00:00+10:30',
    ])
  })

  test('a day that never was is no period, and one without a midnight begins when its clock does', async () => {
    const days = { grain: 'DAY', from: '2011-12-29T12:00:00Z', to: '2011-12-30T12:00:00Z' } as const
    expect(await spelled({ ...days, zone: 'Pacific/Apia' })).toEqual([
      '2011-12-29T00:00:00-10:00/2011-12-31T00:00:00+14:00',
      '2011-12-31T00:00:00+14:00/2012-01-01T00:00:00+14:00',
    ])
    const spring = { grain: 'DAY', from: '2024-04-25T12:00:00Z', to: '2024-04-26T12:00:00Z' } as const
    expect(await spelled({ ...spring, zone: 'Africa/Cairo' })).toEqual([
      '2024-04-25T00:00:00+02:00/2024-04-26T01:00:00+03:00',
      '2024-04-26T01:00:00+03:00/2024-04-27T00:00:00+03:00',
    ])
  })

  test('dates have no zone; fiscal years and weeks of any day follow their starts', async () => {
    const dates = { type: 'Date', zone: 'Asia/Tokyo', from: '2026-02-27', to: '2026-03-01' } as const
    expect(await spelled({ ...dates, grain: 'DAY' })).toEqual([
      '2026-02-27/2026-02-28',
      '2026-02-28/2026-03-01',
      '2026-03-01/2026-03-02',
    ])
    expect(await spelled({ ...dates, grain: 'MONTH' })).toEqual([
      '2026-02-01/2026-03-01',
      '2026-03-01/2026-04-01',
    ])
    const fiscal = { ...dates, starts: { week: 1, year: 3 } }
    expect(await spelled({ ...fiscal, grain: 'QUARTER' })).toEqual([
      '2025-12-01/2026-03-01',
      '2026-03-01/2026-06-01',
    ])
    expect(await spelled({ ...fiscal, grain: 'YEAR' })).toEqual([
      '2025-03-01/2026-03-01',
      '2026-03-01/2027-03-01',
    ])
    expect(await spelled({ ...fiscal, grain: 'WEEK' })).toEqual([
      '2026-02-22/2026-03-01',
      '2026-03-01/2026-03-08',
    ])
  })

  const grains: readonly Grain[] = ['MINUTE', 'HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR']
  test.each(grains)(
    'there is no %s between bounds that are missing, endless or the wrong way round',
    async (grain) => {
      const bounds = [
        [null, '2026-01-01'],
        ['2026-01-01', null],
        ['2026-01-01', 'infinity'],
        ['-infinity', '2026-01-01'],
        ['2026-01-01', '2021-01-01'],
      ] as const
      const found = bounds.flatMap(([from, to]) => typesOf(grain).map((type) => ({ grain, from, to, type })))
      for (const span of found) expect([span, await spelled(span)]).toEqual([span, []])
    },
  )

  test.each(grains)('of more %s periods than `most`, a few more at the most are made', async (grain) => {
    const ages = { grain, from: '0001-01-01', to: '9999-12-31', most: 10, zone: 'Europe/Paris' } as const
    for (const type of typesOf(grain)) {
      const made = await spelled({ ...ages, type })
      expect(made.length).toBeGreaterThan(10)
      expect(made.length).toBeLessThan(14)
      expect(await spelled({ ...ages, type, to: ages.from })).toHaveLength(1)
    }
  })
})

function typesOf(grain: Grain): readonly ('Date' | 'DateTime')[] {
  return grain === 'MINUTE' || grain === 'HOUR' ? ['DateTime'] : ['Date', 'DateTime']
}
