import type { Clock } from '../../../base/clock.ts'
import type { SimReply } from '../../kit/simulator/simulator.ts'
import { untilMidnight } from '../midnight.ts'
import { refusal } from './reply.ts'

const WINDOW_MS = 10_000

export interface QuotaLimits {
  readonly perTenSeconds: number
  readonly perDay: number
  readonly timezone: string
}

/** Counts requests in windows of ten seconds and in days that end at the account's midnight. */
export class Quota {
  readonly #clock: Clock
  readonly #limits: QuotaLimits
  #window = { endsAt: 0, used: 0 }
  #day = { endsAt: 0, used: 0 }

  constructor(clock: Clock, limits: QuotaLimits) {
    this.#clock = clock
    this.#limits = limits
  }

  /** Counts one request. @returns the refusal if it was one too many */
  take(): SimReply | undefined {
    const now = this.#clock.now().getTime()
    if (now >= this.#window.endsAt) this.#window = { endsAt: now + WINDOW_MS, used: 0 }
    if (now >= this.#day.endsAt) {
      this.#day = { endsAt: now + untilMidnight(new Date(now), this.#limits.timezone), used: 0 }
    }
    if (this.#day.used >= this.#limits.perDay) return limited('DAILY')
    if (this.#window.used >= this.#limits.perTenSeconds) return limited('TEN_SECONDLY_ROLLING')
    this.#window.used++
    this.#day.used++
    return undefined
  }

  headers(): Record<string, string> {
    const { perTenSeconds, perDay } = this.#limits
    return {
      'X-HubSpot-RateLimit-Interval-Milliseconds': String(WINDOW_MS),
      'X-HubSpot-RateLimit-Max': String(perTenSeconds),
      'X-HubSpot-RateLimit-Remaining': String(perTenSeconds - this.#window.used),
      'X-HubSpot-RateLimit-Daily': String(perDay),
      'X-HubSpot-RateLimit-Daily-Remaining': String(perDay - this.#day.used),
    }
  }
}

function limited(policyName: string): SimReply {
  return refusal(429, 'RATE_LIMITS', 'The quota of this account is used up', {
    errorType: 'RATE_LIMIT',
    policyName,
  })
}
