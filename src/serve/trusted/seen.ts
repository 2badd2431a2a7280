import { parse, validate, type GraphQLSchema } from 'graphql'
import type { TrustedDocuments } from './trusted.ts'

const known = new WeakMap<GraphQLSchema, Map<string, boolean>>()

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
  if (text === undefined) return undefined
  const seen = known.get(schema) ?? new Map<string, boolean>()
  known.set(schema, seen)
  const answer = seen.get(text) ?? validate(schema, parse(text)).length === 0
  seen.set(text, answer)
  return answer ? text : undefined
}
