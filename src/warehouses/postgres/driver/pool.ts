import pg from 'pg'
import type { PoolClient } from 'pg'
import type { Log } from '../../../base/log.ts'
import { SluiceError } from '../../../base/errors.ts'
import { Session } from './session.ts'
import { connectionUrl, type Settings } from './settings.ts'

export interface PoolOptions {
  readonly url: string
  readonly most: number
  readonly settings: Settings
  /** How long to wait for a free connection, or for a new one to be made. */
  readonly connectMs: number
  readonly log: Log
}

/** Connections of one role for one purpose. None is made before it is needed. */
export class Pool {
  readonly #pool: pg.Pool
  readonly #sessions = new WeakMap<PoolClient, Session>()
  readonly #log: Log

  constructor({ url, most, settings, connectMs, log }: PoolOptions) {
    this.#log = log
    this.#pool = new pg.Pool({
      connectionString: connectionUrl(url, settings),
      max: most,
      connectionTimeoutMillis: connectMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      fallback_application_name: 'sluice',
    })
    this.#pool.on('error', this.#lost)
    this.#pool.on('connect', (client) => {
      client.on('error', this.#lost)
      this.#sessions.set(client, new Session(client))
    })
  }

  /** A connection that is this caller's alone until `release()`. */
  async take(signal?: AbortSignal): Promise<Session> {
    if (signal?.aborted) throw cancelled(signal)
    const waiting = this.#pool.connect()
    const client = signal === undefined ? await waiting : await unlessAborted(waiting, signal)
    const session = this.#sessions.get(client)
    if (session === undefined) throw new SluiceError('INTERNAL', 'A connection has no session')
    return session
  }

  get load(): { readonly open: number; readonly idle: number; readonly waiting: number } {
    const { totalCount, idleCount, waitingCount } = this.#pool
    return { open: totalCount, idle: idleCount, waiting: waitingCount }
  }

  async close(): Promise<void> {
    await this.#pool.end()
  }

  // An idle connection that breaks is replaced by the pool; the one in use tells its trip. Unheard, it would end the process.
  readonly #lost = (error: NodeJS.ErrnoException): void => {
    this.#log.warn({ code: error.code }, 'a connection to the warehouse was lost')
  }
}

/** Waits no longer than the caller does; a connection that comes too late goes straight back. */
async function unlessAborted(waiting: Promise<PoolClient>, signal: AbortSignal): Promise<PoolClient> {
  const { promise, reject } = Promise.withResolvers<never>()
  const abort = () => reject(cancelled(signal))
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([waiting, promise])
  } catch (error) {
    waiting.then(
      (client) => client.release(),
      () => undefined,
    )
    throw error
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

function cancelled(signal: AbortSignal): SluiceError {
  return new SluiceError('CANCELLED', { what: 'The query was cancelled', cause: signal.reason })
}
