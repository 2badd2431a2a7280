import type { Accept } from './accept.ts'

const DATE = /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)$/
const INSTANT =
  /^(?<date>\d{4}-\d\d-\d\d)T(?<hour>[01]\d|2[0-3]):(?<minute>[0-5]\d)(?::(?<second>[0-5]\d)(?:\.(?<fraction>\d{1,6}))?)?(?<offset>Z|[+-](?:0\d|1[0-5]):[0-5]\d)$/
const MINUTE = 60_000

export const acceptDate: Accept = (input) =>
  typeof input === 'string' && midnight(input) !== undefined ? input : undefined

/** In UTC, microseconds kept: `2026-01-31T07:30:00.25Z`. */
export const acceptInstant: Accept = (input) => {
  const groups = typeof input === 'string' ? INSTANT.exec(input)?.groups : undefined
  if (!groups) return undefined
  const { date = '', hour, minute, second = '0', fraction = '', offset = 'Z' } = groups
  const start = midnight(date)
  if (start === undefined) return undefined
  const minutes = Number(hour) * 60 + Number(minute) - offsetMinutes(offset)
  const utc = new Date(start + minutes * MINUTE + Number(second) * 1000)
  if (utc.getUTCFullYear() < 1 || utc.getUTCFullYear() > 9999) return undefined
  const micros = fraction.replace(/0+$/, '')
  return `${utc.toISOString().slice(0, 19)}${micros && `.${micros}`}Z`
}

/** Milliseconds since 1970 of a day that the calendar has, from year 1 on. */
function midnight(text: string): number | undefined {
  const groups = DATE.exec(text)?.groups
  if (!groups || groups['year'] === '0000') return undefined
  const date = new Date(`${text}T00:00:00Z`)
  // JavaScript rolls the 30th of February over into March instead of refusing it.
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text ? undefined : date.getTime()
}

function offsetMinutes(offset: string): number {
  if (offset === 'Z') return 0
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6))
  return offset.startsWith('-') ? -minutes : minutes
}
