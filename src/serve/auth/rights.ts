import type { Clock } from '../../base/clock.ts'
import { SluiceError } from '../../base/errors.ts'
import type { ApiKeys } from '../../tenant/apikey.ts'
import type { News, Subject } from '../../tenant/news.ts'
import type { TenantDirectory } from '../../tenant/scope.ts'
import type { Caller } from './caller.ts'
import { CLOCK_TOLERANCE } from './settings.ts'

/** A caller's right to what is being done for it, from its authentication to the last byte. */
export interface Right {
  /** Fires when the right is over, or when nobody waits for the answer any more. The reason is a `SluiceError`. */
  readonly signal: AbortSignal
  /** Before something leaves. @throws UNAUTHENTICATED where the right is over, UNAVAILABLE where nobody can say, CANCELLED */
  check(): Promise<void>
}

export interface RightsParts {
  readonly directory: TenantDirectory
  readonly apiKeys: ApiKeys
  /** Without news rights are asked for twice a second. */
  readonly news?: News
  readonly clock: Clock
  /** Seconds. */
  readonly tolerance?: number
}

/** How often expiry is looked at, and without news also whether tenants and keys still are what they were. */
const LOOK_MS = 500

/**
 * Ends what runs for a caller whose token runs out, whose tenant is suspended or removed, or whose API key is revoked.
 * What is heard of a tenant or a key puts the rights that hang on it in doubt; what is in doubt leaves the server only
 * once it is cleared up.
 */
export class Rights {
  readonly #parts: RightsParts
  readonly #running = new Set<Running>()
  readonly #timer: NodeJS.Timeout
  readonly #deafen: (() => void) | undefined

  constructor(parts: RightsParts) {
    this.#parts = parts
    this.#timer = setInterval(() => this.#look(), LOOK_MS).unref()
    this.#deafen = parts.news?.hear((subject) => this.#heard(subject))
  }

  /** Which news a caller's authentication can have known; to be asked for before it. */
  get version(): number {
    return this.#parts.news?.version ?? 0
  }

  /** @param since the `version` from before the caller was authenticated; `over` ends it, with a reason or without */
  begin(caller: Caller, since: number): Right & { readonly over: (reason?: SluiceError) => void } {
    const running = new Running(caller, this.#parts, () => this.#running.delete(running))
    this.#running.add(running)
    if (since !== this.version) running.doubt()
    return running
  }

  close(): void {
    clearInterval(this.#timer)
    this.#deafen?.()
  }

  #heard(subject: Subject | undefined): void {
    for (const one of this.#running) if (!subject || one.hangsOn(subject)) one.doubt()
  }

  #look(): void {
    for (const one of this.#running) one.look()
  }
}

class Running implements Right {
  readonly #caller: Caller
  readonly #parts: RightsParts
  readonly #leave: () => void
  readonly #ending = new AbortController()
  readonly #until: number
  // Doubts are numbered: what was read before a doubt came up doesn't clear it.
  #doubts = 0
  #cleared = 0
  #clearedAt = performance.now()

  constructor(caller: Caller, parts: RightsParts, leave: () => void) {
    const { expiresAt } = caller
    this.#caller = caller
    this.#parts = parts
    this.#leave = leave
    // A key's time is ours, a token's its issuer's.
    const tolerance = caller.key === undefined || caller.embed ? (parts.tolerance ?? CLOCK_TOLERANCE) : 0
    this.#until = expiresAt ? expiresAt.getTime() + tolerance * 1_000 : Infinity
  }

  get signal(): AbortSignal {
    return this.#ending.signal
  }

  hangsOn({ is, id }: Subject): boolean {
    return id === (is === 'tenant' ? this.#caller.scope.tenant : this.#caller.key)
  }

  over(reason?: SluiceError): void {
    this.#leave()
    if (reason) this.#ending.abort(reason)
  }

  look(): void {
    if (this.#expired) this.over(expired())
    else if (!this.#parts.news?.live) this.doubt()
  }

  doubt(): void {
    this.#doubts++
    void this.#clear().catch(() => undefined) // whoever needs to know asks again
  }

  async check(): Promise<void> {
    if (this.#expired) this.over(expired())
    const deaf = !this.#parts.news?.live
    if (deaf && performance.now() - this.#clearedAt > LOOK_MS) this.#doubts++
    while (this.#cleared < this.#doubts && !this.signal.aborted) await this.#clear()
    this.signal.throwIfAborted()
  }

  get #expired(): boolean {
    return this.#parts.clock.now().getTime() >= this.#until
  }

  async #clear(): Promise<void> {
    const doubt = this.#doubts
    const at = performance.now()
    if (!(await this.#stands())) this.over(putAway())
    this.#cleared = Math.max(this.#cleared, doubt)
    this.#clearedAt = at
  }

  async #stands(): Promise<boolean> {
    const { scope, key } = this.#caller
    const { directory, apiKeys } = this.#parts
    const known = await directory.knows(scope.tenant, scope.principal.issuedAt)
    return known && (key === undefined || (await apiKeys.find(key)) !== undefined)
  }
}

function expired(): SluiceError {
  return new SluiceError('UNAUTHENTICATED', { what: 'The token has expired', cure: 'Ask for a new one' })
}

function putAway(): SluiceError {
  return new SluiceError('UNAUTHENTICATED', { what: 'The token is no longer in force' })
}
