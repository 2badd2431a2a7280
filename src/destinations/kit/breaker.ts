/**
 * A circuit breaker as a value: after `faults` requests in a row without an answer it opens, and whoever wants to
 * send is told to wait; then one request may try, and its end decides.
 */
export interface Breaker {
  readonly is: 'closed' | 'open' | 'trying'
  readonly faults: number
  /** While open or trying: the time (epoch milliseconds) when the next request may go. */
  readonly until: number
}

export interface BreakerLimits {
  readonly faults: number
  readonly restMs: number
}

export const closedBreaker: Breaker = Object.freeze({ is: 'closed', faults: 0, until: 0 })

/** Whether a request may go now. `waitMs` is 0 if so; `next` is the breaker from then on. */
export function enter(
  breaker: Breaker,
  now: number,
  limits: BreakerLimits,
): { waitMs: number; next: Breaker } {
  if (breaker.is === 'closed') return { waitMs: 0, next: breaker }
  if (now < breaker.until) return { waitMs: breaker.until - now, next: breaker }
  // The one that tries has `restMs` to come back; if it never does (cancelled), another may try after that.
  return { waitMs: 0, next: { ...breaker, is: 'trying', until: now + limits.restMs } }
}

/** The breaker after a request has ended with an answer, whatever it said, or without one. */
export function leave(breaker: Breaker, answered: boolean, now: number, limits: BreakerLimits): Breaker {
  if (answered) return closedBreaker
  const faults = breaker.faults + 1
  const opens = breaker.is === 'trying' || faults >= limits.faults
  return { is: opens ? 'open' : 'closed', faults, until: opens ? now + limits.restMs : 0 }
}
