/** Who can put it right: the caller, the operator of this Sluice, the owner of the model, or we who wrote it. */
type Mender = 'caller' | 'operator' | 'author' | 'sluice'

interface ErrorKind {
  /** HTTP status where the error leaves through the API. */
  readonly status: number
  /** Whether the same request may succeed later without a change. */
  readonly retry: boolean
  readonly mend: Mender
}

/** The closed list of errors. A code appears in API answers (`extensions.code`), logs and `--json` output. */
export const errorKinds = {
  USAGE: { status: 400, retry: false, mend: 'caller' },
  INVALID_REQUEST: { status: 400, retry: false, mend: 'caller' },
  INVALID_CURSOR: { status: 400, retry: false, mend: 'caller' },
  UNAUTHENTICATED: { status: 401, retry: false, mend: 'caller' },
  FORBIDDEN: { status: 403, retry: false, mend: 'caller' },
  NOT_FOUND: { status: 404, retry: false, mend: 'caller' },
  NOT_ACCEPTABLE: { status: 406, retry: false, mend: 'caller' },
  CONFLICT: { status: 409, retry: true, mend: 'caller' },
  TOO_COSTLY: { status: 400, retry: false, mend: 'caller' },
  LIMITED: { status: 429, retry: true, mend: 'caller' },
  CANCELLED: { status: 499, retry: true, mend: 'caller' },
  TIMEOUT: { status: 504, retry: true, mend: 'caller' },
  INVALID_VALUE: { status: 400, retry: false, mend: 'caller' },
  INVALID_PROJECT: { status: 500, retry: false, mend: 'author' },
  INVALID_DATA: { status: 500, retry: false, mend: 'author' },
  UNGUARDED: { status: 503, retry: false, mend: 'operator' },
  UNAVAILABLE: { status: 503, retry: true, mend: 'operator' },
  DESTINATION_REFUSED: { status: 502, retry: false, mend: 'operator' },
  LEASE_LOST: { status: 409, retry: true, mend: 'operator' },
  INTERNAL: { status: 500, retry: false, mend: 'sluice' },
} as const satisfies Record<string, ErrorKind>

export type ErrorCode = keyof typeof errorKinds

/** What a message is made of: what happened, where, what was expected, what to do. */
export interface ErrorParts {
  readonly what: string
  readonly where?: string
  readonly expected?: string
  readonly cure?: string
  readonly cause?: unknown
}

/** The caller's, author's or operator's fault, told in full. The only error class that Sluice throws on purpose. */
export class SluiceError extends Error {
  readonly code: ErrorCode
  readonly parts: ErrorParts

  constructor(code: ErrorCode, parts: ErrorParts | string) {
    const told = typeof parts === 'string' ? { what: parts } : parts
    super(tell(told), told.cause === undefined ? undefined : { cause: told.cause })
    this.name = 'SluiceError'
    this.code = code
    this.parts = told
  }

  get kind(): ErrorKind {
    return errorKinds[this.code]
  }
}

function tell({ what, where, expected, cure }: ErrorParts): string {
  const sentences = [where ? `${where}: ${what}` : what]
  if (expected) sentences.push(`Expected ${expected}`)
  if (cure) sentences.push(cure)
  const last = sentences.length - 1
  // A command at the very end is left bare, so that it can be copied.
  return sentences
    .map((text, i) => ((i === last ? /[.!?:`\n]$/ : /[.!?:\n]$/).test(text) ? text : `${text}.`))
    .reduce((told, text) => told + (told.endsWith('\n') ? '' : ' ') + text)
}

/** Our own fault: a condition that cannot be false unless Sluice has a defect. */
export function invariant(condition: unknown, what: string): asserts condition {
  if (!condition) throw defect(what)
}

/** What to throw where our own code can't be. */
export function defect(what: string): SluiceError {
  return new SluiceError('INTERNAL', { what: `Broken invariant: ${what}` })
}

/** The end of a switch over a closed union. */
export function never(value: never): never {
  throw defect(`unexpected ${JSON.stringify(value)}`)
}
