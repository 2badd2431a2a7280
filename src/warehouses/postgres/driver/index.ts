import { SluiceError } from '../../../base/errors.ts'
import type { Log } from '../../../base/log.ts'
import { assertScope, type Scope } from '../../../tenant/scope.ts'
import type { PoolLoad, Row, RunOptions, Statement } from '../../contract.ts'
import type { ContextSigner } from '../context.ts'
import { Chunks } from './chunks.ts'
import { faultOf, isStale } from './fault.ts'
import { itinerary } from './itinerary.ts'
import { Pool } from './pool.ts'
import type { Session, TripLimits } from './session.ts'
import { serving, streaming } from './settings.ts'
import type { TripEnd } from './trip.ts'

export interface DriverOptions {
  readonly name: string
  /** The serving role's address. */
  readonly url: string
  /** The operator role's; without it no OperatorScope can read. */
  readonly operatorUrl?: string
  readonly pool: { readonly serve: number; readonly sync: number; readonly export: number }
  readonly connectMs: number
  readonly statementTimeoutMs: number
  readonly streamTimeoutMs: number
  readonly signer: ContextSigner
  readonly log: Log
}

type Limits = Pick<RunOptions, 'signal' | 'timeoutMs' | 'maxBytes'>

/**
 * The only road to the warehouse's rows. Serving, syncing and exporting have pools of their own, so that a heavy sync
 * can't starve a chart, nor a slow reader a sync; the operator role has another, since a connection's role is what its policies go by.
 */
export class Driver {
  readonly #options: DriverOptions
  readonly #serve: Pool
  readonly #sync: Pool
  readonly #export: Pool
  readonly #operator: Pool | undefined

  constructor(options: DriverOptions) {
    const { url, operatorUrl, pool, statementTimeoutMs, connectMs, log } = options
    this.#options = options
    this.#serve = new Pool({ url, most: pool.serve, settings: serving(statementTimeoutMs), connectMs, log })
    this.#sync = new Pool({ url, most: pool.sync, settings: streaming, connectMs, log })
    this.#export = new Pool({ url, most: pool.export, settings: streaming, connectMs, log })
    if (operatorUrl !== undefined) {
      this.#operator = new Pool({ url: operatorUrl, most: pool.sync, settings: streaming, connectMs, log })
    }
  }

  async run(
    scope: Scope,
    statements: readonly Statement[],
    options: RunOptions = {},
  ): Promise<readonly (readonly Row[])[]> {
    assertScope(scope)
    if (statements.length === 0) return []
    const session = await this.#take(this.#poolFor(scope, this.#serve), options.signal)
    try {
      const limits = this.#limits(options, this.#options.statementTimeoutMs)
      const timed = options.timeoutMs !== undefined || scope.kind === 'operator'
      const context = this.#context(scope, limits.timeoutMs)
      const trip = itinerary(context, statements, timed ? limits.timeoutMs : undefined)
      options.onTrip?.()
      let [end, rows] = await attempt(session, trip.statements, limits)
      // The tables changed under a prepared statement. Nothing was written, so it may simply be run again.
      if (end.is === 'refused' && isStale(end.error)) {
        session.prepared.forget()
        options.onTrip?.()
        ;[end, rows] = await attempt(session, trip.statements, limits)
      }
      if (end.is !== 'done') throw this.#fault(end.error, session)
      return trip.answers(rows)
    } finally {
      session.release()
    }
  }

  async *stream(
    scope: Scope,
    statement: Statement,
    options: RunOptions = {},
  ): AsyncGenerator<readonly Row[], void, void> {
    assertScope(scope)
    const pool = options.purpose === 'export' ? this.#export : this.#sync
    const session = await this.#take(this.#poolFor(scope, pool), options.signal)
    const chunks = new Chunks(
      () => session.pause(),
      () => session.resume(),
    )
    const left = new AbortController()
    const limits = this.#limits(options, this.#options.streamTimeoutMs)
    const signal = AbortSignal.any([left.signal, ...(limits.signal ? [limits.signal] : [])])
    // A stream is read once in a while: not worth a place among the prepared statements.
    const once = { text: statement.text, values: statement.values }
    // Its one statement begins at once, and may then run for longer than the context is good.
    const trip = itinerary(this.#context(scope, 0), [once], limits.timeoutMs).statements
    const sink = (at: number, row: Row, bytes: number) => {
      if (at === 1) chunks.add(row, bytes)
    }
    const ended = session.send(trip, sink, { ...limits, signal }).finally(() => chunks.finish())
    try {
      for (let chunk = await chunks.next(); chunk; chunk = await chunks.next()) yield chunk
      const end = await ended
      if (end.is !== 'done') throw this.#fault(end.error, session)
    } finally {
      chunks.discard()
      left.abort()
      await ended
      session.release()
    }
  }

  load(): readonly PoolLoad[] {
    const pools = { serve: this.#serve, sync: this.#sync, export: this.#export, operator: this.#operator }
    return Object.entries(pools).flatMap(([pool, held]) => (held ? [{ pool, ...held.load }] : []))
  }

  async ping(): Promise<void> {
    const session = await this.#take(this.#serve, undefined)
    try {
      const [end] = await attempt(
        session,
        [{ text: 'select 1', values: [] }],
        this.#limits({ timeoutMs: 5_000 }, 0),
      )
      if (end.is !== 'done') throw this.#fault(end.error, session)
    } finally {
      session.release()
    }
  }

  async close(): Promise<void> {
    await Promise.all(
      [this.#serve, this.#sync, this.#export, this.#operator].map(async (pool) => pool?.close()),
    )
  }

  /** Signed when the trip sets out; its last statement begins within the trip's own limit. The operator has none. */
  #context(scope: Scope, lifeMs: number): string {
    return scope.kind === 'tenant' ? this.#options.signer.sign(scope.tenant, lifeMs) : ''
  }

  #poolFor(scope: Scope, tenants: Pool): Pool {
    if (scope.kind === 'tenant') return tenants
    if (this.#operator !== undefined) return this.#operator
    throw new SluiceError('INVALID_PROJECT', {
      what: 'No operator role is configured, so nothing can be read across tenants',
      where: `Warehouse "${this.#options.name}"`,
      expected: '`operator`: the address of a role that may read all tenants',
      cure: `Set warehouses.${this.#options.name}.operator in sluice.yaml, or run \`sluice guard --apply\` with an owner`,
    })
  }

  async #take(pool: Pool, signal: AbortSignal | undefined): Promise<Session> {
    try {
      return await pool.take(signal)
    } catch (error) {
      throw faultOf(error, this.#options.name, undefined)
    }
  }

  #limits({ signal, timeoutMs, maxBytes }: Limits, usual: number): TripLimits {
    return { signal, timeoutMs: timeoutMs ?? usual, maxBytes }
  }

  #fault(error: unknown, session: Session): SluiceError {
    return faultOf(error, this.#options.name, session.stop)
  }
}

async function attempt(
  session: Session,
  trip: readonly Statement[],
  limits: TripLimits,
): Promise<[TripEnd, readonly (readonly Row[])[]]> {
  const rows = trip.map((): Row[] => [])
  const end = await session.send(trip, (at, row) => rows[at]?.push(row), limits)
  return [end, rows]
}
