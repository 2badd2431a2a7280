import type { EventEmitter } from 'node:events'
import type { Duplex } from 'node:stream'
import type { PoolClient } from 'pg'

/** What we say to PostgreSQL by node-postgres's connection: its own methods, of which its type tells only some. */
export interface Wire extends EventEmitter {
  readonly stream: Duplex
  parse(message: { readonly name: string; readonly text: string }): void
  bind(message: { readonly statement: string; readonly values: readonly (string | null)[] }): void
  describe(message: { readonly type: 'S'; readonly name: string }): void
  execute(message: null): void
  close(message: { readonly type: 'S'; readonly name: string }): void
  sync(): void
  connect(port: number | string, host?: string): void
  requestSsl(): void
  cancel(processId: number, secretKey: number): void
}

/** What the server told of itself when the connection was made: a cancel request must name it. */
export interface Backend {
  readonly processID: number
  readonly secretKey: number
}

export function wireOf(client: PoolClient): Wire {
  return client.connection as unknown as Wire
}

export function backendOf(client: PoolClient): Backend {
  return client as unknown as Backend
}
