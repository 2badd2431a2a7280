const DAY_MS = 86_400_000

/**
 * `Retry-After` in milliseconds: seconds or an HTTP date. A past date is 0; nonsense is undefined, so that the
 * ordinary backoff applies; no far side may ask for more than a day.
 */
export function retryAfter(header: string | undefined, now: Date): number | undefined {
  const text = header?.trim()
  if (!text) return undefined
  if (/^\d+(\.\d+)?$/.test(text)) return bounded(Number(text) * 1000)
  // A bare number with a sign would be read as a year by Date.parse.
  if (!/^[A-Za-z]{3}/.test(text)) return undefined
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : bounded(at - now.getTime())
}

function bounded(ms: number): number {
  return Math.min(DAY_MS, Math.max(0, Math.ceil(ms)))
}
