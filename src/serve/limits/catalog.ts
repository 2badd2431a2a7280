import {
  getArgumentValues,
  getNamedType,
  isObjectType,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql'
import { SluiceError } from '../../base/errors.ts'
import type { Catalog } from '../../catalog/catalog.ts'
import { collect, requestOf, type Collected } from '../../documents/read/collect.ts'
import type { Limits } from './limits.ts'

/** graphql-js writes about 450,000 values a second, and nothing else goes on meanwhile. */
const MOST = 100_000

interface Asked {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly variables: Readonly<Record<string, unknown>>
}

/**
 * `_catalog` costs no statement, but a list under a hundred aliases is a long answer all the same. Its values are
 * counted as they stand before any is written.
 * @throws TOO_COSTLY
 */
export function limitCatalog(
  schema: GraphQLSchema,
  { document, operation, variables }: Asked,
  catalog: Catalog,
  limits: Limits,
): void {
  const request = requestOf(document, variables)
  const most = Math.min(limits.cost, MOST)
  let room = most
  const take = (field: Collected, parent: string, source: unknown): void => {
    if (--room < 0) throw tooMuch(most)
    const type = schema.getType(parent)
    const definition = isObjectType(type) ? type.getFields()[field.name] : undefined
    if (!definition || field.sets.length === 0) return
    const held = (source as Readonly<Record<string, unknown>>)[field.name]
    const value: unknown =
      typeof held === 'function' ? held(getArgumentValues(definition, field.node, request.variables)) : held
    const below = collect(request, field.sets)
    const { name } = getNamedType(definition.type)
    for (const item of Array.isArray(value) ? value : [value])
      if (item) for (const one of below) take(one, name, item)
  }
  const roots = collect(request, [operation.selectionSet]).filter(({ name }) => name === '_catalog')
  for (const field of roots) take(field, 'Query', { _catalog: catalog })
}

function tooMuch(most: number): SluiceError {
  return new SluiceError('TOO_COSTLY', {
    what: `The catalog would answer with more than ${most} values`,
    expected: `at most ${most}`,
    cure: 'Ask for some models by name: `_catalog { model(name: "…") { … } }`',
  })
}
