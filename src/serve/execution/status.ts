import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server'
import { Kind, OperationTypeNode } from 'graphql'
import { codeOf } from '../errors/client.ts'
import type { RequestContext } from './execute.ts'

/** What GraphQL itself refuses: a document that can't be read or isn't valid, variables that don't fit. */
const requestErrors = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'])

/**
 * Statuses as GraphQL over HTTP has them. With `application/graphql-response+json` they say what became of the request;
 * with `application/json`, which anything on the way could have written, GraphQL's own request errors are 200. A GET
 * that asks for anything but a query is 405 with either.
 */
export function statuses(): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({ willSendResponse: (context) => Promise.resolve(setStatus(context)) }),
  }
}

function setStatus(context: GraphQLRequestContextWillSendResponse<RequestContext>): void {
  const { response, document, errors, contextValue } = context
  const { body } = response
  const first = body.kind === 'single' ? body.singleResult.errors?.[0] : undefined
  if (first) contextValue.told(String(first.extensions?.['code']))
  const writes = document?.definitions.some(
    (node) => node.kind === Kind.OPERATION_DEFINITION && node.operation !== OperationTypeNode.QUERY,
  )
  if (contextValue.method === 'GET' && writes) {
    response.http.status = 405
    response.http.headers.set('allow', 'POST')
    return
  }
  const told = errors?.length && errors.every((error) => requestErrors.has(codeOf(error)))
  if (told && contextValue.mediaType === 'application/json') response.http.status = 200
}
