import {
  getDirectiveValues,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import { syncDirectives } from '../../documents/index.ts'
import { fieldDirectives } from '../mapping/directives.ts'
import type { DocumentField } from './document.ts'
import { placeOf, type Reading } from './reading.ts'

/** Every field below the list, however deep: each alias is a field of the far side. */
export function readFields(reading: Reading, operation: OperationDefinitionNode): DocumentField[] {
  const [root] = operation.selectionSet.selections
  if (root?.kind !== Kind.FIELD || !root.selectionSet) return []
  const fields: DocumentField[] = []
  const names = new Map<string, DocumentField>()
  for (const { path, node } of leaves(reading, root.selectionSet, [])) {
    const field = fieldOf(reading, path, node)
    const other = names.get(field.name)
    if (other && other.path.join('.') === path.join('.')) continue
    if (other) reading.faults.add(filledTwice(field, other))
    names.set(field.name, field)
    fields.push(field)
  }
  return fields
}

function fieldOf(reading: Reading, path: readonly string[], node: FieldNode): DocumentField {
  return {
    path,
    name: path.at(-1)!,
    node,
    at: placeOf(reading.file, node),
    directives: (node.directives ?? []).flatMap((written) => {
      const directive = fieldDirectives.find(({ name }) => name === written.name.value)
      const definition = syncDirectives.find(({ name }) => name === written.name.value)
      if (!directive || !definition) return []
      const args = getDirectiveValues(definition, { directives: [written] }) ?? {}
      return [{ directive, args, node: written, at: placeOf(reading.file, written) }]
    }),
  }
}

type Leaf = { readonly path: readonly string[]; readonly node: FieldNode }

function* leaves(reading: Reading, set: SelectionSetNode, above: readonly string[]): Generator<Leaf> {
  for (const selection of set.selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) yield* leaves(reading, selection.selectionSet, above)
    else if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = reading.document.definitions.find(
        (one): one is FragmentDefinitionNode =>
          one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
      )
      if (fragment) yield* leaves(reading, fragment.selectionSet, above)
    } else if (selection.name.value !== '__typename') {
      const path = [...above, selection.alias?.value ?? selection.name.value]
      if (selection.selectionSet) yield* leaves(reading, selection.selectionSet, path)
      else yield { path, node: selection }
    }
  }
}

function filledTwice(field: DocumentField, other: DocumentField) {
  return {
    what: `\`${field.name}\` is filled twice: also in line ${other.at.line}`,
    at: field.at,
    expected: 'one source for each field of the far side',
    cure: 'Give one of them another alias, or take it out',
  }
}
