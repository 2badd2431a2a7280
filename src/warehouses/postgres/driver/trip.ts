import type { Submittable } from 'pg'
import type { Row, Statement } from '../../contract.ts'
import { bindable } from './array.ts'
import type { Prepared } from './statements.ts'
import type { RowTap } from './rows.ts'
import type { Wire } from './wire.ts'

/** Takes each row with the number of its statement, from 0, and the bytes that it came in. */
export type TripSink = (statement: number, row: Row, bytes: number) => void

/** How a trip ended. After `broken` the connection must not be used again. */
export type TripEnd =
  | { readonly is: 'done' }
  | { readonly is: 'refused'; readonly error: unknown }
  | { readonly is: 'broken'; readonly error: unknown }

/**
 * Statements in one round trip: Parse (where needed), Bind, Execute of each, then one Sync. PostgreSQL runs what
 * stands before a Sync as one implicit transaction, so the first statement's `set_config(…, true)` holds for all of
 * them and for nothing after. An error makes the server skip to the Sync; `end` resolves when it has said that it is
 * ready again, so a connection is never handed on with another's answer still under way.
 */
export class Trip implements Submittable {
  readonly end: Promise<TripEnd>
  readonly #statements: readonly Statement[]
  readonly #prepared: Prepared
  readonly #tap: RowTap
  readonly #sink: TripSink
  readonly #over: (end: TripEnd) => void
  #at = 0
  #refused: { readonly error: unknown } | undefined

  constructor(statements: readonly Statement[], prepared: Prepared, tap: RowTap, sink: TripSink) {
    this.#statements = statements
    this.#prepared = prepared
    this.#tap = tap
    this.#sink = sink
    const { promise, resolve } = Promise.withResolvers<TripEnd>()
    this.end = promise
    this.#over = resolve
  }

  /** Called by node-postgres when the connection is free. */
  submit(connection: unknown): void {
    const wire = connection as Wire
    this.#tap.sink = (row, bytes) => this.#sink(this.#at, row, bytes)
    wire.stream.cork()
    try {
      for (const { text, values, name } of this.#statements) {
        const statement = name === undefined ? this.#unnamed(text, wire) : this.#prepared.nameOf(text, wire)
        wire.bind({ statement, values: values.map(bindable) })
        wire.execute(null)
      }
      wire.sync()
    } finally {
      wire.stream.uncork()
    }
  }

  handleCommandComplete(): void {
    this.#at++
  }

  handleEmptyQuery(): void {
    this.#at++
  }

  handleReadyForQuery(): void {
    this.#prepared.settle(true)
    this.#over({ is: 'done' })
  }

  /** The server's refusal, or a connection that broke: node-postgres tells both here, but not that it is ready again. */
  handleError(error: unknown, wire: Wire): void {
    this.#prepared.settle(false)
    if (this.#refused !== undefined || !isServerError(error)) {
      this.#over({ is: 'broken', error: this.#refused?.error ?? error })
      return
    }
    this.#refused = { error }
    const ready = () => settle({ is: 'refused', error })
    const gone = () => settle({ is: 'broken', error })
    const settle = (end: TripEnd) => {
      wire.off('readyForQuery', ready)
      wire.off('end', gone)
      this.#over(end)
    }
    wire.on('readyForQuery', ready)
    wire.on('end', gone)
  }

  #unnamed(text: string, wire: Wire): string {
    wire.parse({ name: '', text })
    return ''
  }
}

function isServerError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'severity' in error && 'code' in error
}
