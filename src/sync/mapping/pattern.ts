import { SluiceError } from '../../base/errors.ts'

/** The parts of an instant in a zone, as text of fixed width. */
interface Parts {
  readonly year: string
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: string
  readonly second: string
  readonly fraction: string
  readonly weekday: number
  /** Minutes east of UTC. */
  readonly offset: number
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
)
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')
const two = (value: number) => String(value).padStart(2, '0')
const twelve = (hour: number) => hour % 12 || 12

/** Letters of Unicode's date patterns (TR 35): those that a far side asks for. */
const letters: Readonly<Record<string, (parts: Parts) => string>> = {
  yyyy: ({ year }) => year,
  yy: ({ year }) => year.slice(-2),
  MMMM: ({ month }) => months[month - 1]!,
  MMM: ({ month }) => months[month - 1]!.slice(0, 3),
  MM: ({ month }) => two(month),
  M: ({ month }) => String(month),
  dd: ({ day }) => two(day),
  d: ({ day }) => String(day),
  EEEE: ({ weekday }) => weekdays[weekday]!,
  EEE: ({ weekday }) => weekdays[weekday]!.slice(0, 3),
  HH: ({ hour }) => two(hour),
  H: ({ hour }) => String(hour),
  hh: ({ hour }) => two(twelve(hour)),
  h: ({ hour }) => String(twelve(hour)),
  mm: ({ minute }) => minute,
  ss: ({ second }) => second,
  SSS: ({ fraction }) => fraction.slice(0, 3),
  SSSSSS: ({ fraction }) => fraction,
  a: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  XXX: ({ offset }) => (offset === 0 ? 'Z' : signed(offset)),
  xxx: ({ offset }) => signed(offset),
}

function signed(offset: number): string {
  const minutes = Math.abs(offset)
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/**
 * A pattern such as `yyyy-MM-dd'T'HH:mm` as a function over canonical texts: days as they are, instants in `zone`.
 * @throws INVALID_VALUE for a letter that means nothing here
 */
export function datePattern(pattern: string, zone: string): (text: string) => string {
  const pieces = pattern.match(/'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+|'/g) ?? []
  const writers = pieces.map((piece) => writerOf(piece, pattern))
  if (pieces.length === 0) throw unknown('', pattern)
  const read = partsReader(zone)
  return (text) => {
    const parts = read(text)
    let out = ''
    for (const write of writers) out += typeof write === 'string' ? write : write(parts)
    return out
  }
}

function writerOf(piece: string, pattern: string): string | ((parts: Parts) => string) {
  if (piece === "''") return "'"
  if (piece.startsWith("'") && piece.length > 1) return piece.slice(1, -1).replaceAll("''", "'")
  if (!/[A-Za-z']/.test(piece)) return piece
  const write = Object.hasOwn(letters, piece) ? letters[piece] : undefined
  if (!write) throw unknown(piece, pattern)
  return write
}

function unknown(piece: string, pattern: string): SluiceError {
  return new SluiceError('INVALID_VALUE', {
    what: piece ? `\`${piece}\` in "${pattern}" is no part of a date` : 'The date pattern is empty',
    expected: `a pattern of ${Object.keys(letters).join(', ')}`,
  })
}

const shape = /^(\d{4,})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?Z)?$/

function partsReader(zone: string): (text: string) => Parts {
  const offsetAt = zone === 'UTC' ? () => 0 : offsets(zone)
  return (text) => {
    const found = shape.exec(text)
    if (!found)
      throw new SluiceError('INVALID_DATA', { what: 'A value is no date', expected: 'an ISO 8601 date' })
    const [, year, month, day, hour, minute, second, fraction = ''] = found
    const instant = Date.UTC(
      Number(year),
      Number(month) - 1,
      Number(day),
      Number(hour ?? 0),
      Number(minute ?? 0),
    )
    const offset = hour === undefined ? 0 : offsetAt(instant)
    const local = new Date(instant + offset * 60_000)
    return {
      year: String(local.getUTCFullYear()).padStart(4, '0'),
      month: local.getUTCMonth() + 1,
      day: local.getUTCDate(),
      hour: local.getUTCHours(),
      minute: two(local.getUTCMinutes()),
      second: second ?? '00',
      fraction: fraction.padEnd(6, '0'),
      weekday: local.getUTCDay(),
      offset,
    }
  }
}

const QUARTER = 15 * 60_000

/** Minutes east of UTC by instant. Zones change on quarters of an hour, so one look at the calendar serves all of it. */
function offsets(zone: string): (instant: number) => number {
  const calendar = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  const known = new Map<number, number>()
  return (instant) => {
    const quarter = Math.floor(instant / QUARTER)
    let offset = known.get(quarter)
    if (offset === undefined) {
      if (known.size > 50_000) known.clear()
      offset = offsetIn(calendar, instant)
      known.set(quarter, offset)
    }
    return offset
  }
}

function offsetIn(calendar: Intl.DateTimeFormat, instant: number): number {
  const name = calendar.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign, hours, minutes = '0'] = /GMT([+-])(\d\d):?(\d\d)?/.exec(name) ?? []
  if (hours === undefined) return 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}
