import {
  TypeInfo,
  executeSync,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql'

/**
 * Answers `__schema` and `__type` from the API schema of the caller's roles. The other root fields are taken out
 * first: they are not graphql-js's to answer.
 */
export function introspect(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
  variables: Readonly<Record<string, unknown>>,
) {
  const types = new TypeInfo(schema)
  const only = visit(
    document,
    visitWithTypeInfo(types, {
      Field: (node) => {
        const atRoot = types.getParentType() === schema.getQueryType()
        return atRoot && !node.name.value.startsWith('__') ? null : undefined
      },
    }),
  )
  return executeSync({ schema, document: only, operationName, variableValues: variables })
}
