import { isScalar, visit, type Document } from 'yaml'
import type { Faults, Place } from '../../base/fault.ts'

/** The environment, as `app/` alone reads it. */
export type Environment = Readonly<Record<string, string | undefined>>

const REFERENCE = /\$(\$)?\{([^}]*)\}/g
const NAME = /^([A-Za-z_][A-Za-z0-9_]*)(?::-([\s\S]*))?$/

/**
 * Replaces `${NAME}` and `${NAME:-default}` in every value; `$${` stands for itself.
 * @returns the nodes that had a reference: only they may hold a secret
 */
export function fill(
  document: Document,
  environment: Environment,
  placeOf: (offset: number) => Place,
  faults: Faults,
): ReadonlySet<unknown> {
  const referring = new Set<unknown>()
  visit(document, {
    Scalar(key, node) {
      if (key === 'key' || typeof node.value !== 'string') return
      const offset = node.range?.[0] ?? 0
      node.value = node.value.replaceAll(REFERENCE, (whole, escaped: string | undefined, inside: string) => {
        if (escaped) return whole.slice(1)
        if (isScalar(node)) referring.add(node)
        const [, variable, fallback] = NAME.exec(inside) ?? []
        const value = variable === undefined ? undefined : environment[variable] || fallback
        if (value !== undefined) return value
        faults.add({ at: placeOf(offset), ...(variable === undefined ? misspelt(whole) : unset(variable)) })
        return whole
      })
    },
  })
  return referring
}

function unset(variable: string) {
  return {
    what: `The environment variable ${variable} is not set`,
    expected: 'a variable that is set, or a default after ":-"',
    cure: `Set it (export ${variable}=…), or write \${${variable}:-something}`,
  }
}

function misspelt(whole: string) {
  return {
    what: `\`${whole}\` is no reference to an environment variable`,
    expected: '${NAME} or ${NAME:-default}, the name in letters, digits and "_"',
    cure: 'Correct the name, or write $${ for the two characters themselves',
  }
}
