import type { GraphQLSchema } from 'graphql'
import { validIn } from '../execution/valid.ts'
import type { TrustedDocuments } from './trusted.ts'

/**
 * The text of a trusted document, as far as callers of `schema` may know of it: one that reads a field which their
 * roles don't see isn't there for them, since its errors would name the field.
 */
export function documentSeen(
  trusted: TrustedDocuments,
  id: string,
  schema: GraphQLSchema,
): string | undefined {
  const text = trusted.find(id)
  return text !== undefined && validIn(schema, text) ? text : undefined
}
