import { getVariableValues } from 'graphql/execution/values.js'
import {
  Kind,
  parse,
  typeFromAST,
  isInputType,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql'
import { asked, type Attack, type Ground } from './attack.ts'
import { valuesOf, type Place } from '../requests/values.ts'

export const stored: Attack = {
  name: 'stored documents',
  about: 'each of the project’s documents by its name, with values for its variables',
  attempts: (ground) =>
    [...ground.documents].flatMap(([name, text]) =>
      fillings(ground, text).map((variables) => ({
        attack: 'stored documents',
        outlet: 'stored' as const,
        covers: [`documents/${name}.graphql`],
        rank: 0 as const,
        request: asked(ground.roles, { documentId: name, variables }),
      })),
    ),
}

/** Values for the variables of a document: the first of each, then the second. */
export function fillings(ground: Ground, text: string): readonly Readonly<Record<string, unknown>>[] {
  const [operation] = parse(text).definitions
  const nodes = operation?.kind === Kind.OPERATION_DEFINITION ? (operation.variableDefinitions ?? []) : []
  const rounds = [0, 1].map((turn) => Object.fromEntries(nodes.flatMap((node) => valued(ground, node, turn))))
  const known = new Map(rounds.map((round) => [JSON.stringify(round), round]))
  return [...known.values()].filter((round) => accepted(ground.whole, nodes, round))
}

function valued(ground: Ground, node: VariableDefinitionNode, turn: number): readonly [string, unknown][] {
  const type = typeFromAST(ground.whole, node.type as never)
  if (!isInputType(type) || (node.defaultValue && turn === 0)) return []
  const place: Place = { ...ground, model: undefined, field: node.variable.name.value }
  const all = valuesOf(type, place, 0)
  const one = all[Math.min(turn, all.length - 1)]
  return one ? [[node.variable.name.value, one.value]] : []
}

function accepted(
  schema: GraphQLSchema,
  nodes: readonly VariableDefinitionNode[],
  round: Readonly<Record<string, unknown>>,
): boolean {
  return getVariableValues(schema, nodes, round).errors === undefined
}
