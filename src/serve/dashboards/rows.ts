import {
  Kind,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

/** Fields of an answer that hold rows rather than values; what is below them is what a chart draws. */
const holders = new Set(['rows', 'nodes', 'totals', 'edges', 'node'])

/** Response names of an operation's rows, dotted where they are nested: what `x`, `y` and `series` may name. */
export function rowPaths(operation: OperationDefinitionNode, fragments: Fragments): ReadonlySet<string> {
  const paths = new Set<string>()
  for (const root of operation.selectionSet.selections) {
    if (root.kind === Kind.FIELD) collect(root.selectionSet, '', fragments, paths)
  }
  return paths
}

function collect(
  set: SelectionSetNode | undefined,
  prefix: string,
  fragments: Fragments,
  paths: Set<string>,
): void {
  for (const node of set?.selections ?? []) {
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      collect(fragments.get(node.name.value)?.selectionSet, prefix, fragments, paths)
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      collect(node.selectionSet, prefix, fragments, paths)
    } else {
      const name = (node.alias ?? node.name).value
      if (prefix === '' && holders.has(name)) collect(node.selectionSet, '', fragments, paths)
      else if (node.selectionSet) collect(node.selectionSet, `${prefix}${name}.`, fragments, paths)
      else paths.add(prefix + name)
    }
  }
}
