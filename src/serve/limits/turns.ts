import type { TurnLimits } from './limits.ts'
import { Refusal } from './refusal.ts'

/** Gives the turn back; a second call does nothing. */
export type Done = () => void

/** A tenant's requests that wait, and how many of them are still served before the next tenant's. */
interface Line {
  readonly waiters: Waiter[]
  credit: number
}

type Waiter = (done: Done) => void

/**
 * The queue in front of the warehouse. Tenants take turns, not requests: a tenant that sends a thousand requests at
 * once delays another's single one by at most one request a place (times its weight).
 */
export class Turns {
  readonly #limits: TurnLimits
  readonly #limitsOf: (tenant: string) => TurnLimits
  /** Tenants with somebody waiting, in the order in which they are served next. */
  readonly #lines = new Map<string, Line>()
  readonly #running = new Map<string, number>()
  #busy = 0
  #waiting = 0

  /** @param limitsOf a tenant's own; of `limits` only what is said of all tenants counts then */
  constructor(limits: TurnLimits, limitsOf: (tenant: string) => TurnLimits = () => limits) {
    this.#limits = limits
    this.#limitsOf = limitsOf
  }

  /** How many run and wait now, for metrics: no tenant is named. */
  get load(): { readonly running: number; readonly waiting: number } {
    return { running: this.#busy, waiting: this.#waiting }
  }

  /** Whether another tenant would be served if `tenant` gave back a place. */
  wanted(tenant: string): boolean {
    for (const waiting of this.#lines.keys()) if (waiting !== tenant && !this.#full(waiting)) return true
    return false
  }

  /**
   * @throws LIMITED where too many of this tenant wait, or one waited too long for those before it; UNAVAILABLE where
   * the places are all other tenants'; the signal's reason if it fires
   */
  async take(tenant: string, signal: AbortSignal): Promise<Done> {
    signal.throwIfAborted()
    const line = this.#lines.get(tenant)
    if (!line && this.#free(tenant)) return this.#start(tenant)
    const { waiting, patience } = this.#limitsOf(tenant)
    if ((line?.waiters.length ?? 0) >= waiting) throw tooMany()
    if (this.#waiting >= this.#limits.allWaiting) throw busy()
    return this.#wait(tenant, patience, signal)
  }

  #wait(tenant: string, patience: number, signal: AbortSignal): Promise<Done> {
    const line = this.#lines.get(tenant) ?? { waiters: [], credit: this.#limitsOf(tenant).weight }
    this.#lines.set(tenant, line)
    return new Promise<Done>((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', aborted)
        this.#waiting--
      }
      const leave = (reason: unknown) => {
        settle()
        line.waiters.splice(line.waiters.indexOf(waiter), 1)
        if (line.waiters.length === 0) this.#lines.delete(tenant)
        reject(reason)
      }
      const aborted = () => leave(signal.reason)
      const timer = setTimeout(() => leave(this.#full(tenant) ? tooMany() : busy()), patience)
      const waiter: Waiter = (done) => {
        settle()
        resolve(done)
      }
      signal.addEventListener('abort', aborted, { once: true })
      line.waiters.push(waiter)
      this.#waiting++
    })
  }

  #full(tenant: string): boolean {
    return (this.#running.get(tenant) ?? 0) >= this.#limitsOf(tenant).perTenant
  }

  // The last places are for tenants with nothing at the warehouse: a few busy ones can't have them all.
  #free(tenant: string): boolean {
    const { atOnce, reserved } = this.#limits
    const kept = Math.min(reserved, Math.floor(atOnce / 2))
    const open = this.#running.has(tenant) ? atOnce - kept : atOnce
    return this.#busy < open && !this.#full(tenant)
  }

  #start(tenant: string): Done {
    this.#busy++
    this.#running.set(tenant, (this.#running.get(tenant) ?? 0) + 1)
    let over = false
    return () => {
      if (over) return
      over = true
      this.#end(tenant)
    }
  }

  #end(tenant: string): void {
    this.#busy--
    const left = (this.#running.get(tenant) ?? 1) - 1
    if (left === 0) this.#running.delete(tenant)
    else this.#running.set(tenant, left)
    // One place may let in two: of the tenant that left it, and of another in a place that was kept from it.
    while (this.#next());
  }

  // Who has had its turns goes to the end of the round; a tenant at its own limit keeps its place.
  #next(): boolean {
    for (const [tenant, line] of this.#lines) {
      if (!this.#free(tenant)) continue
      const waiter = line.waiters.shift()
      line.credit--
      if (line.waiters.length === 0) this.#lines.delete(tenant)
      else if (line.credit === 0) this.#toTheEnd(tenant, line)
      waiter?.(this.#start(tenant))
      return true
    }
    return false
  }

  #toTheEnd(tenant: string, line: Line): void {
    line.credit = this.#limitsOf(tenant).weight
    this.#lines.delete(tenant)
    this.#lines.set(tenant, line)
  }
}

function tooMany(): Refusal {
  return new Refusal(
    'LIMITED',
    {
      what: 'Too many requests of this tenant wait for the warehouse',
      cure: 'Send fewer at once, and try again after a second',
    },
    { afterMs: 1_000 },
  )
}

function busy(): Refusal {
  return new Refusal(
    'UNAVAILABLE',
    { what: 'The server is busy with other requests', cure: 'Try again after a second' },
    { afterMs: 1_000 },
  )
}
