import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { sql } from '../../../src/sql/fragment.ts'
import type { Grain, Starts } from '../../../src/warehouses/contract.ts'
import { asking, type Asking } from './asking.ts'
import { calendars, moments, zones } from './calendars.ts'
import { clockOf, startOf, wallStart } from './clock.ts'
import { everyEngine } from './house.ts'

const plain: Starts = { week: 0, year: 1 }

describe.each(everyEngine)('cutting time in %s', (engine) => {
  let ask: Asking

  beforeAll(async () => {
    ask = await asking(engine)
  })

  afterAll(() => ask.close())

  test('the start of a period is the first instant at which the clock shows it, in every zone', async () => {
    const property = fc.asyncProperty(calendars, async ({ zone, grain, starts, picks }) => {
      const clock = clockOf(zone)
      const instants = moments(clock, picks)
      const cut = await ask.each(instants, (at) =>
        ask.dialect.truncate(grain, at, 'DateTime', sql.value(zone, 'text'), starts),
      )
      expect(cut).toEqual(instants.map((instant) => startOf(clock, grain, instant, starts)))
    })
    await fc.assert(property, { numRuns: 120 })
  })

  test('what rows are grouped by tells periods apart exactly as their starts do', async () => {
    const property = fc.asyncProperty(calendars, async ({ zone, grain, starts, picks }) => {
      const instants = moments(clockOf(zone), picks)
      const list = sql.value(
        instants.map((at) => new Date(at).toISOString()),
        ask.dialect.typeOf('DateTime', true),
      )
      // One fragment for both: a parameter that is bound twice is two to the engine.
      const zoned = sql.value(zone, 'text')
      const bucket = ask.dialect.bucket(grain, sql.id('at'), 'DateTime', zoned, starts)
      const start = ask.dialect.truncate(grain, sql.id('at'), 'DateTime', zoned, starts)
      const grouped = sql`select ${start}, count(*) from unnest(${list}) t("at") group by ${bucket} order by 1`
      const told = sql`select ${start}, count(*) from unnest(${list}) t("at") group by 1 order by 1`
      expect(await ask.rows(grouped)).toEqual(await ask.rows(told))
    })
    await fc.assert(property, { numRuns: 30 })
  })

  test('a date is cut without a zone, whatever the zone', async () => {
    const property = fc.asyncProperty(calendars, async ({ zone, grain, starts, picks }) => {
      const dates = picks.map(({ at }) => new Date(at).toISOString().slice(0, 10))
      const list = sql.value(dates, ask.dialect.typeOf('Date', true))
      const start = ask.dialect.truncate(grain, sql.id('d'), 'Date', sql.value(zone, 'text'), starts)
      const rows = await ask.rows(
        sql`select ${ask.dialect.text(start, 'Date')} from unnest(${list}) with ordinality as t("d", "n") order by "n"`,
      )
      const expected = dates.map((date) => wallStart(grain, Date.parse(date), starts))
      expect(rows.map(([start]) => start)).toEqual(
        expected.map((at) => new Date(at).toISOString().slice(0, 10)),
      )
    })
    await fc.assert(property, { numRuns: 60 })
  })

  const start = async (grain: Grain, at: string, zone: string, starts = plain) => {
    const zoned = sql.value(zone, 'text')
    const instant = sql.value(at, ask.dialect.typeOf('DateTime'))
    const cut = ask.dialect.truncate(grain, instant, 'DateTime', zoned, starts)
    return ask.one(sql`${ask.dialect.json(cut, 'DateTime', zoned)}`)
  }

  test.each<[string, Grain, string, string, string]>([
    ['comes twice', 'DAY', '2025-11-02T04:30:00Z', 'America/Havana', '2025-11-02T00:00:00-04:00'],
    ['comes twice', 'DAY', '2025-11-02T05:30:00Z', 'America/Havana', '2025-11-02T00:00:00-04:00'],
    ['comes twice', 'DAY', '2025-11-02T20:00:00Z', 'America/Havana', '2025-11-02T00:00:00-04:00'],
    ['comes twice', 'DAY', '2025-10-26T00:30:00Z', 'Atlantic/Azores', '2025-10-26T00:00:00+00:00'],
    ['is jumped over', 'DAY', '2024-04-26T12:00:00Z', 'Africa/Cairo', '2024-04-26T01:00:00+03:00'],
    ['is jumped over', 'DAY', '2024-03-31T12:00:00Z', 'Asia/Beirut', '2024-03-31T01:00:00+03:00'],
    ['is jumped over', 'DAY', '2018-11-04T12:00:00Z', 'America/Sao_Paulo', '2018-11-04T01:00:00-02:00'],
    ['is jumped to', 'DAY', '2024-03-31T12:00:00Z', 'America/Nuuk', '2024-03-31T00:00:00-01:00'],
    [
      'comes after a repeated hour',
      'DAY',
      '2018-02-18T02:30:00Z',
      'America/Sao_Paulo',
      '2018-02-17T00:00:00-02:00',
    ],
    [
      'comes after a repeated hour',
      'DAY',
      '2018-02-18T03:30:00Z',
      'America/Sao_Paulo',
      '2018-02-18T00:00:00-03:00',
    ],
    ['was skipped with its day', 'DAY', '2011-12-30T10:30:00Z', 'Pacific/Apia', '2011-12-31T00:00:00+14:00'],
    [
      'was skipped with its day',
      'MONTH',
      '2011-12-30T10:30:00Z',
      'Pacific/Apia',
      '2011-12-01T00:00:00-10:00',
    ],
    ['comes once', 'DAY', '2026-11-22T18:29:59Z', 'Asia/Kolkata', '2026-11-22T00:00:00+05:30'],
    ['comes once', 'DAY', '2026-11-22T18:30:00Z', 'Asia/Kolkata', '2026-11-23T00:00:00+05:30'],
    ['comes once', 'DAY', '2026-11-22T10:15:00Z', 'Pacific/Chatham', '2026-11-23T00:00:00+13:45'],
  ])('where midnight %s, the %s of %s in %s starts at %s', async (_, grain, at, zone, expected) => {
    expect(await start(grain, at, zone)).toBe(expected)
  })

  test.each<[Grain, string, string, string]>([
    ['HOUR', '2026-10-25T00:30:00Z', 'Europe/Paris', '2026-10-25T02:00:00+02:00'],
    ['HOUR', '2026-10-25T01:30:00Z', 'Europe/Paris', '2026-10-25T02:00:00+01:00'],
    ['HOUR', '2026-11-22T10:20:00Z', 'Asia/Kolkata', '2026-11-22T15:00:00+05:30'],
    ['MINUTE', '2026-10-25T00:30:30Z', 'Europe/Paris', '2026-10-25T02:30:00+02:00'],
    ['MINUTE', '2026-10-25T01:30:30Z', 'Europe/Paris', '2026-10-25T02:30:00+01:00'],
    // Lord Howe: at 02:00 back to 01:30, at 02:00 on to 02:30.
    ['HOUR', '2025-04-05T14:45:00Z', 'Australia/Lord_Howe', '2025-04-06T01:00:00+11:00'],
    ['HOUR', '2025-04-05T15:15:00Z', 'Australia/Lord_Howe', '2025-04-06T01:30:00+10:30'],
    ['HOUR', '2025-04-05T15:30:00Z', 'Australia/Lord_Howe', '2025-04-06T02:00:00+10:30'],
    ['HOUR', '2025-10-04T15:29:00Z', 'Australia/Lord_Howe', '2025-10-05T01:00:00+10:30'],
    ['HOUR', '2025-10-04T15:45:00Z', 'Australia/Lord_Howe', '2025-10-05T02:30:00+11:00'],
  ])(
    'of a repeated hour there are two, told apart by their offsets: the %s of %s in %s is %s',
    async (grain, at, zone, expected) => {
      expect(await start(grain, at, zone)).toBe(expected)
    },
  )

  test.each<[Grain, Starts, string, string]>([
    ['YEAR', { week: 0, year: 4 }, '2026-03-31', '2025-04-01'],
    ['YEAR', { week: 0, year: 4 }, '2026-04-01', '2026-04-01'],
    ['YEAR', { week: 0, year: 12 }, '2026-11-30', '2025-12-01'],
    ['YEAR', { week: 0, year: 2 }, '2026-01-31', '2025-02-01'],
    ['QUARTER', { week: 0, year: 2 }, '2026-01-31', '2025-11-01'],
    ['QUARTER', { week: 0, year: 2 }, '2026-02-01', '2026-02-01'],
    ['QUARTER', { week: 0, year: 3 }, '2026-02-28', '2025-12-01'],
    ['QUARTER', { week: 0, year: 4 }, '2026-05-31', '2026-04-01'],
    ['WEEK', { week: 6, year: 1 }, '2026-11-23', '2026-11-17'],
    ['WEEK', { week: 6, year: 1 }, '2026-11-24', '2026-11-24'],
    // Only what the start is about heeds it.
    ['MONTH', { week: 3, year: 2 }, '2026-01-31', '2026-01-01'],
    ['DAY', { week: 3, year: 2 }, '2026-01-31', '2026-01-31'],
  ])('the %s, where it begins as %j says, of %s starts on %s', async (grain, starts, date, expected) => {
    expect(await start(grain, `${date}T12:00:00Z`, 'UTC', starts)).toBe(`${expected}T00:00:00+00:00`)
    const cut = ask.dialect.truncate(
      grain,
      sql.value(date, 'date'),
      'Date',
      sql.value('Asia/Tokyo', 'text'),
      starts,
    )
    expect(await ask.one(ask.dialect.text(cut, 'Date'))).toBe(expected)
  })

  test('what is endless or missing stays so in every grain', async () => {
    const grains: readonly Grain[] = ['MINUTE', 'HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR']
    for (const type of ['Date', 'DateTime'] as const) {
      const cuts = grains.flatMap((grain) =>
        ['infinity', '-infinity', null].map((at) => {
          const value = sql.value(at, ask.dialect.typeOf(type))
          const starts = { week: 2, year: 3 }
          return sql`${ask.dialect.truncate(grain, value, type, sql.value('Europe/Paris', 'text'), starts)}::text`
        }),
      )
      const [row] = await ask.rows(sql`select ${sql.join(cuts)}`)
      expect(row).toEqual(grains.flatMap(() => ['infinity', '-infinity', null]))
    }
  })

  test('every zone that a request may name is known, and its clock shows what it should', async () => {
    const noon = Date.UTC(2025, 0, 15, 12)
    const summer = Date.UTC(2025, 6, 15, 12)
    const shown = (at: number) =>
      sql`extract(epoch from to_timestamp(${sql.authored(String(at / 1000))}) at time zone z)::bigint`
    const rows = await ask.rows(
      sql`select z, ${shown(noon)}, ${shown(summer)} from unnest(${sql.value(zones, 'text[]')}) z`,
    )
    for (const [zone, winter, warm] of rows) {
      const clock = clockOf(zone ?? '')
      expect([zone, winter, warm]).toEqual([
        zone,
        String(clock.wallOf(noon) / 1000),
        String(clock.wallOf(summer) / 1000),
      ])
    }
  })
})
