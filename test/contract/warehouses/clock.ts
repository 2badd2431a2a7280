import type { Grain, Starts } from '../../../src/warehouses/contract.ts'

/**
 * What clocks show, told by Intl and by nothing of ours: the judge of an engine's arithmetic. Instants and wall clocks
 * are milliseconds since 1970; a wall clock's are counted as if it were UTC.
 */
export interface Clock {
  readonly zone: string
  /** What the clock shows at this instant. */
  wallOf(instant: number): number
  offsetAt(instant: number): number
  /** When it shows this: the later of two times, and where it is jumped over, as the clock went before the jump. */
  instantOf(wall: number): number
  /** The instants between two at which the offset changes. */
  changes(from: number, to: number): readonly number[]
}

export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

export function clockOf(zone: string): Clock {
  const format = new Intl.DateTimeFormat('en-u-hc-h23', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const wallOf = (instant: number) => {
    const shown = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
    const part = (name: Intl.DateTimeFormatPartTypes) => shown.get(name) ?? NaN
    const seconds = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    )
    return seconds + (((instant % second) + second) % second)
  }
  const offsetAt = (instant: number) => wallOf(instant) - instant
  const instantOf = (wall: number) => {
    const [before, after] = [wall - offsetAt(wall - 2 * day), wall - offsetAt(wall + 2 * day)]
    const shown = [before, after].filter((instant) => wallOf(instant) === wall)
    return shown.length > 0 ? Math.max(...shown) : before
  }
  const changes = (from: number, to: number): number[] => {
    const found: number[] = []
    for (let at = from; at < to; at += 5 * day) {
      const end = Math.min(at + 5 * day, to)
      const offset = offsetAt(at)
      if (offsetAt(end) !== offset) found.push(firstOf(at, end, (instant) => offsetAt(instant) !== offset))
    }
    return found
  }
  return { zone, wallOf, offsetAt, instantOf, changes }
}

/** The first second after `from`, up to `to`, at which `holds`, which once true stays so. */
function firstOf(from: number, to: number, holds: (instant: number) => boolean): number {
  let [no, yes] = [Math.floor(from / second), Math.ceil(to / second)]
  while (yes - no > 1) {
    const middle = Math.floor((no + yes) / 2)
    if (holds(middle * second)) yes = middle
    else no = middle
  }
  return yes * second
}

const longest: Readonly<Record<Grain, number>> = {
  MINUTE: 2 * minute,
  HOUR: 2 * hour,
  DAY: 3 * day,
  WEEK: 9 * day,
  MONTH: 33 * day,
  QUARTER: 95 * day,
  YEAR: 369 * day,
}

/** The first instant of the period that holds `instant`, found by looking at the clock until it shows another. */
export function startOf(clock: Clock, grain: Grain, instant: number, starts: Starts): number {
  const timed = grain === 'HOUR' || grain === 'MINUTE'
  const period = wallStart(grain, clock.wallOf(instant), starts)
  const same = (other: number) =>
    wallStart(grain, clock.wallOf(other), starts) >= period &&
    // An hour that comes twice is two hours.
    (!timed || clock.offsetAt(other) === clock.offsetAt(instant))
  return firstOf(instant - longest[grain], instant, same)
}

/** The start of a period on a wall clock, which knows no changes. */
export function wallStart(grain: Grain, wall: number, { week, year }: Starts): number {
  const date = new Date(wall)
  const month = (back: number) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back)
  const sinceYear = (date.getUTCMonth() + 12 - (year - 1)) % 12
  switch (grain) {
    case 'MINUTE':
      return Math.floor(wall / minute) * minute
    case 'HOUR':
      return Math.floor(wall / hour) * hour
    case 'DAY':
      return Math.floor(wall / day) * day
    case 'WEEK': {
      const sinceMonday = (date.getUTCDay() + 6) % 7
      return Math.floor(wall / day - ((sinceMonday + week) % 7)) * day
    }
    case 'MONTH':
      return month(0)
    case 'QUARTER':
      return month(sinceYear % 3)
    case 'YEAR':
      return month(sinceYear)
  }
}
