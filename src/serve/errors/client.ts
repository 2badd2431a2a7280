import { GraphQLError, type GraphQLErrorOptions } from 'graphql'
import { errorKinds, type ErrorCode, type SluiceError } from '../../base/errors.ts'
import { Refusal } from '../limits/refusal.ts'

/** After how many seconds a client may try again that is told nothing better. */
const RETRY: Partial<Record<ErrorCode, number>> = { LIMITED: 1, UNAVAILABLE: 1 }

/** An error of the whole request, with its HTTP status: nothing of it has run. */
export function clientError(
  code: ErrorCode,
  message: string,
  options: GraphQLErrorOptions = {},
): GraphQLError {
  const { status } = errorKinds[code]
  const headers = new Map(Object.entries(retryHeader(code, options.originalError)))
  // What a validation rule reports, Apollo calls GRAPHQL_VALIDATION_FAILED, whatever its code was.
  const extensions = { code, own: code, http: { status, headers } }
  return new GraphQLError(message, { ...options, extensions })
}

/** The same for an error that already has its words. What may be told, `mask` decides. */
export function requestError(error: SluiceError): GraphQLError {
  return clientError(error.code, error.message, { originalError: error })
}

export function retryHeader(code: string, error: unknown): { readonly 'retry-after'?: string } {
  const seconds = error instanceof Refusal ? error.retryAfter : RETRY[code as ErrorCode]
  return seconds === undefined ? {} : { 'retry-after': String(seconds) }
}

// graphql-js stops reading at the limit, and has no other sign of it than its words.
const tooLong = /Document contains more tha[nt] \d+ tokens/

/** The code of an error as a client is to see it. */
export function codeOf({ extensions, message }: Pick<GraphQLError, 'extensions' | 'message'>): string {
  if (extensions['code'] === 'GRAPHQL_PARSE_FAILED' && tooLong.test(message)) return 'TOO_COSTLY'
  return String(extensions['own'] ?? extensions['code'])
}
