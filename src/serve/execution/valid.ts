import { parse, validate, type GraphQLSchema } from 'graphql'

const known = new WeakMap<GraphQLSchema, Map<string, boolean>>()

/** Whether `schema` has all that a stored document asks for. Found out once: callers can't add to what is stored. */
export function validIn(schema: GraphQLSchema, text: string): boolean {
  const answers = known.get(schema) ?? new Map<string, boolean>()
  known.set(schema, answers)
  const answer = answers.get(text) ?? validate(schema, parse(text)).length === 0
  answers.set(text, answer)
  return answer
}
