import { systemClock, type Clock } from '../base/clock.ts'
import { SluiceError } from '../base/errors.ts'
import type {
  Batch,
  Connector,
  Description,
  FarRequest,
  FarResponse,
  FarSide,
  ObjectKind,
  Outcome,
  Quota,
} from './contract.ts'
import { batches, narrow } from './kit/batches.ts'
import { closedBreaker, enter, leave } from './kit/breaker.ts'
import { dedupe } from './kit/dedupe.ts'
import { outcomeOf } from './kit/ask.ts'
import { FarFault } from './kit/fault.ts'
import { openDoor, type Door } from './kit/http.ts'
import { align, all } from './kit/outcomes.ts'
import { askPatiently, deliverPatiently, type Patience, type Waiting } from './kit/patience.ts'
import { accountOf } from './kit/account.ts'
import { redactError, redactOutcome, secretsOf } from './kit/redact.ts'
import { configure, lowered, type Configured } from './kit/settings.ts'

export interface OpenOptions {
  /** As it is called in sluice.yaml. */
  readonly name: string
  /** Everything that stands under the name in sluice.yaml, environment already filled in. */
  readonly settings: Readonly<Record<string, unknown>>
  /** Where the simulator is, for `sandbox: true`; then no configured secret is used. */
  readonly sandboxUrl?: string
  readonly clock?: Clock
  /** In [0, 1); for the jitter of waits. */
  readonly random?: () => number
  readonly patience?: Partial<Patience>
  /** Longest answer in bytes. */
  readonly maxAnswer?: number
  /** Awaited before each request: the door for a quota that several workers share. */
  readonly admit?: () => Promise<void>
  /** Told what the far side's headers say about the account's quota. */
  readonly onQuota?: (quota: Quota) => void
}

/** A configured account of a connector, ready to be spoken to. */
export interface Destination {
  readonly name: string
  readonly connector: string
  /** Connector, address and account: equal only for what is the same far side. Never a secret. */
  readonly account: string
  /** @throws INVALID_PROJECT for an object that the connector doesn't know */
  kind(object: string): ObjectKind
  /** @throws DESTINATION_REFUSED, or UNAVAILABLE (FarFault) when patience ends */
  describe(object: string): Promise<Description>
  /**
   * One outcome per change, in the same order. 429, 5xx and broken connections are retried within the patience given;
   * what is then still open comes back as `retry` (certainly not applied, wait `afterMs`) or `unknown`.
   * @throws DESTINATION_REFUSED where nothing was delivered and going on makes no sense
   */
  deliver(batch: Batch, options?: { readonly signal?: AbortSignal }): Promise<readonly Outcome[]>
  /** @throws DESTINATION_REFUSED with what is missing, UNAVAILABLE where nobody answers */
  test(): Promise<void>
  close(): Promise<void>
}

/** The waits of a batch before it goes back to the queue: base 1 s, cap 60 s as vendors advise, two minutes in all. */
const PATIENCE: Patience = { attempts: 6, budgetMs: 120_000, baseMs: 1_000, capMs: 60_000 }
const BREAKER = { faults: 8, restMs: 15_000 }
const MAX_ANSWER = 32 * 1024 * 1024

/** @throws INVALID_PROJECT with every fault of the settings, DESTINATION_REFUSED for an address out of bounds */
export function open(connector: Connector, options: OpenOptions): Destination {
  const configured = configure(connector, options.settings, options.sandboxUrl)
  if ('faults' in configured) throw invalidSettings(options.name, connector, configured.faults)
  const clock = options.clock ?? systemClock
  const door = openDoor({
    base: connector.base(configured.settings),
    allowPrivate: configured.allowPrivate,
    timeoutMs: configured.timeoutMs,
    maxBytes: options.maxAnswer ?? MAX_ANSWER,
    connections: Math.max(
      ...connector.objects.map((kind) => lowered(kind.limits, configured.limits).concurrency),
    ),
  })
  return new Account(connector, configured, door, clock, options)
}

class Account implements Destination {
  readonly name: string
  readonly connector: string
  readonly account: string
  readonly #connector: Connector
  readonly #configured: Configured
  readonly #door: Door
  readonly #clock: Clock
  readonly #options: OpenOptions
  readonly #far: FarSide
  /** Never to be seen in an outcome or an error. */
  readonly #secrets: readonly string[]
  #breaker = closedBreaker

  constructor(connector: Connector, configured: Configured, door: Door, clock: Clock, options: OpenOptions) {
    this.name = options.name
    this.connector = connector.name
    this.account = accountOf(connector, configured)
    this.#connector = connector
    this.#configured = configured
    this.#door = door
    this.#clock = clock
    this.#options = options
    this.#secrets = secretsOf(connector.settings, configured.settings)
    this.#far = { settings: configured.settings, clock, http: (request) => this.#request(request) }
  }

  kind(object: string): ObjectKind {
    const { objects } = this.#connector
    const kind = objects.find((candidate) => candidate.matches(object, this.#configured.settings))
    if (!kind) {
      throw new SluiceError('INVALID_PROJECT', {
        what: `\`${this.connector}\` has no object \`${object}\``,
        where: `destination \`${this.name}\``,
        expected: objects.map(({ label }) => label).join(' or '),
        cure: 'Correct `object` in the sync’s @sync',
      })
    }
    return { ...kind, limits: lowered(kind.limits, this.#configured.limits) }
  }

  describe(object: string): Promise<Description> {
    this.kind(object)
    return this.#told(() =>
      askPatiently(() => this.#connector.describe(this.#far, object), this.#waiting(undefined)),
    )
  }

  test(): Promise<void> {
    return this.#told(() => askPatiently(() => this.#connector.test(this.#far), this.#waiting(undefined)))
  }

  async deliver(batch: Batch, { signal }: { signal?: AbortSignal } = {}): Promise<readonly Outcome[]> {
    const kind = this.kind(batch.object)
    const { changes, spread } = dedupe(batch.changes)
    const whole = { ...batch, changes }
    const outcomes: Outcome[] = []
    for (const group of batches(changes, kind.limits)) {
      try {
        outcomes.push(...(await this.#deliverGroup(narrow(whole, group), kind, signal)))
      } catch (error) {
        if (!(error instanceof SluiceError) || !outcomes.some(({ is }) => is === 'delivered')) throw error
        outcomes.push(...all(changes.slice(outcomes.length), { is: 'retry', reason: error.parts.what }))
        break
      }
    }
    return spread(outcomes)
  }

  close(): Promise<void> {
    return this.#door.close()
  }

  #deliverGroup(
    batch: Batch,
    kind: ObjectKind,
    signal: AbortSignal | undefined,
  ): Promise<readonly Outcome[]> {
    return this.#told(() =>
      deliverPatiently(batch, kind.idempotent, (part) => this.#send(part), this.#waiting(signal)),
    )
  }

  async #send(part: Batch): Promise<readonly Outcome[]> {
    try {
      const outcomes = align(part.changes, await this.#connector.deliver(this.#far, part))
      return outcomes.map((outcome) => redactOutcome(outcome, this.#secrets))
    } catch (fault) {
      if (fault instanceof FarFault) return all(part.changes, outcomeOf(fault))
      throw fault
    }
  }

  async #request(request: FarRequest): Promise<FarResponse> {
    await this.#options.admit?.()
    const now = () => this.#clock.now().getTime()
    const { waitMs, next } = enter(this.#breaker, now(), BREAKER)
    this.#breaker = next
    if (waitMs > 0)
      throw new FarFault('The far side failed too often and is left to rest', 'no', { afterMs: waitMs })
    let answered = true
    try {
      const response = await this.#door.http(request)
      answered = response.status < 500
      for (const quota of this.#connector.quota?.(response) ?? []) this.#options.onQuota?.(quota)
      return response
    } catch (error) {
      answered = !(error instanceof FarFault)
      throw error
    } finally {
      this.#breaker = leave(this.#breaker, answered, now(), BREAKER)
    }
  }

  #waiting(signal: AbortSignal | undefined): Waiting {
    return {
      clock: this.#clock,
      random: this.#options.random ?? Math.random,
      patience: { ...PATIENCE, ...this.#options.patience },
      ...(signal === undefined ? {} : { signal }),
    }
  }

  /** Errors say which destination it was, and no secret. */
  async #told<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof SluiceError)) throw error
      throw redactError(error, `destination \`${this.name}\``, this.#secrets)
    }
  }
}

function invalidSettings(
  name: string,
  connector: Connector,
  faults: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): SluiceError {
  const told = faults.map(({ path, message }) => `${path.join('.') || 'settings'}: ${message}`).join('; ')
  return new SluiceError('INVALID_PROJECT', {
    what: `The settings of \`${connector.name}\` are wrong (${told})`,
    where: `destination \`${name}\` in sluice.yaml`,
    cure: 'Correct them; a secret is best given as ${NAME_OF_A_VARIABLE}',
  })
}
