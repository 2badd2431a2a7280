import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { News, Subject } from '../tenant/news.ts'
import { CHANNEL, KNOCK, LEASE_MS, LISTENERS } from './settled.ts'
import type { Store } from './store.ts'

/** How often the connection is tried, how long it may take to answer, and after how long a new one is opened. */
const PING_MS = 1_000
const PATIENCE_MS = 10_000
const RETRY_MS = 250

/** The news of the store, from a connection of its own. */
export interface Listening extends News {
  close(): Promise<void>
}

/**
 * Listens for what changes in tenants and keys, and comes back by itself when the connection is lost. While it listens
 * it shares a lock, which it lets go of for a moment with all that it hears: a command that changed something waits for
 * that (`settled.ts`). It relies on what it heard for three seconds after the last ping that came back, by when such
 * a command has stopped waiting for it.
 */
export function openListening(store: Pick<Store, 'single' | 'log'>): Listening {
  const listener = new Listener(store)
  listener.open()
  return listener
}

class Listener implements Listening {
  readonly #store: Pick<Store, 'single' | 'log'>
  readonly #own = `sluice_${randomBytes(8).toString('hex')}`
  readonly #tellers = new Set<(subject?: Subject) => void>()
  #version = 0
  #client: pg.Client | undefined
  #timer: NodeJS.Timeout | undefined
  #closed = false
  #shares = false
  #pingedAt = -Infinity
  /** The letting go that is under way, and whether something was heard since. */
  #turn: { readonly of: pg.Client; again: boolean } | undefined

  constructor(store: Pick<Store, 'single' | 'log'>) {
    this.#store = store
  }

  get live(): boolean {
    return this.#shares && performance.now() - this.#pingedAt < LEASE_MS
  }

  get version(): number {
    return this.#version
  }

  hear(tell: (subject?: Subject) => void): () => void {
    this.#tellers.add(tell)
    return () => void this.#tellers.delete(tell)
  }

  open(): void {
    if (this.#closed) return
    const client = (this.#client = this.#store.single())
    const lost = () => this.#lose(client)
    client.on('error', lost).on('end', lost)
    client.on('notification', ({ channel, payload }) => {
      if (channel !== CHANNEL) return
      this.#shares = false
      if (payload !== KNOCK) this.#tell(subjectOf(payload))
      void this.#letGo(client).catch(lost)
    })
    void this.#begin(client).catch(lost)
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    const client = this.#client
    this.#client = undefined
    await client?.end().catch(() => undefined)
  }

  async #begin(client: pg.Client): Promise<void> {
    await client.connect()
    await client.query('set statement_timeout = 0; set lock_timeout = 0; set idle_session_timeout = 0')
    await client.query(`listen ${CHANNEL}; listen ${this.#own}`)
    await this.#letGo(client)
    this.#tell() // whatever happened until now went unheard
    await this.#ping(client)
  }

  #tell(subject?: Subject): void {
    this.#version++
    for (const tell of this.#tellers) tell(subject)
  }

  /** Lets the lock go and takes it again, once more for what is heard meanwhile. */
  async #letGo(client: pg.Client): Promise<void> {
    if (this.#turn?.of === client) {
      this.#turn.again = true
      return
    }
    const turn = { of: client, again: false }
    this.#turn = turn
    do {
      turn.again = false
      await client.query('select pg_advisory_unlock_all()')
      await client.query('select pg_advisory_lock_shared($1)', [LISTENERS])
    } while (turn.again)
    if (this.#turn === turn) this.#turn = undefined
    this.#shares = this.#client === client
  }

  /** What was committed before a ping is heard before the ping is. */
  async #ping(client: pg.Client): Promise<void> {
    const sent = performance.now()
    let back = false
    const hear = ({ channel }: pg.Notification) => void (back ||= channel === this.#own)
    const late = setTimeout(() => this.#lose(client), PATIENCE_MS)
    client.on('notification', hear)
    try {
      await client.query('select pg_notify($1, $2)', [this.#own, ''])
    } finally {
      client.off('notification', hear)
      clearTimeout(late)
    }
    if (this.#client !== client) return
    if (back) this.#pingedAt = sent
    this.#later(PING_MS, () => void this.#ping(client).catch(() => this.#lose(client)))
  }

  #lose(client: pg.Client): void {
    if (this.#client !== client) return
    this.#client = undefined
    this.#shares = false
    this.#pingedAt = -Infinity
    void client.end().catch(() => undefined)
    this.#store.log.warn('the store’s listening connection was lost: nothing is kept until it is back')
    this.#tell()
    this.#later(RETRY_MS, () => this.open())
  }

  #later(ms: number, work: () => void): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(work, ms).unref()
  }
}

function subjectOf(payload = ''): Subject | undefined {
  const at = payload.indexOf(':')
  const is = payload.slice(0, at)
  return is === 'tenant' || is === 'key' ? { is, id: payload.slice(at + 1) } : undefined
}
