import type { Grain } from '../../../../src/warehouses/contract.ts'

/** A moment: microseconds since 1970 in UTC. */
export class Instant {
  readonly micros: bigint
  constructor(micros: bigint) {
    this.micros = micros
  }
  /** ISO 8601, in UTC or as the clock of `zone` shows it. */
  toString(zone?: string): string {
    if (zone === undefined) return `${wallText(this.micros)}Z`
    const wall = wallOf(this, zone)
    const offset = Number((wall - this.micros) / MINUTE)
    const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60]
    return `${wallText(wall)}${offset < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`
  }
}

/** A day of the calendar, as days since 1970; no zone shifts it. */
export class Day {
  readonly days: number
  constructor(days: number) {
    this.days = days
  }
  toString(): string {
    return wallText(BigInt(this.days) * DAY).slice(0, 10)
  }
}

export function instant(text: string): Instant {
  return new Instant(readWall(text.replace(/(Z|[+-]\d\d:\d\d)$/, '')) - offsetOf(text))
}

export function day(text: string): Day {
  return new Day(Number(readWall(`${text}T00:00:00`) / DAY))
}

/** Where weeks (0 is Monday) and years (1 is January) begin, and whose clock cuts the days. */
export interface Clock {
  readonly zone: string
  readonly weekStart: number
  readonly yearStart: number
}

export const MINUTE = 60_000_000n
export const DAY = 1440n * MINUTE

/** The wall clock of `zone`, as if it were UTC: microseconds. */
export function wallOf({ micros }: Instant, zone: string): bigint {
  const second = floor(micros, 1_000_000n)
  const parts = Object.fromEntries(
    formatter(zone)
      .formatToParts(Number(second / 1000n))
      .map(({ type, value }) => [type, value]),
  )
  const { year, month, day, hour, minute } = parts
  return readWall(`${year}-${month}-${day}T${hour}:${minute}:${parts['second']}`) + (micros - second)
}

/**
 * The moment at which the clock of `zone` shows `wall`. Where the clock is put forward nothing shows it: then the
 * offset before the change is taken; where it is put back it is shown twice: then the later one. So PostgreSQL has it.
 */
export function instantOf(wall: bigint, zone: string): Instant {
  const offsets = [wall - DAY, wall + DAY].map((near) => wallOf(new Instant(near), zone) - near)
  const shown = offsets
    .map((offset) => new Instant(wall - offset))
    .filter((moment) => wallOf(moment, zone) === wall)
  if (shown.length === 0) return new Instant(wall - (offsets[0] ?? 0n))
  return shown.reduce((a, b) => (a.micros > b.micros ? a : b))
}

/** The first moment at which the clock of `zone` shows `wall`; where none does, as `instantOf` has it. */
function firstOf(wall: bigint, zone: string): Instant {
  const [first, last] = [wall - DAY, wall + DAY]
    .map((near) => new Instant(wall - (wallOf(new Instant(near), zone) - near)))
    .filter((moment) => wallOf(moment, zone) === wall)
    .sort((a, b) => Number(a.micros - b.micros))
  return first ?? last ?? instantOf(wall, zone)
}

/** The moment at which a day begins. */
export function midnight({ days }: Day, zone: string): Instant {
  return firstOf(BigInt(days) * DAY, zone)
}

/** The start of the period of wall time that holds `wall`. */
function cutWall(wall: bigint, grain: Grain, { weekStart, yearStart }: Omit<Clock, 'zone'>): bigint {
  const { year, month } = civil(wall)
  switch (grain) {
    case 'MINUTE':
      return floor(wall, MINUTE)
    case 'HOUR':
      return floor(wall, 60n * MINUTE)
    case 'DAY':
      return floor(wall, DAY)
    case 'WEEK': {
      // 1970-01-01 was a Thursday, the 4th day of a week that begins on Monday.
      const day = Number(floor(wall, DAY) / DAY)
      return BigInt(day - mod(day + 3 - weekStart, 7)) * DAY
    }
    case 'MONTH':
      return startOfMonth(year, month)
    case 'QUARTER':
      return startOfMonth(year, month - mod(month - yearStart, 3))
    case 'YEAR':
      return startOfMonth(year, month - mod(month - yearStart, 12))
  }
}

/**
 * The start of the period that holds `moment`: of days and longer, the first moment at which the clock shows its date.
 * Hours and minutes are cut along time itself, on either side of a change of the clock; one that a change falls into
 * ends there, and another begins.
 */
export function cut(moment: Instant | Day, grain: Grain, clock: Clock): Instant | Day {
  if (moment instanceof Day) return new Day(Number(cutWall(BigInt(moment.days) * DAY, grain, clock) / DAY))
  const wall = wallOf(moment, clock.zone)
  const start = cutWall(wall, grain, clock)
  if (grain !== 'HOUR' && grain !== 'MINUTE') return firstOf(start, clock.zone)
  const offset = (at: bigint) => wallOf(new Instant(at), clock.zone) - at
  let begin = moment.micros - (wall - start)
  while (offset(begin) !== wall - moment.micros) begin += MINUTE
  return new Instant(begin)
}

/** The start of the period after the one that begins with `start`. */
export function nextPeriod(start: Instant | Day, grain: Grain, clock: Clock): Instant | Day {
  const months = { MONTH: 1, QUARTER: 3, YEAR: 12 }[grain as string] ?? 0
  const days = { DAY: 1, WEEK: 7 }[grain as string] ?? 0
  const length: Duration = { months, days, micros: 0n }
  if (start instanceof Day) return moved(start, length, clock.zone)
  if (months + days > 0) {
    return firstOf(movedWall(cutWall(wallOf(start, clock.zone), grain, clock), length), clock.zone)
  }
  // Along time: the first minute that is in another hour or minute.
  let next = start
  while (isAt(cut(next, grain, clock), start)) next = new Instant(next.micros + MINUTE)
  return next
}

function isAt(a: Instant | Day, b: Instant): boolean {
  return a instanceof Instant && a.micros === b.micros
}

/** A duration of ISO 8601 with its sign. */
export interface Duration {
  readonly months: number
  readonly days: number
  readonly micros: bigint
}

export function durationOf(text: string): Duration {
  const found =
    /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text)
  if (!found) throw new TypeError(`${text} is no duration`)
  const sign = found[1] === '-' ? -1 : 1
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(2)
    .map((part) => Number(part ?? 0) * sign)
  return {
    months: years * 12 + months,
    days: weeks * 7 + days,
    micros: BigInt(hours * 3600 + minutes * 60 + seconds) * 1_000_000n,
  }
}

export function negated({ months, days, micros }: Duration): Duration {
  return { months: -months, days: -days, micros: -micros }
}

/** Months and days along the wall clock (the 31st becomes a month's last day), hours along time itself. */
export function moved(moment: Instant | Day, by: Duration, zone: string): Instant | Day {
  if (moment instanceof Day) {
    const wall = movedWall(BigInt(moment.days) * DAY, by) + by.micros
    return new Day(Number(floor(wall, DAY) / DAY))
  }
  const there = by.months || by.days ? instantOf(movedWall(wallOf(moment, zone), by), zone) : moment
  return new Instant(there.micros + by.micros)
}

function movedWall(wall: bigint, { months, days }: Duration): bigint {
  const { year, month, day } = civil(wall)
  const time = wall - floor(wall, DAY)
  const start = startOfMonth(year, month + months)
  const length = Number((startOfMonth(year, month + months + 1) - start) / DAY)
  return start + BigInt(Math.min(day, length) - 1 + days) * DAY + time
}

function civil(wall: bigint): { year: number; month: number; day: number } {
  const date = new Date(Number(floor(wall, 1000n) / 1000n))
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** `month` may be before 1 or after 12. */
function startOfMonth(year: number, month: number): bigint {
  return BigInt(Date.UTC(year, month - 1, 1)) * 1000n
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known) return known
  const two = '2-digit'
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: two,
    day: two,
    hour: two,
    minute: two,
    second: two,
  })
  formatters.set(zone, made)
  return made
}

function readWall(text: string): bigint {
  const [whole = '', fraction = ''] = text.replace(' ', 'T').split('.')
  const seconds = whole.length === 16 ? `${whole}:00` : whole
  const millis = Date.parse(`${seconds}Z`)
  if (Number.isNaN(millis)) throw new TypeError(`${text} is no time`)
  return BigInt(millis) * 1000n + BigInt(fraction.padEnd(6, '0') || '0')
}

/** `2026-01-31T09:30:00.25`: as many digits of the second as there are. */
export function wallText(wall: bigint): string {
  const second = floor(wall, 1_000_000n)
  const fraction = String(wall - second)
    .padStart(6, '0')
    .replace(/0+$/, '')
  return new Date(Number(second / 1000n)).toISOString().slice(0, 19) + (fraction && `.${fraction}`)
}

function offsetOf(text: string): bigint {
  const found = /([+-])(\d\d):(\d\d)$/.exec(text)
  if (!found) return 0n
  const minutes = BigInt(Number(found[2]) * 60 + Number(found[3])) * MINUTE
  return found[1] === '-' ? -minutes : minutes
}

function floor(value: bigint, unit: bigint): bigint {
  return value - (((value % unit) + unit) % unit)
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
