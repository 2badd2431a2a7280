import {
  getDirectiveValues,
  getLocation,
  type ASTNode,
  type DocumentNode,
  type GraphQLDirective,
  type GraphQLSchema,
} from 'graphql'
import { SluiceError } from '../../base/errors.ts'
import type { Faults, Place } from '../../base/fault.ts'
import { syncDirectives } from '../../documents/index.ts'
import type { Models } from '../../model/model.ts'

/** What reading a sync needs around it. */
export interface Reading {
  readonly file: string
  readonly models: Models
  readonly schema: GraphQLSchema
  readonly document: DocumentNode
  readonly faults: Faults
}

/** The values of a directive that a validated node carries. */
export function valuesOf(
  name: string,
  node: Parameters<typeof getDirectiveValues>[1],
): Record<string, unknown> | undefined {
  return getDirectiveValues(definitionOf(name), node)
}

export function definitionOf(name: string): GraphQLDirective {
  const found = syncDirectives.find((directive) => directive.name === name)
  if (found) return found
  throw new SluiceError('INTERNAL', { what: `There is no directive @${name}` })
}

/** The value of an argument as it stands in the document; the whole node where it isn't written. */
export function argumentNode(
  node: { readonly arguments?: readonly ASTNode[] | undefined } & ASTNode,
  name: string,
): ASTNode {
  const found = (
    node.arguments as readonly { name?: { value: string }; value?: ASTNode }[] | undefined
  )?.find((argument) => argument.name?.value === name)
  return found?.value ?? node
}

export function placeOf(file: string, node: ASTNode): Place {
  if (!node.loc) return { file, line: 1, column: 1 }
  return { file, ...getLocation(node.loc.source, node.loc.start) }
}
