import {
  getNullableType,
  isListType,
  isNonNullType,
  type DocumentNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql'
import type { Query, TypeName } from '../../engine/query.ts'
import type { Models } from '../../model/model.ts'
import { readAcross } from './across.ts'
import { collect, requestOf, type Collected } from './collect.ts'
import { readMetrics } from './metrics.ts'
import { modelCalled, typename, type Reading } from './reading.ts'
import { readConnection, readList, readOne } from './rows.ts'

/** A root field of an operation: the name that the answer gives it, and its question. */
export type RootField =
  | {
      readonly is: 'query'
      readonly as: string
      readonly query: Query
      /** Whether its type is non-null, so that a failure of it takes the whole answer with it. */
      readonly required: boolean
    }
  | TypeName
  /** `__schema`, `__type` and `_catalog`: answered from the model alone, by graphql-js. */
  | { readonly is: 'introspection'; readonly as: string }

/** Whether a root field asks about the API itself, and not for rows. */
export function isIntrospection(name: string): boolean {
  return name.startsWith('__') || name === '_catalog'
}

/**
 * Reads the root fields of a validated operation. `variables` are coerced by graphql-js; their scalars are not read,
 * only their shape (`variablesShape`): same document and same shape, same root fields.
 * @throws INVALID_REQUEST for what a schema can't express, such as a condition that compares with null
 */
export function readOperation(
  models: Models,
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): readonly RootField[] {
  const reading: Reading = { models, request: requestOf(document, variables), conditions: new Map() }
  const types = schema.getQueryType()?.getFields() ?? {}
  return collect(reading.request, [operation.selectionSet]).map((field) => {
    return rootField(reading, field, types[field.name]?.type)
  })
}

function rootField(reading: Reading, field: Collected, type: GraphQLOutputType | undefined): RootField {
  const { as, name } = field
  if (name === '__typename') return typename(field, 'Query')
  if (isIntrospection(name)) return { is: 'introspection', as }
  const list = isListType(getNullableType(type))
  return { is: 'query', as, query: queryOf(reading, field, list), required: isNonNullType(type) }
}

/** `list`: the field gives a whole list, as sync documents do, and no connection. */
function queryOf(reading: Reading, field: Collected, list: boolean): Query {
  if (field.name === 'metrics') return readAcross(reading, field)
  const { model, which } = modelCalled(reading.models, field.name)
  if (which === 'one') return readOne(reading, model, field)
  if (which === 'metrics') return readMetrics(reading, model, field)
  return list ? readList(reading, model, field) : readConnection(reading, model, field)
}
