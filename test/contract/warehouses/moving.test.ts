import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { sql } from '../../../src/sql/fragment.ts'
import { asking, type Asking } from './asking.ts'
import { agreed, calendars, moments } from './calendars.ts'
import { clockOf, day, hour, minute } from './clock.ts'
import { everyEngine } from './house.ts'

describe.each(everyEngine)('moving and reading time in %s', (engine) => {
  let ask: Asking

  beforeAll(async () => {
    ask = await asking(engine)
  })

  afterAll(() => ask.close())

  test('an instant moves as the clock does by days and longer, and as time itself by hours', async () => {
    const durations = fc.record({
      months: fc.integer({ min: 0, max: 30 }),
      days: fc.integer({ min: 0, max: 40 }),
      minutes: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3000 })),
      sign: fc.constantFrom<1 | -1>(1, -1),
    })
    const property = fc.asyncProperty(
      calendars,
      durations,
      async ({ zone, picks }, { months, days, minutes, sign }) => {
        const clock = clockOf(zone)
        const instants = moments(clock, picks)
        const duration = sql.value(`P${months}M${days}DT${minutes}M`, 'text')
        const moved = await ask.each(instants, (at) =>
          ask.dialect.shift(at, duration, sign, 'DateTime', sql.value(zone, 'text')),
        )
        const expected = instants.map((instant) => {
          if (months === 0 && days === 0) return instant + sign * minutes * minute
          const wall = addMonths(clock.wallOf(instant), sign * months) + sign * days * day
          return clock.instantOf(wall) + sign * minutes * minute
        })
        const known = expected.map(agreed)
        expect(moved.filter((_, i) => known[i])).toEqual(expected.filter((_, i) => known[i]))
      },
    )
    await fc.assert(property, { numRuns: 80 })
  })

  test.each<[string, string, string, 1 | -1, string]>([
    ['Europe/Paris', '2026-10-25T00:30:00Z', 'PT1H', 1, '2026-10-25T01:30:00Z'],
    ['Europe/Paris', '2026-10-25T00:30:00Z', 'PT0S', 1, '2026-10-25T00:30:00Z'],
    ['Europe/Paris', '2026-10-25T01:30:00Z', 'PT1H', -1, '2026-10-25T00:30:00Z'],
    ['Europe/Paris', '2026-10-24T00:30:00Z', 'P1D', 1, '2026-10-25T01:30:00Z'],
    ['Europe/Paris', '2026-03-28T01:30:00Z', 'P1D', 1, '2026-03-29T01:30:00Z'],
    ['Europe/Paris', '2026-03-28T11:00:00Z', 'P1D', 1, '2026-03-29T10:00:00Z'],
    ['Europe/Paris', '2026-03-29T10:00:00Z', 'P1D', -1, '2026-03-28T11:00:00Z'],
    ['Europe/Paris', '2026-03-29T00:30:00Z', 'PT1H', 1, '2026-03-29T01:30:00Z'],
    ['Europe/Paris', '2026-03-29T01:30:00Z', 'PT1H', -1, '2026-03-29T00:30:00Z'],
    ['Europe/Paris', '2026-03-31T10:00:00Z', 'P1M', -1, '2026-02-28T11:00:00Z'],
    ['Europe/Paris', '2026-11-22T10:00:00Z', 'P2W', -1, '2026-11-08T10:00:00Z'],
    ['Europe/Paris', '2026-11-22T10:00:00Z', 'P1Y2M3DT4H', -1, '2025-09-19T05:00:00Z'],
    ['UTC', '2024-02-29T10:00:00Z', 'P1Y', 1, '2025-02-28T10:00:00Z'],
    ['UTC', '2024-02-29T10:00:00Z', 'P4Y', 1, '2028-02-29T10:00:00Z'],
    ['UTC', '2026-01-31T10:00:00Z', 'P1M', 1, '2026-02-28T10:00:00Z'],
    ['UTC', '2026-01-31T10:00:00Z', 'P-1M', 1, '2025-12-31T10:00:00Z'],
    ['UTC', '2026-03-31T10:00:00Z', 'P-1M', -1, '2026-04-30T10:00:00Z'],
    ['UTC', 'infinity', 'P1M', 1, 'infinity'],
  ])('in %s, %s moved by %s (%i) is %s', async (zone, at, duration, sign, expected) => {
    const moved = ask.dialect.shift(
      sql.value(at, ask.dialect.typeOf('DateTime')),
      sql.value(duration, 'text'),
      sign,
      'DateTime',
      sql.value(zone, 'text'),
    )
    expect(await ask.one(ask.dialect.text(moved, 'DateTime'))).toBe(expected)
  })

  test.each<[string, string, 1 | -1, string]>([
    ['2026-03-31', 'P1M', -1, '2026-02-28'],
    ['2024-02-29', 'P1Y', 1, '2025-02-28'],
    ['2026-12-31', 'P1W', 1, '2027-01-07'],
    ['2026-03-29', 'P1D', 1, '2026-03-30'],
  ])(
    'the date %s moved by %s (%i) is the date %s, whatever the zone',
    async (date, duration, sign, expected) => {
      const { dialect } = ask
      const of = sql.value(date, dialect.typeOf('Date'))
      const moved = dialect.shift(
        of,
        sql.value(duration, 'text'),
        sign,
        'Date',
        sql.value('Europe/Paris', 'text'),
      )
      expect(await ask.one(dialect.text(moved, 'Date'))).toBe(expected)
    },
  )

  test('a timestamp without zone is the instant at which the clock of its zone shows it', async () => {
    const property = fc.asyncProperty(calendars, async ({ zone, picks }) => {
      const clock = clockOf(zone)
      const walls = moments(clock, picks).map((instant) => instant + clock.offsetAt(instant + hour))
      const read = await ask.each(walls, (at) =>
        ask.dialect.instant(sql`(${at} at time zone 'UTC')`, sql.value(zone, 'text')),
      )
      expect(read).toEqual(walls.map((wall) => clock.instantOf(wall)))
    })
    await fc.assert(property, { numRuns: 60 })
  })

  test.each([
    ['2026-03-29 02:30', 'Europe/Paris', 'is jumped over', '2026-03-29T01:30:00Z'],
    ['2026-10-25 02:30', 'Europe/Paris', 'comes twice', '2026-10-25T01:30:00Z'],
    ['2026-10-25 03:00', 'Europe/Paris', 'comes once', '2026-10-25T02:00:00Z'],
    ['2011-12-30 12:00', 'Pacific/Apia', 'is on a day that never was', '2011-12-30T22:00:00Z'],
    ['infinity', 'Europe/Paris', 'is endless', 'infinity'],
  ])('%s in %s, which %s, is %s', async (local, zone, _, expected) => {
    const read = ask.dialect.instant(sql.value(local, 'timestamp'), sql.value(zone, 'text'))
    expect(await ask.one(ask.dialect.text(read, 'DateTime'))).toBe(expected)
  })
})

function addMonths(wall: number, months: number): number {
  const date = new Date(wall)
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months)
  const last = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1) - day
  const sameDay = first + (date.getUTCDate() - 1) * day
  return Math.min(sameDay, last) + (wall - Math.floor(wall / day) * day)
}
