import {
  Kind,
  print,
  valueFromAST,
  typeFromAST,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql'
import type { DashboardVariable } from './dashboard.ts'

/** The name of a root field in the merged document: the widget's, two underscores, the one that the widget gave it. */
function rootName(widget: string, field: FieldNode): string {
  return `${widget}__${(field.alias ?? field.name).value}`
}

/** All operations as one, without `@chart`. Variables of the same name are one variable. */
export function mergeOperations(
  operations: readonly OperationDefinitionNode[],
  fragments: readonly FragmentDefinitionNode[],
): DocumentNode {
  const variables = new Map<string, VariableDefinitionNode>()
  for (const { variableDefinitions } of operations) {
    for (const node of variableDefinitions ?? []) variables.set(node.variable.name.value, node)
  }
  const selections = operations.flatMap((operation) => {
    const widget = operation.name?.value ?? ''
    return operation.selectionSet.selections
      .filter((node): node is FieldNode => node.kind === Kind.FIELD)
      .map((field) => ({ ...field, alias: { kind: Kind.NAME, value: rootName(widget, field) } as const }))
  })
  const merged: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: operations[0]?.operation as OperationDefinitionNode['operation'],
    name: { kind: Kind.NAME, value: 'Dashboard' },
    variableDefinitions: [...variables.values()],
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  }
  return { kind: Kind.DOCUMENT, definitions: [merged, ...fragments] }
}

/** The merged operation's variables, for the embed's filters. */
export function variablesOf(schema: GraphQLSchema, merged: DocumentNode): DashboardVariable[] {
  const operation = merged.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)
  return (operation?.variableDefinitions ?? []).map(({ variable, type, defaultValue }) => ({
    name: variable.name.value,
    type: print(type),
    ...(defaultValue
      ? { default: valueFromAST(defaultValue, typeFromAST(schema, type as never) as GraphQLInputType) }
      : {}),
  }))
}
