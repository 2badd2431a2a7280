import {
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  GraphQLBoolean,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql'
import { FieldPath } from '../schema/scalars.ts'

/**
 * The part of the variables that shapes a plan, as a key for its cache: which are given, booleans, words such as
 * `DESC` or `MONTH`, paths of fields, and the build of input objects. No scalar of the request is in it.
 */
export function variablesShape(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): string {
  const shapes = (operation.variableDefinitions ?? []).map(({ variable, type }) => {
    const declared = typeFromAST(schema, type)
    return isInputType(declared) ? shape(declared, variables[variable.name.value]) : ''
  })
  return shapes.join(';')
}

function shape(type: GraphQLInputType, value: unknown): string {
  if (isNonNullType(type)) return shape(type.ofType, value)
  if (value === undefined) return '-'
  if (value === null) return '0'
  if (isListType(type)) return listShape(type.ofType, value)
  if (isInputObjectType(type)) {
    const fields = type.getFields()
    const entries = Object.entries(value).map(([name, inner]) => {
      const field = fields[name]
      return field ? `${name}:${shape(field.type, inner)}` : ''
    })
    return `{${entries.join(',')}}`
  }
  return isWord(type) ? JSON.stringify(value) : '*'
}

// The members of a list of scalars are bound as one array, however many there are.
function listShape(of: GraphQLInputType, value: unknown): string {
  const members = Array.isArray(value) ? value : [value]
  const member = isNonNullType(of) ? of.ofType : of
  const shaped = isInputObjectType(member) || isListType(member) || isWord(member)
  return shaped ? `[${members.map((one) => shape(of, one)).join(',')}]` : '*'
}

// Every enum shapes but those whose values are bound: the ones that the model declares for its fields.
function isWord(type: GraphQLInputType): boolean {
  if (isEnumType(type)) return type.extensions['bound'] !== true
  return type === GraphQLBoolean || type === FieldPath
}
