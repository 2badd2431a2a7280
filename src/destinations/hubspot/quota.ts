import type { FarResponse, Quota } from '../contract.ts'

const DAY_MS = 86_400_000

/** The windows that HubSpot's headers tell of; search answers and OAuth calls leave some out. */
export function quota({ headers }: FarResponse): readonly Quota[] {
  return [
    ...window(
      'interval',
      headers['x-hubspot-ratelimit-max'],
      headers['x-hubspot-ratelimit-remaining'],
      whole(headers['x-hubspot-ratelimit-interval-milliseconds']) ?? 10_000,
    ),
    ...window(
      'day',
      headers['x-hubspot-ratelimit-daily'],
      headers['x-hubspot-ratelimit-daily-remaining'],
      DAY_MS,
    ),
  ]
}

function window(
  name: Quota['window'],
  limitHeader: string | undefined,
  remainingHeader: string | undefined,
  resetMs: number,
): readonly Quota[] {
  const remaining = whole(remainingHeader)
  if (remaining === undefined) return []
  const limit = whole(limitHeader)
  return [{ window: name, remaining, resetMs, ...(limit === undefined ? {} : { limit }) }]
}

function whole(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,12}$/.test(header) ? Number(header) : undefined
}
