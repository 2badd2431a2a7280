import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { JWTPayload } from 'jose'
import type { Clock } from '../../base/clock.ts'

/** What a token was found to say. */
export interface Verified {
  readonly payload: JWTPayload
  readonly embed: boolean
}

/** For how long a signature is taken as checked, at most. */
const TRUST_MS = 60_000
const MOST = 10_000

/**
 * Remembers signatures that held, since checking one took a fifth of the CPU of a small query. Tokens are kept as
 * hashes only. Refusals are not remembered, nor is a token whose time is over; a signature no longer than `maxAge`
 * seconds, so that a key that the issuer withdraws is heeded.
 */
export function remembered(
  clock: Clock,
  maxAge: number,
  verify: (token: string) => Promise<Verified>,
): (token: string) => Promise<Verified> {
  const known = new LRUCache<string, { readonly verified: Verified; readonly until: number }>({ max: MOST })
  return async (token) => {
    const key = hash('sha256', token, 'base64url')
    const now = clock.now().getTime()
    const kept = known.get(key)
    if (kept && now < kept.until) return kept.verified
    const verified = await verify(token)
    const until = Math.min(now + Math.min(TRUST_MS, maxAge * 1_000), (verified.payload.exp ?? 0) * 1_000)
    known.set(key, { verified, until })
    return verified
  }
}
