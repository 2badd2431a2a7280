import { astFromValue, print, type GraphQLInputType } from 'graphql'
import { invariant } from '../../base/errors.ts'
import type { ApiField, Feature } from './feature.ts'

/** A root field that a request asks for. */
export interface Root {
  readonly field: ApiField
  /** What is selected below it, whatever a feature adds; empty for a field that is a plain value. */
  readonly base: string
}

export interface Written {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** A value of an input type as it stands in a document. */
export function literal(type: GraphQLInputType, value: unknown): string {
  const node = astFromValue(value, type)
  invariant(node, `a value of ${String(type)}`)
  return print(node)
}

/** One request with a root field for each part, `p0`, `p1` …; values stand in the text, or in variables. */
export function write(parts: readonly (readonly [Root, Feature])[], inVariables: boolean): Written {
  const declared: string[] = []
  const variables: Record<string, unknown> = {}
  const fields = parts.map(([{ field, base }, { args, select }], i) => {
    const given = Object.entries(args).map(([name, value]) => {
      const type = field.args.find((arg) => arg.name === name)?.type
      invariant(type, `${field.name} takes ${name}`)
      if (!inVariables) return `${name}: ${literal(type, value)}`
      const variable = `v${declared.length}`
      declared.push(`$${variable}: ${String(type)}`)
      variables[variable] = value
      return `${name}: $${variable}`
    })
    const set = [base, select].filter(Boolean).join(' ')
    return `p${i}: ${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''}${set ? ` { ${set} }` : ''}`
  })
  const head = declared.length > 0 ? `query(${declared.join(', ')}) ` : ''
  return { query: `${head}{ ${fields.join(' ')} }`, variables }
}
