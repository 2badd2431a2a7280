import { SluiceError } from '../../base/errors.ts'
import type { TurnLimits } from './limits.ts'

/** Gives the turn back; a second call does nothing. */
export type Done = () => void

/**
 * The queue in front of the warehouse. Tenants take turns, not requests: a tenant that sends a thousand requests at
 * once delays another's single one by at most one request a place.
 */
export class Turns {
  readonly #limits: TurnLimits
  /** Tenants with somebody waiting, in the order in which they are served next. */
  readonly #waiting = new Map<string, Waiter[]>()
  readonly #running = new Map<string, number>()
  #busy = 0

  constructor(limits: TurnLimits) {
    this.#limits = limits
  }

  /** How many run and wait now, for metrics: no tenant is named. */
  get load(): { readonly running: number; readonly waiting: number } {
    let waiting = 0
    for (const line of this.#waiting.values()) waiting += line.length
    return { running: this.#busy, waiting }
  }

  /** @throws LIMITED where too many of this tenant wait, or one waited too long; the signal's reason if it fires */
  async take(tenant: string, signal: AbortSignal): Promise<Done> {
    signal.throwIfAborted()
    if (this.#free(tenant) && !this.#waiting.has(tenant)) return this.#start(tenant)
    const line = this.#waiting.get(tenant) ?? []
    if (line.length >= this.#limits.waiting) throw tooMany()
    this.#waiting.set(tenant, line)
    return this.#wait(tenant, line, signal)
  }

  #wait(tenant: string, line: Waiter[], signal: AbortSignal): Promise<Done> {
    return new Promise<Done>((resolve, reject) => {
      const leave = (reason: unknown) => {
        settle()
        line.splice(line.indexOf(waiter), 1)
        if (line.length === 0) this.#waiting.delete(tenant)
        reject(reason)
      }
      const aborted = () => leave(signal.reason)
      const timer = setTimeout(() => leave(tooMany()), this.#limits.patience)
      const settle = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', aborted)
      }
      const waiter: Waiter = (done) => {
        settle()
        resolve(done)
      }
      signal.addEventListener('abort', aborted, { once: true })
      line.push(waiter)
    })
  }

  #free(tenant: string): boolean {
    return this.#busy < this.#limits.atOnce && (this.#running.get(tenant) ?? 0) < this.#limits.perTenant
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
    this.#next()
  }

  // Who was served goes to the end of the round; a tenant at its own limit keeps its place.
  #next(): void {
    for (const [tenant, line] of this.#waiting) {
      if (!this.#free(tenant)) continue
      const waiter = line.shift()
      this.#waiting.delete(tenant)
      if (line.length > 0) this.#waiting.set(tenant, line)
      waiter?.(this.#start(tenant))
      return
    }
  }
}

type Waiter = (done: Done) => void

function tooMany(): SluiceError {
  return new SluiceError('LIMITED', {
    what: 'Too many requests of this tenant wait for the warehouse',
    cure: 'Send fewer at once, and try again after a second',
  })
}
