import type { PoolClient, Submittable } from 'pg'
import { SluiceError } from '../../../base/errors.ts'
import type { Statement } from '../../contract.ts'
import { cancel } from './cancel.ts'
import type { Stop } from './fault.ts'
import { RowTap } from './rows.ts'
import { Prepared } from './statements.ts'
import { Trip, type TripEnd, type TripSink } from './trip.ts'
import { wireOf, type Wire } from './wire.ts'

/** How long a cancelled or overdue query may take to stop before its connection is thrown away. */
const GRACE_MS = 2_000

/** How long after the server's own limit a trip is cancelled: each of its statements may have kept within it. */
const LATE_MS = 1_000

export interface TripLimits {
  readonly signal: AbortSignal | undefined
  /**
   * The server stops each statement after this; we stop the whole trip a little later, and drop the connection only if
   * that doesn't help: the server would go on with what it has already received. 0 waits for ever.
   */
  readonly timeoutMs: number
  /** Bytes of rows that may arrive. */
  readonly maxBytes?: number | undefined
}

/** One connection and what it remembers between trips: its row tap and its prepared statements. */
export class Session {
  readonly prepared = new Prepared()
  readonly #client: PoolClient
  readonly #wire: Wire
  readonly #tap: RowTap
  #broken = false
  #stop: Stop

  constructor(client: PoolClient) {
    this.#client = client
    this.#wire = wireOf(client)
    this.#tap = new RowTap(this.#wire.stream)
  }

  /** Why the last trip was stopped by us, if it was. */
  get stop(): Stop {
    return this.#stop
  }

  /** Sends a trip. The promise never rejects, and resolves only when the connection is quiet, or broken for good. */
  async send(statements: readonly Statement[], sink: TripSink, limits: TripLimits): Promise<TripEnd> {
    this.#stop = undefined
    let cancelling: Promise<void> | undefined
    let room = limits.maxBytes ?? Infinity
    const trip = new Trip(statements, this.prepared, this.#tap, (at, row, bytes) => {
      room -= bytes
      if (room >= 0) sink(at, row, bytes)
      else oversize()
    })
    this.#tap.most = room
    this.#tap.onLong = () => {
      this.#stop ??= 'oversize'
      this.#drop()
    }
    const oversize = () => {
      this.#stop ??= 'oversize'
      cancelling ??= this.#cancel(trip)
    }
    const abort = () => {
      this.#stop ??= 'cancelled'
      cancelling ??= this.#cancel(trip)
    }
    const overdue = () => {
      this.#stop ??= 'timeout'
      cancelling ??= this.#cancel(trip)
    }
    const timer = limits.timeoutMs > 0 ? setTimeout(overdue, limits.timeoutMs + LATE_MS) : undefined
    limits.signal?.addEventListener('abort', abort, { once: true })
    this.#client.query<Submittable>(trip)
    if (limits.signal?.aborted) abort()
    const end = await trip.end
    limits.signal?.removeEventListener('abort', abort)
    clearTimeout(timer)
    await cancelling
    if (end.is === 'broken') this.#broken = true
    // Cancelled too late to be refused: what has arrived isn't all of it.
    const cut = end.is === 'done' && room < 0
    return cut ? { is: 'refused', error: undefined } : end
  }

  pause(): void {
    this.#wire.stream.pause()
  }

  resume(): void {
    this.#wire.stream.resume()
  }

  /** Back to the pool, or, where anything is in doubt, thrown away. */
  release(): void {
    this.#client.release(this.#broken)
  }

  async #cancel(trip: Trip): Promise<void> {
    const overdue = setTimeout(() => this.#drop(), GRACE_MS)
    try {
      await cancel(this.#client, GRACE_MS)
      // A paused stream would never reach the server's answer.
      this.resume()
      await trip.end
    } catch {
      this.#drop()
    } finally {
      clearTimeout(overdue)
    }
  }

  #drop(): void {
    this.#broken = true
    this.#wire.stream.destroy(new SluiceError('UNAVAILABLE', 'The connection was dropped'))
  }
}
