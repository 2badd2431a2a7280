import { Kind, type ASTNode, type GraphQLError, type ValidationRule } from 'graphql'
import { clientError } from '../errors/client.ts'
import { Extents, type Extent } from './extent.ts'
import type { Limits } from './limits.ts'

/** What is limited, and what a refusal calls it. */
const measured = {
  depth: 'levels',
  fields: 'fields with its fragments spread out',
  aliases: 'aliases',
  directives: 'directives',
  nesting: 'levels in an argument',
} as const satisfies Record<keyof Extent, string>

/**
 * The validation rule that keeps a document within the limits; the plan, the cost and the SQL are made only after it.
 * `__typename` counts like every field.
 */
export function documentLimits(limits: Limits): ValidationRule {
  return (context) => ({
    Document: (document) => {
      const extents = new Extents(document)
      for (const node of document.definitions) {
        if (node.kind !== Kind.OPERATION_DEFINITION) continue
        const extent = { ...extents.of(node.selectionSet), roots: extents.roots(node.selectionSet) }
        for (const [name, words] of Object.entries({ ...measured, roots: 'root fields' } as const)) {
          const most = limits[name as keyof typeof extent]
          if (extent[name as keyof typeof extent] > most) context.reportError(refusal(most, words, node))
        }
      }
      return false
    },
  })
}

function refusal(most: number, words: string, node: ASTNode): GraphQLError {
  const message = `The operation has more than ${most} ${words}. Split it into several requests.`
  return clientError('TOO_COSTLY', message, { nodes: [node] })
}
