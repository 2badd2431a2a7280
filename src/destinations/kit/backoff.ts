export interface Backoff {
  readonly baseMs: number
  readonly capMs: number
}

/**
 * How long to wait before attempt `attempt` (the first repetition is 1): exponential with full jitter.
 * `random` is in [0, 1). Spread over the whole range, so that many workers that failed together don't come back together.
 */
export function backoff(attempt: number, random: number, { baseMs, capMs }: Backoff): number {
  const ceiling = Math.min(capMs, baseMs * 2 ** Math.min(attempt - 1, 30))
  return Math.round(random * ceiling)
}
