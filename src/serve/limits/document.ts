import {
  type GraphQLError,
  Kind,
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql'
import { clientError } from '../errors/client.ts'
import type { Limits } from './limits.ts'

/** What a document amounts to when its fragments are spread out. */
interface Extent {
  readonly depth: number
  readonly fields: number
  readonly aliases: number
  readonly directives: number
}

const nothing: Extent = { depth: 0, fields: 0, aliases: 0, directives: 0 }

/** What is limited, and what a refusal calls it. */
const measured = {
  depth: 'levels deep',
  fields: 'fields with its fragments spread out',
  aliases: 'aliases',
  directives: 'directives',
} as const satisfies Record<keyof Extent, string>

/**
 * The validation rule that keeps a document within the limits; the plan, the cost and the SQL are made only after it.
 * `__typename` counts like every field. Introspection has graphql-js's own limit on nesting.
 */
export function documentLimits(limits: Limits): ValidationRule {
  return (context) => ({
    Document: (document) => {
      const extents = new Extents(document)
      for (const definition of document.definitions) {
        if (definition.kind !== Kind.OPERATION_DEFINITION) continue
        const extent = extents.of(definition.selectionSet)
        for (const [name, words] of Object.entries(measured)) {
          const most = limits[name as keyof Extent]
          if (extent[name as keyof Extent] > most) {
            context.reportError(refusal(`The operation has more than ${most} ${words}`, definition))
          }
        }
        if (extents.roots(definition.selectionSet) > limits.roots) {
          context.reportError(refusal(`The operation has more than ${limits.roots} root fields`, definition))
        }
      }
      return false
    },
  })
}

function refusal(message: string, node: ASTNode): GraphQLError {
  return clientError('TOO_COSTLY', `${message}. Split it into several requests.`, { nodes: [node] })
}

/** Each fragment is measured once, so fragments that spread each other don't cost what they would amount to. */
class Extents {
  readonly #fragments = new Map<string, FragmentDefinitionNode>()
  readonly #known = new Map<string, Extent>()

  constructor(document: DocumentNode) {
    for (const node of document.definitions) {
      if (node.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(node.name.value, node)
    }
  }

  of(set: SelectionSetNode | undefined): Extent {
    let sum = nothing
    for (const node of set?.selections ?? []) {
      if (node.kind === Kind.FIELD) {
        const below = introspective(node.name.value)
          ? { ...this.of(node.selectionSet), depth: 0 }
          : this.of(node.selectionSet)
        const alias = node.alias ? 1 : 0
        sum = add(
          sum,
          add({ depth: 0, fields: 1, aliases: alias, directives: 0 }, { ...below, depth: below.depth + 1 }),
        )
      } else {
        sum = add(
          sum,
          node.kind === Kind.INLINE_FRAGMENT ? this.of(node.selectionSet) : this.#fragment(node.name.value),
        )
      }
      sum = add(sum, { ...nothing, directives: node.directives?.length ?? 0 })
    }
    return sum
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

  // A fragment that is being measured is in a cycle, which another rule refuses: here it adds nothing.
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
  }
}

function introspective(name: string): boolean {
  return name === '__schema' || name === '__type'
}
