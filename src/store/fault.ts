import { SluiceError } from '../base/errors.ts'

// Classes of SQLSTATE that speak of the connection or the server, not of the statement.
const transient = /^(08|57P0|53|25006|40001|40P01|55P03)/
const network = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|EAI_AGAIN|ENOENT)/
const lost = /timeout|Connection terminated|connection error|not queryable|ended/i

/** Rethrows what the driver threw, without SQL text or values in the message. @throws UNAVAILABLE or INTERNAL */
export function storeFault(error: unknown): never {
  if (error instanceof SluiceError) throw error
  const { code = '', message = '' } = error as { code?: string; message?: string }
  if (transient.test(code) || network.test(code) || (code === '' && lost.test(message))) {
    throw new SluiceError('UNAVAILABLE', {
      what: `The store cannot be reached${code ? ` (${code})` : ''}`,
      cure: 'See that the PostgreSQL of `store.url` is up and takes connections',
      cause: error,
    })
  }
  throw new SluiceError('INTERNAL', {
    what: `The store refused a statement${code ? ` (${code})` : ''}`,
    cause: error,
  })
}
