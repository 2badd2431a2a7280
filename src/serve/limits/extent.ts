import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql'

/** What a selection amounts to when its fragments are spread out. */
export interface Extent {
  readonly depth: number
  readonly fields: number
  readonly aliases: number
  readonly directives: number
  /** How deep lists and objects nest in arguments. */
  readonly nesting: number
}

const nothing: Extent = { depth: 0, fields: 0, aliases: 0, directives: 0, nesting: 0 }

/** Each fragment is measured once, so fragments that spread each other don't cost what they amount to. */
export class Extents {
  readonly #fragments = new Map<string, FragmentDefinitionNode>()
  readonly #known = new Map<string, Extent>()

  constructor(document: DocumentNode) {
    for (const node of document.definitions) {
      if (node.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(node.name.value, node)
    }
  }

  of(set: SelectionSetNode | undefined): Extent {
    return (set?.selections ?? []).reduce((sum, node) => add(sum, this.#selection(node)), nothing)
  }

  /** Root fields, those in fragments included. */
  roots(set: SelectionSetNode, seen = new Set<string>()): number {
    let count = 0
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) count++
      else if (node.kind === Kind.INLINE_FRAGMENT) count += this.roots(node.selectionSet, seen)
      else if (!seen.has(node.name.value)) {
        seen.add(node.name.value)
        const fragment = this.#fragments.get(node.name.value)
        if (fragment) count += this.roots(fragment.selectionSet, seen)
      }
    }
    return count
  }

  #selection(node: SelectionNode): Extent {
    const own = { ...nothing, directives: node.directives?.length ?? 0 }
    if (node.kind === Kind.FIELD) return add(own, this.#field(node))
    return add(
      own,
      node.kind === Kind.INLINE_FRAGMENT ? this.of(node.selectionSet) : this.#fragment(node.name.value),
    )
  }

  // How deep introspection nests, graphql-js limits by a rule of its own.
  #field({ name, alias, arguments: given = [], selectionSet }: FieldNode): Extent {
    const below = this.of(selectionSet)
    const introspection = name.value === '__schema' || name.value === '__type'
    return {
      ...below,
      depth: 1 + (introspection ? 0 : below.depth),
      fields: below.fields + 1,
      aliases: below.aliases + (alias ? 1 : 0),
      nesting: largest([below.nesting, ...given.map(({ value }) => nestingOf(value))]),
    }
  }

  // A fragment that is being measured is in a circle, which another rule refuses: here it adds nothing.
  #fragment(name: string): Extent {
    const known = this.#known.get(name)
    if (known) return known
    this.#known.set(name, nothing)
    const extent = this.of(this.#fragments.get(name)?.selectionSet)
    this.#known.set(name, extent)
    return extent
  }
}

function add(a: Extent, b: Extent): Extent {
  return {
    depth: Math.max(a.depth, b.depth),
    fields: a.fields + b.fields,
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
    nesting: Math.max(a.nesting, b.nesting),
  }
}

function nestingOf(value: ValueNode): number {
  if (value.kind === Kind.LIST) return 1 + largest(value.values.map(nestingOf))
  return value.kind === Kind.OBJECT ? 1 + largest(value.fields.map((field) => nestingOf(field.value))) : 0
}

function largest(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => Math.max(most, number), 0)
}
