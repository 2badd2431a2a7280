import fc from 'fast-check'
import type { Grain } from '../../../src/warehouses/contract.ts'
import { day, second, type Clock } from './clock.ts'

/** Zones whose clocks did something odd, which chance would seldom choose. */
const odd = [
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Cairo',
  'Asia/Beirut',
  'America/Sao_Paulo',
  'America/Havana',
  'Atlantic/Azores',
  'America/Nuuk',
  'America/Scoresbysund',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Pyongyang',
  'Asia/Gaza',
  'Asia/Amman',
  'America/Caracas',
  'America/St_Johns',
  'Antarctica/Troll',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'Europe/Paris',
  'America/New_York',
  'UTC',
]

export const zones: readonly string[] = Intl.supportedValuesOf('timeZone')

// Before, some clocks went back over midnight a minute after it (St. John's, until 2011), so that a date came in two
// pieces; later, the two sides may know different rules.
const [from, to] = [Date.UTC(2011, 11, 1), Date.UTC(2025, 11, 1)]

/** Whether both sides know the clocks then. */
export function agreed(instant: number): boolean {
  return instant >= from && instant < to
}

/** An instant: any, or one so long after (or before) one of the clock's changes. */
export interface Pick {
  readonly at: number
  readonly near?: { readonly change: number; readonly by: number }
}

const picks: fc.Arbitrary<Pick> = fc.record(
  {
    at: fc.integer({ min: from / second, max: to / second }).map((at) => at * second),
    near: fc.record({
      change: fc.nat(),
      by: fc.oneof(
        fc.integer({ min: -7200, max: 7200 }).map((by) => by * second),
        fc.integer({ min: -1440, max: 1440 }).map((by) => by * 60 * second),
        fc.constantFrom(-1, 0, 1).map((by) => by * second),
      ),
    }),
  },
  { requiredKeys: ['at'] },
)

/** A zone, a grain, where weeks and years begin, and instants. */
export const calendars = fc.record({
  zone: fc.oneof(fc.constantFrom(...odd), fc.constantFrom(...zones)),
  grain: fc.constantFrom<Grain>('MINUTE', 'HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'),
  starts: fc.record({ week: fc.integer({ min: 0, max: 6 }), year: fc.integer({ min: 1, max: 12 }) }),
  picks: fc.array(picks, { minLength: 1, maxLength: 25 }),
})

const known = new Map<string, readonly number[]>()

/** The instants that were picked, for this clock. */
export function moments(clock: Clock, chosen: readonly Pick[]): readonly number[] {
  const changes = known.get(clock.zone) ?? clock.changes(from, to)
  known.set(clock.zone, changes)
  return chosen.map(({ at, near }) => {
    const change = near && changes.length > 0 ? changes[near.change % changes.length] : undefined
    return change === undefined || near === undefined ? at : change + near.by
  })
}

/** How long a span of a grain may be, so that it has a few dozen periods at the most. */
export const spans: Readonly<Record<Grain, number>> = {
  MINUTE: day / 24,
  HOUR: 3 * day,
  DAY: 40 * day,
  WEEK: 200 * day,
  MONTH: 900 * day,
  QUARTER: 2000 * day,
  YEAR: 3000 * day,
}
