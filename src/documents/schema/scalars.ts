import {
  GraphQLBoolean,
  GraphQLError,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLScalarType,
  GraphQLString,
  Kind,
  valueFromASTUntyped,
  type ValueNode,
} from 'graphql'
import { SluiceError } from '../../base/errors.ts'
import type { OperandType } from '../../engine/query.ts'
import { operandKinds } from '../../model/operands.ts'
import { valueTypes } from '../../model/values.ts'

type Named = { readonly expected: string; accept(input: unknown): string }

/** A scalar whose input is made canonical text by the model's own rules; output is passed on as the warehouse wrote it. */
function scalar(name: string, kind: Named): GraphQLScalarType {
  const accept = (input: unknown): string => {
    try {
      return kind.accept(input)
    } catch (error) {
      throw new GraphQLError(error instanceof SluiceError ? error.message : `Expected ${kind.expected}`)
    }
  }
  return new GraphQLScalarType({
    name,
    description: `Given as ${kind.expected}.`,
    parseValue: accept,
    parseLiteral: (node) => accept(literal(node)),
  })
}

// A number's own digits, not the float that JavaScript would make of them.
function literal(node: ValueNode): unknown {
  return node.kind === Kind.FLOAT || node.kind === Kind.INT ? node.value : valueFromASTUntyped(node)
}

/** Any constant that a document can write; for the arguments of sync directives. */
export const Constant = new GraphQLScalarType({
  name: 'Constant',
  description: 'A string, a number, a boolean or an enum value, written out.',
  parseValue: (input) => input,
  parseLiteral: (node) => (node.kind === Kind.ENUM ? node.value : valueFromASTUntyped(node)),
})

const PATH = /^[_A-Za-z]\w*(\.[_A-Za-z]\w*)*$/

/** Names of fields; unlike the values of other scalars they shape a plan. */
export const FieldPath = scalar('FieldPath', {
  expected: 'names of fields joined by dots, such as "customer.plan"',
  accept(input) {
    if (typeof input === 'string' && PATH.test(input)) return input
    throw new GraphQLError('Expected names of fields joined by dots, such as "customer.plan"')
  },
})

/** The scalar of each operand type; enums have types of their own. */
export const scalars: Readonly<Record<Exclude<OperandType, 'Enum'>, GraphQLScalarType>> = Object.freeze({
  ID: GraphQLID,
  String: GraphQLString,
  Int: GraphQLInt,
  Float: GraphQLFloat,
  Boolean: GraphQLBoolean,
  Decimal: scalar('Decimal', valueTypes.Decimal),
  BigInt: scalar('BigInt', valueTypes.BigInt),
  Date: scalar('Date', valueTypes.Date),
  DateTime: scalar('DateTime', valueTypes.DateTime),
  JSON: scalar('JSON', valueTypes.JSON),
  Duration: scalar('Duration', operandKinds.Duration),
  TimeZone: scalar('TimeZone', operandKinds.TimeZone),
  Cursor: GraphQLString,
})
