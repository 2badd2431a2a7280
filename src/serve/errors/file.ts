import type { GraphQLError } from 'graphql'
import type { Fault } from '../../base/fault.ts'

/** What GraphQL says of a document in a file of the project, as a fault at its place. */
export function faultOf(file: string, { message, locations }: GraphQLError): Fault {
  const { line = 1, column = 1 } = locations?.[0] ?? {}
  return {
    what: message.replace(/^Syntax Error: /, '').replace(/\.$/, ''),
    at: { file, line, column },
    expected: 'queries that the API would take',
    cure: 'Correct the query at this place',
  }
}

/** `documents/orders.graphql` is `orders`. */
export function nameOf(file: string): string {
  return file.replace(/^.*[\\/]/, '').replace(/\.graphql$/, '')
}
