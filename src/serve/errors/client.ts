import { GraphQLError, type GraphQLErrorOptions } from 'graphql'
import { errorKinds, type ErrorCode, type SluiceError } from '../../base/errors.ts'

/** An error of the whole request, with its HTTP status: nothing of it has run. */
export function clientError(
  code: ErrorCode,
  message: string,
  options: GraphQLErrorOptions = {},
): GraphQLError {
  const { status } = errorKinds[code]
  const headers = new Map(code === 'LIMITED' ? [['retry-after', '1']] : [])
  return new GraphQLError(message, { ...options, extensions: { code, http: { status, headers } } })
}

/** The same for an error that already has its words. What may be told, `mask` decides. */
export function requestError(error: SluiceError): GraphQLError {
  return clientError(error.code, error.message, { originalError: error })
}
