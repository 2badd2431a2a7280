import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'

/** A field under its response name. Where a name stands several times, their selections belong together. */
export interface Collected {
  readonly as: string
  readonly name: string
  readonly node: FieldNode
  readonly sets: readonly SelectionSetNode[]
}

/** What reading a selection needs of the request around it. */
export interface Request {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly variables: Readonly<Record<string, unknown>>
}

export function requestOf(document: DocumentNode, variables: Readonly<Record<string, unknown>>): Request {
  const fragments = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION)
  return { fragments: new Map(fragments.map((fragment) => [fragment.name.value, fragment])), variables }
}

/** The fields of selection sets, fragments spread, `@skip` and `@include` decided, in the order of the response. */
export function collect(request: Request, sets: readonly SelectionSetNode[]): readonly Collected[] {
  const found = new Map<string, { node: FieldNode; sets: SelectionSetNode[] }>()
  const visit = (selection: SelectionNode): void => {
    if (!included(request, selection)) return
    if (selection.kind === Kind.FIELD) {
      const as = selection.alias?.value ?? selection.name.value
      const entry = found.get(as) ?? { node: selection, sets: [] }
      if (selection.selectionSet) entry.sets.push(selection.selectionSet)
      found.set(as, entry)
      return
    }
    // Every type of the schema is an object type: a validated type condition always holds.
    const set =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : request.fragments.get(selection.name.value)?.selectionSet
    set?.selections.forEach(visit)
  }
  for (const set of sets) set.selections.forEach(visit)
  return [...found].map(([as, { node, sets }]) => ({ as, name: node.name.value, node, sets }))
}

function included({ variables }: Request, node: SelectionNode): boolean {
  if (!node.directives || node.directives.length === 0) return true
  const skip = getDirectiveValues(GraphQLSkipDirective, node, variables)
  const include = getDirectiveValues(GraphQLIncludeDirective, node, variables)
  return skip?.['if'] !== true && include?.['if'] !== false
}
