import { SluiceError } from '../../base/errors.ts'

/**
 * The far side could not be asked, or gave no answer that can be read.
 * `applied` says whether it may have done what was asked: 'no' is certain, 'maybe' is not.
 */
export class FarFault extends SluiceError {
  readonly applied: 'no' | 'maybe'
  /** How long the far side asked to be left alone, in milliseconds. */
  readonly afterMs: number | undefined

  constructor(what: string, applied: 'no' | 'maybe', detail: { cause?: unknown; afterMs?: number } = {}) {
    super('UNAVAILABLE', {
      what,
      cure: 'It is tried again by itself; if it lasts, check the address and the far side’s status page',
      ...(detail.cause === undefined ? {} : { cause: detail.cause }),
    })
    this.name = 'FarFault'
    this.applied = applied
    this.afterMs = detail.afterMs
  }
}

// Codes of faults that come before a byte of the request has left. All others may have come after.
const BEFORE_SENDING: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** What a fault of undici or of a socket means. The message has the code, never an address or a header. */
export function faultOf(cause: unknown): FarFault {
  const code = codeOf(cause)
  return BEFORE_SENDING.has(code)
    ? new FarFault(`The far side could not be reached (${code})`, 'no', { cause })
    : new FarFault(`The connection broke before the answer was whole (${code})`, 'maybe', { cause })
}

// By shape: an error of Node's own may come from another realm, where `instanceof` says no.
function codeOf(cause: unknown): string {
  if (typeof cause !== 'object' || cause === null) return 'unknown'
  const { code, errors, name } = cause as { code?: unknown; errors?: readonly unknown[]; name?: unknown }
  if (typeof code === 'string') return code
  if (Array.isArray(errors) && errors.length > 0) return codeOf(errors[0])
  return typeof name === 'string' ? name : 'unknown'
}
