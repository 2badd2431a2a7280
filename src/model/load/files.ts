import {
  Kind,
  GraphQLError,
  parse,
  Source,
  type DefinitionNode,
  type EnumTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
} from 'graphql'
import { reservedModel, reservedType } from '../names.ts'
import { fault, placeOf, type Loading } from './loading.ts'

/** What the files declare, in the order of the files. */
export interface Declared {
  readonly types: readonly ObjectTypeDefinitionNode[]
  readonly enums: readonly EnumTypeDefinitionNode[]
}

/** Parses every file; one that can't be read doesn't keep the others from being checked. */
export function readFiles(loading: Loading, sources: ReadonlyMap<string, string>): Declared {
  const types: ObjectTypeDefinitionNode[] = []
  const enums: EnumTypeDefinitionNode[] = []
  const first = new Map<string, DefinitionNode>()
  for (const [file, text] of sources) {
    for (const node of definitions(loading, file, text)) {
      if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.ENUM_TYPE_DEFINITION) {
        refuseDefinition(loading, node)
      } else if (isFirst(loading, first, node)) {
        if (node.kind === Kind.OBJECT_TYPE_DEFINITION) types.push(node)
        else enums.push(node)
      }
    }
  }
  for (const node of [...types, ...enums]) checkName(loading, node)
  return { types, enums }
}

function definitions(loading: Loading, file: string, text: string): readonly DefinitionNode[] {
  // graphql-js calls a file of comments alone a syntax error; to a person it is an empty one.
  if (text.replace(/#.*/g, '').trim() === '') return []
  try {
    return parse(new Source(text, file)).definitions
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    const [at] = error.locations ?? []
    fault(
      loading,
      { file, line: at?.line ?? 1, column: at?.column ?? 1 },
      error.message.replace(/^Syntax Error: /, '').replace(/\.$/, ''),
      'GraphQL type definitions',
      'Correct the syntax at this place',
    )
    return []
  }
}

function refuseDefinition(loading: Loading, node: DefinitionNode): void {
  fault(
    loading,
    node,
    'Only types and enums can be declared in a schema file',
    'type Name @model(…) { … } or enum Name { … }',
    'Remove the definition',
  )
}

function isFirst(
  loading: Loading,
  first: Map<string, DefinitionNode>,
  node: ObjectTypeDefinitionNode | EnumTypeDefinitionNode,
): boolean {
  const name = node.name.value
  loading.declared.add(name)
  const other = first.get(name)
  if (!other) {
    first.set(name, node)
    return true
  }
  const { file, line } = placeOf(other)
  fault(
    loading,
    node.name,
    `"${name}" is declared twice, first at ${file}:${line}`,
    'one declaration of a name',
    'Rename or remove one',
  )
  return false
}

function checkName(
  loading: Loading,
  { name, kind }: ObjectTypeDefinitionNode | EnumTypeDefinitionNode,
): void {
  const others = new Set(loading.declared)
  others.delete(name.value)
  const model = kind === Kind.OBJECT_TYPE_DEFINITION
  const why = reservedType(name.value, others) ?? (model ? reservedModel(name.value) : undefined)
  if (why)
    fault(
      loading,
      name,
      `"${name.value}" cannot be the name of a type: ${why}`,
      'a name that the API leaves free',
      'Rename the type',
    )
}
