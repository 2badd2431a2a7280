const HOUR_MS = 3_600_000

/** Milliseconds until the next day begins in an IANA zone; on days with a clock change, too. */
export function untilMidnight(now: Date, timezone: string): number {
  const today = dayIn(now, timezone)
  // A day has at most 25 hours: find the first moment of another day by halving.
  let before = now.getTime()
  let after = before + 26 * HOUR_MS
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (dayIn(new Date(middle), timezone) === today) before = middle
    else after = middle
  }
  return after - now.getTime()
}

function dayIn(at: Date, timezone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: timezone, dateStyle: 'short' }).format(at)
}
