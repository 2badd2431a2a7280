import {
  TypeInfo,
  executeSync,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql'
import type { Catalog } from '../../catalog/catalog.ts'
import { isIntrospection } from '../../documents/index.ts'

/**
 * Answers `__schema` and `__type` from the API schema of the caller's roles, and `_catalog` from `root`. The other root
 * fields are taken out first: they are not graphql-js's to answer.
 */
export function introspect(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
  variables: Readonly<Record<string, unknown>>,
  root: { readonly _catalog: Catalog },
) {
  const types = new TypeInfo(schema)
  const only = visit(
    document,
    visitWithTypeInfo(types, {
      Field: (node) => {
        const atRoot = types.getParentType() === schema.getQueryType()
        return atRoot && !isIntrospection(node.name.value) ? null : undefined
      },
    }),
  )
  return executeSync({ schema, document: only, operationName, variableValues: variables, rootValue: root })
}
