import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  Source,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql'
import type { Faults } from '../../base/fault.ts'
import { faultOf, nameOf } from '../errors/file.ts'
import { documentLimits } from '../limits/document.ts'
import type { Limits } from '../limits/limits.ts'
import { trusted, type TrustedDocuments } from './trusted.ts'

/**
 * Reads `documents/*.graphql` (name of the file → text) against the API schema of all roles; what one role doesn't see
 * isn't there for that role. Whatever is wrong goes to `faults`; a file with a fault yields no document.
 */
export function loadDocuments(
  sources: ReadonlyMap<string, string>,
  only: boolean,
  schema: GraphQLSchema,
  limits: Limits,
  faults: Faults,
): TrustedDocuments {
  const texts = new Map<string, string>()
  for (const [file, text] of sources) {
    const wrong = errorsOf(new Source(text, file), schema, limits)
    for (const error of wrong) faults.add(faultOf(file, error))
    if (wrong.length === 0) texts.set(nameOf(file), text)
  }
  return trusted(texts, only)
}

function errorsOf(source: Source, schema: GraphQLSchema, limits: Limits): readonly GraphQLError[] {
  try {
    const document = parse(source, { maxTokens: limits.tokens })
    return [
      ...queriesAlone(document),
      ...validate(schema, document, [...specifiedRules, documentLimits(limits)]),
    ]
  } catch (error) {
    if (error instanceof GraphQLError) return [error]
    throw error
  }
}

function queriesAlone(document: DocumentNode): readonly GraphQLError[] {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION)
  if (operations.length === 0)
    return [new GraphQLError('The file has no query', { nodes: [...document.definitions] })]
  return operations
    .filter(({ operation }) => operation !== OperationTypeNode.QUERY)
    .map((node) => new GraphQLError(`This API answers queries; it has no ${node.operation}`, { nodes: node }))
}
