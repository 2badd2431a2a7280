import pg from 'pg'
import type { PoolClient } from 'pg'
import { SluiceError } from '../../../base/errors.ts'
import { backendOf, type Wire } from './wire.ts'

/**
 * Asks the server to stop what `client` is doing, on a connection of its own, as the protocol wants it. Resolves when
 * the server has closed that connection: the signal is sent by then, so it can't hit what the client does next.
 * @throws whatever kept the request from being sent
 */
export async function cancel(client: PoolClient, timeoutMs: number): Promise<void> {
  const { host, port, ssl } = client
  const wire = new pg.Connection({ ssl }) as unknown as Wire
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const send = () => {
    const { processID, secretKey } = backendOf(client)
    wire.cancel(processID, secretKey)
  }
  // After a cancel request some servers reset instead of closing: what counts is that the request went out.
  wire.on('error', (error: NodeJS.ErrnoException) =>
    error.code === 'ECONNRESET' ? resolve() : reject(error),
  )
  wire.on('end', resolve)
  wire.on('connect', () => (ssl ? wire.requestSsl() : send()))
  wire.on('sslconnect', send)
  const timer = setTimeout(() => {
    reject(new SluiceError('UNAVAILABLE', 'The cancel request was not taken in time'))
    wire.stream.destroy()
  }, timeoutMs)
  if (host.startsWith('/')) wire.connect(`${host}/.s.PGSQL.${port}`)
  else wire.connect(port, host)
  await promise.finally(() => clearTimeout(timer))
}
