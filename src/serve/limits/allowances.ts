import { LRUCache } from 'lru-cache'
import type { Clock } from '../../base/clock.ts'
import type { ErrorParts } from '../../base/errors.ts'
import { Bucket, type Refill } from './bucket.ts'
import { limitsWith, type GivenLimits, type Limits } from './limits.ts'
import { Refusal } from './refusal.ts'

/** Tenants whose use is remembered. One that is forgotten had been silent the longest, so its buckets were the fullest. */
const MOST = 10_000

/** How long a refusal is kept back at least from a tenant that doesn't heed refusals, in ms, and how many are at once. */
const HELD_MS = 1_500
const MOST_HELD = 5_000

interface Use {
  readonly requests: Bucket
  /** Refusals that were told at once. */
  readonly refusals: Bucket
  /** How many were kept back. */
  held: number
  readonly cost: Bucket
  readonly unseen: Bucket
}

/** What each tenant may take, and what it has taken: requests and their cost, whatever the kind of its tokens. */
export class Allowances {
  readonly #usual: Limits
  readonly #own: ReadonlyMap<string, Limits>
  readonly #clock: Clock
  readonly #uses = new LRUCache<string, Use>({ max: MOST })
  readonly #unread = new Map<string, number>()
  #held = 0

  /** @param tenants those who have limits of their own */
  constructor(usual: Limits, tenants: Readonly<Record<string, GivenLimits>>, clock: Clock) {
    this.#usual = usual
    this.#own = new Map(Object.entries(tenants).map(([id, given]) => [id, limitsWith(usual, given)]))
    this.#clock = clock
  }

  of(tenant: string): Limits {
    return this.#own.get(tenant) ?? this.#usual
  }

  /** Counts a request, before anything of it is read. @throws LIMITED */
  admit(tenant: string): void {
    const { perSecond, burst } = this.of(tenant).requests
    this.#take(1, this.#useOf(tenant).requests, aSecond(perSecond, burst), () => ({
      what: 'This tenant has sent too many requests',
      expected: `at most ${perSecond} a second, and ${burst} at once`,
      cure: 'Wait as long as Retry-After says',
    }))
  }

  /**
   * Waits before a refusal is told to a tenant that has been told as often as it may ask. A connection that waits sends
   * nothing: so a flood is slowed down to the number of its connections.
   */
  async holdBack(tenant: string, signal: AbortSignal): Promise<void> {
    const { perSecond, burst } = this.of(tenant).requests
    const use = this.#useOf(tenant)
    const heeds = use.refusals.take(1, aSecond(perSecond, burst), this.#now()) === 0
    if (heeds || this.#held >= MOST_HELD) return
    this.#held++
    // Those that came together don't go together: each would be followed by the next at once. It goes by the tenant's
    // own count, since the wait would tell of other tenants' requests otherwise.
    const ms = HELD_MS + ((use.held++ * 61) % HELD_MS)
    await this.#clock.sleep(ms, signal).catch(() => undefined)
    this.#held--
  }

  /**
   * Counts a document that has yet to be read, checked and planned. That is the server's own work, which all tenants
   * wait for: a document of 20,000 letters can take 50 ms. @throws LIMITED, TOO_COSTLY for one longer than the burst
   */
  learn(tenant: string, letters: number): void {
    const { perSecond, burst } = this.of(tenant).unseen
    this.#take(letters, this.#useOf(tenant).unseen, aSecond(perSecond, burst), (never) => ({
      what: never ? `The document has ${letters} letters` : 'This tenant has sent too many new documents',
      expected: `at most ${burst} letters of documents at once that are new here, and ${perSecond} a second`,
      cure: 'Send the same document with other variables: it is read once',
    }))
  }

  /** Counts what a request will cost, before it is run. It is never given back, whatever comes of the request. @throws LIMITED, TOO_COSTLY for more than the whole budget */
  spend(tenant: string, asked: number): void {
    const { cost: most, perSeconds } = this.of(tenant).budget
    const refill = { most, amount: most, perMs: perSeconds * 1_000 }
    this.#take(Math.max(1, asked), this.#useOf(tenant).cost, refill, (never) => ({
      what: never
        ? `The request costs ${asked}, more than the tenant has for ${perSeconds} seconds`
        : 'This tenant has used up its budget',
      expected: `at most ${most} in ${perSeconds} seconds, rows times fields`,
      cure: never ? 'Ask for less at once' : 'Wait as long as Retry-After says, or ask for less',
    }))
  }

  /** Counts an answer's bytes for the tenant until they are read. @returns what ends that */
  hold(tenant: string, bytes: number): () => void {
    this.#unread.set(tenant, this.#unreadOf(tenant) + bytes)
    return () => {
      const left = this.#unreadOf(tenant) - bytes
      if (left > 0) this.#unread.set(tenant, left)
      else this.#unread.delete(tenant)
    }
  }

  /** Before an answer is made: as much may lie unread as one tenant's requests can make at once. @throws LIMITED */
  assertRead(tenant: string): void {
    const { bytes, turns } = this.of(tenant)
    if (this.#unreadOf(tenant) <= bytes * turns.perTenant) return
    throw new Refusal(
      'LIMITED',
      {
        what: 'Answers to this tenant lie unread',
        expected: `at most ${bytes * turns.perTenant} bytes of them`,
        cure: 'Read them, or hang up, and try again',
      },
      { afterMs: 1_000 },
    )
  }

  /** `parts` says it, knowing whether there `never` will be so much. @throws LIMITED, or TOO_COSTLY where there never will */
  #take(count: number, bucket: Bucket, refill: Refill, parts: (never: boolean) => ErrorParts): void {
    const afterMs = bucket.take(count, refill, this.#now())
    if (afterMs === 0) return
    const never = afterMs === Infinity
    throw new Refusal(never ? 'TOO_COSTLY' : 'LIMITED', parts(never), {
      ...(never ? {} : { afterMs }),
      cost: costOf(count, bucket, refill),
    })
  }

  #unreadOf(tenant: string): number {
    return this.#unread.get(tenant) ?? 0
  }

  #useOf(tenant: string): Use {
    const known = this.#uses.get(tenant)
    if (known) return known
    const now = this.#now()
    const fresh = {
      requests: new Bucket(now),
      refusals: new Bucket(now),
      held: 0,
      cost: new Bucket(now),
      unseen: new Bucket(now),
    }
    this.#uses.set(tenant, fresh)
    return fresh
  }

  #now(): number {
    return this.#clock.now().getTime()
  }
}

function aSecond(amount: number, most: number): Refill {
  return { most, amount, perMs: 1_000 }
}

function costOf(asked: number, bucket: Bucket, refill: Refill) {
  const { most, amount, perMs } = refill
  return {
    asked,
    limit: most,
    left: bucket.left(refill),
    seconds: Math.ceil((most * perMs) / amount / 1_000),
  }
}
