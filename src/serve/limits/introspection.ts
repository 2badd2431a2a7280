import {
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  getArgumentValues,
  getIntrospectionQuery,
  getNamedType,
  isObjectType,
  parse,
  type DocumentNode,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql'
import type { Catalog } from '../../catalog/catalog.ts'
import { isIntrospection } from '../../documents/index.ts'
import { collect, requestOf, type Collected } from '../../documents/read/collect.ts'
import type { Limits } from './limits.ts'
import { Refusal } from './refusal.ts'

/** graphql-js writes about 450,000 values a second, and nothing else goes on meanwhile. */
const MOST = 100_000

interface Asked {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly variables: Readonly<Record<string, unknown>>
}

type Root = { readonly _catalog: Catalog }

/**
 * What `__schema`, `__type` and `_catalog` answer costs no statement, but a list under a hundred aliases is a long
 * answer all the same. Its values are counted as they stand before any is written. What tools ask of a schema is
 * answered however large the schema is.
 * @returns how many values @throws TOO_COSTLY
 */
export function limitIntrospection(
  schema: GraphQLSchema,
  asked: Asked,
  root: Root,
  limits: Pick<Limits, 'cost'>,
): number {
  const most = Math.min(limits.cost, MOST)
  const told = countValues(schema, asked, root, most, (name) => name === '_catalog')
  if (told > most) throw tooMuch('catalog', most)
  const spoken = countValues(schema, asked, root, most, isOfSchema)
  if (spoken <= most) return told + spoken
  const tools = Math.max(most, whatToolsAsk(schema))
  const more = countValues(schema, asked, root, tools, isOfSchema)
  if (more > tools) throw tooMuch('schema', tools)
  return told + more
}

function isOfSchema(name: string): boolean {
  return name !== '_catalog' && isIntrospection(name)
}

function tooMuch(what: 'catalog' | 'schema', most: number): Refusal {
  const few = what === 'catalog' ? '_catalog { model(name: "…") { … } }' : '__type(name: "…") { … }'
  return new Refusal(
    'TOO_COSTLY',
    {
      what: `The ${what} would answer with more than ${most} values`,
      expected: `at most ${most}`,
      cure: `Ask for some by name: \`${few}\``,
    },
    { cost: { asked: most + 1, limit: most } },
  )
}

/** Stops once there are more than `most`. */
function countValues(
  schema: GraphQLSchema,
  { document, operation, variables }: Asked,
  root: Root,
  most: number,
  counts: (root: string) => boolean,
): number {
  const request = requestOf(document, variables)
  let count = 0
  const take = (field: Collected, parent: string, source: unknown): void => {
    if (++count > most) return
    const definition = definitionOf(schema, parent, field.name)
    if (!definition || field.sets.length === 0) return
    const value = valueOf(
      schema,
      definition,
      source,
      getArgumentValues(definition, field.node, request.variables),
    )
    const below = collect(request, field.sets)
    const { name } = getNamedType(definition.type)
    for (const item of Array.isArray(value) ? value : [value])
      if (item && count <= most) for (const one of below) take(one, name, item)
  }
  for (const field of collect(request, [operation.selectionSet]))
    if (counts(field.name)) take(field, 'Query', root)
  return count
}

function definitionOf(schema: GraphQLSchema, parent: string, name: string) {
  if (name === '__schema') return SchemaMetaFieldDef
  if (name === '__type') return TypeMetaFieldDef
  const type = schema.getType(parent)
  return isObjectType(type) ? type.getFields()[name] : undefined
}

/** As graphql-js would find it; its own resolvers of the schema look at nothing but the schema. */
function valueOf(
  schema: GraphQLSchema,
  { name, resolve }: GraphQLField<unknown, unknown>,
  source: unknown,
  given: Record<string, unknown>,
): unknown {
  if (resolve) return resolve(source, given, undefined, { schema } as never)
  const held = (source as Readonly<Record<string, unknown>>)[name]
  return typeof held === 'function' ? (held as (given: unknown) => unknown)(given) : held
}

const known = new WeakMap<GraphQLSchema, number>()
const document = parse(getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }))

/** The values of the answer to what tools ask when they connect; counted once a schema. */
function whatToolsAsk(schema: GraphQLSchema): number {
  const counted = known.get(schema)
  if (counted !== undefined) return counted
  const operation = document.definitions[0] as OperationDefinitionNode
  const asked = { document, operation, variables: {} }
  const count = countValues(schema, asked, { _catalog: undefined as never }, Infinity, isOfSchema)
  known.set(schema, count)
  return count
}
