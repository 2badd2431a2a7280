import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import type { Models } from '../model/model.ts'
import type { Query, TypeName } from '../engine/query.ts'

/**
 * The GraphQL face of the model, shared by `serve/` and `sync/`, which never import each other.
 *
 * - `apiSchema(models, roles)`: what apps and dashboards see. Root fields `order(id)`, `orders(…)`: connection, `orderMetrics(…)`.
 * - `syncSchema(models)`: what sync documents are written in. Root fields `orders(where, orderBy): [Order!]!` are lists;
 *   below a row: its dimensions, to-one links and `orderMetrics(where)` per parent; and the sync directives
 *   (`@sync @set @format @map @default @guard`).
 */
export type ApiSchema = (models: Models, roles: readonly string[]) => GraphQLSchema
export type SyncSchema = (models: Models) => GraphQLSchema

/** A root field of an operation: the name that the answer gives it, and its question. */
export type RootField =
  | { readonly as: string; readonly query: Query }
  | TypeName
  /** `__schema` and `__type`: answered from the schema, by graphql-js. */
  | { readonly as: string; readonly introspection: true }

/**
 * Reads a validated operation's root fields.
 *
 * Scalars become operands (a path into the variables), so they are not part of the result; booleans, enums, list
 * lengths of input objects and which optional values are present do shape it. `variablesShape` is exactly that part
 * of the variables: same document + same shape = same root fields.
 */
export type ReadOperation = (
  models: Models,
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
) => readonly RootField[]

export type VariablesShape = (
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
) => string
