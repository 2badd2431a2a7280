import {
  Kind,
  valueFromASTUntyped,
  type ArgumentNode,
  type GraphQLScalarType,
  type ObjectFieldNode,
  type ValueNode,
} from 'graphql'
import { invariant, SluiceError } from '../../base/errors.ts'
import type { Operand, OperandType } from '../../engine/query.ts'
import { scalars } from '../schema/scalars.ts'

type Variables = Readonly<Record<string, unknown>>
type Path = readonly (string | number)[]

/**
 * A value that a request gives, wherever it stands: written in the document, or inside a variable. Its shape can be
 * read; its scalars become operands, so that no plan holds a value.
 */
export class Given {
  readonly #node: ValueNode | undefined
  /** Where it is in the variables, and what is there. */
  readonly #path: Path | undefined
  readonly #value: unknown
  readonly #variables: Variables

  private constructor(
    variables: Variables,
    node: ValueNode | undefined,
    path: Path | undefined,
    value: unknown,
  ) {
    this.#variables = variables
    this.#node = node
    this.#path = path
    this.#value = value
  }

  static argument(args: readonly ArgumentNode[] | undefined, name: string, variables: Variables): Given {
    const node = args?.find((arg) => arg.name.value === name)?.value
    return Given.#of(node, variables)
  }

  static #of(node: ValueNode | undefined, variables: Variables): Given {
    if (node?.kind !== Kind.VARIABLE) return new Given(variables, node, undefined, undefined)
    const name = node.name.value
    return new Given(variables, undefined, [name], variables[name])
  }

  /** The variable's name, where all of it is one variable. */
  get variable(): string | undefined {
    const [name] = this.#path ?? []
    return this.#path?.length === 1 ? String(name) : undefined
  }

  /** Not given, or a variable that wasn't: GraphQL reads both as if the argument weren't there. */
  get absent(): boolean {
    return this.#path ? this.#value === undefined : this.#node === undefined
  }

  get isNull(): boolean {
    return this.#path ? this.#value === null : this.#node?.kind === Kind.NULL
  }

  /** Given, and not null. */
  get present(): boolean {
    return !this.absent && !this.isNull
  }

  /** The fields of an input object that are given, null or not. */
  entries(): readonly (readonly [string, Given])[] {
    if (this.#path) {
      const names = Object.keys(this.#value as object)
      return names.map((name) => [name, this.#within(name)] as const).filter(([, given]) => !given.absent)
    }
    invariant(this.#node?.kind === Kind.OBJECT, 'a validated input object')
    return this.#node.fields
      .map((field: ObjectFieldNode) => [field.name.value, Given.#of(field.value, this.#variables)] as const)
      .filter(([, given]) => !given.absent)
  }

  /** The members of a list; a single value is a list of one. */
  items(): readonly Given[] {
    if (this.#path) {
      const value = this.#value
      return Array.isArray(value) ? value.map((_, i) => this.#within(i)) : [this]
    }
    if (this.#node?.kind !== Kind.LIST) return [this]
    return this.#node.values.map((node) => Given.#of(node, this.#variables))
  }

  /** An enum value, a boolean or another constant that shapes the plan. */
  constant(): unknown {
    if (this.#path) return this.#value
    invariant(this.#node, 'a given value')
    return this.#node.kind === Kind.ENUM ? this.#node.value : valueFromASTUntyped(this.#node)
  }

  operand(type: OperandType): Operand {
    if (this.#path) return { is: 'variable', type, path: this.#path }
    invariant(this.#node, 'a given value')
    return { is: 'constant', type, value: literal(this.#node, type) }
  }

  /** A list as one operand, even where its members come from different places. */
  listOperand(type: OperandType): Operand {
    if (this.#path) return { is: 'variable', type, path: this.#path }
    const items = this.items()
    for (const item of items) if (item.absent || item.isNull) throw nullRefused()
    const operands = items.map((item) => item.operand(type))
    if (operands.every((operand) => operand.is === 'constant')) {
      return { is: 'constant', type, value: operands.map(({ value }) => value) }
    }
    return { is: 'list', type, of: operands }
  }

  #within(key: string | number): Given {
    const value = (this.#value as Readonly<Record<string | number, unknown>>)[key]
    return new Given(this.#variables, undefined, [...(this.#path ?? []), key], value)
  }
}

// Validation has been through, so that a literal that its scalar refuses cannot come here.
function literal(node: ValueNode, type: OperandType): unknown {
  if (node.kind === Kind.ENUM) return node.value
  const scalar: GraphQLScalarType | undefined = type === 'Enum' ? undefined : scalars[type]
  return scalar ? scalar.parseLiteral(node) : valueFromASTUntyped(node)
}

export function nullRefused(): SluiceError {
  return new SluiceError('INVALID_REQUEST', {
    what: 'A condition compares with null',
    expected: 'a value',
    cure: 'Use "isNull: true" for rows without a value, or leave the condition out',
  })
}
