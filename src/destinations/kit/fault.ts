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

function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown'
  if (cause instanceof AggregateError && cause.errors.length > 0) return codeOf(cause.errors[0])
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name
}
