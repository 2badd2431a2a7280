import {
  GraphQLBoolean,
  GraphQLInputObjectType,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLEnumType,
  type GraphQLInputType,
} from 'graphql'
import { never } from '../../base/errors.ts'
import { operators, type Takes } from '../../model/operators.ts'
import { valueTypes, type ValueName } from '../../model/values.ts'
import { scalars } from './scalars.ts'
import { Period } from './words.ts'

/** The comparators of each value type, made once a schema: `StringFilter`, `OrderStatusFilter`. */
export class Filters {
  readonly #made = new Map<string, GraphQLInputObjectType>()

  of(type: ValueName, enumeration: GraphQLEnumType | undefined): GraphQLInputObjectType {
    const value = enumeration ?? (type === 'Enum' ? undefined : scalars[type])
    const name = value?.name ?? type
    const known = this.#made.get(name)
    if (known) return known
    const filter = new GraphQLInputObjectType({
      name: `${name}Filter`,
      description: `Conditions on a ${name}; several hold together.`,
      fields: () =>
        Object.fromEntries(
          valueTypes[type].operators.map((operator) => {
            const { takes, says } = operators[operator]
            return [
              operator,
              { type: rightSide(takes, value ?? scalars.String, name, this.#range), description: says },
            ]
          }),
        ),
    })
    this.#made.set(name, filter)
    return filter
  }

  readonly #ranges = new Map<string, GraphQLInputObjectType>()
  readonly #range = (name: string, value: GraphQLInputType): GraphQLInputObjectType => {
    const known = this.#ranges.get(name)
    if (known) return known
    const end = { type: new GraphQLNonNull(value) }
    const range = new GraphQLInputObjectType({
      name: `${name}Range`,
      description: 'From one value to another; both belong to it.',
      fields: { from: end, to: end },
    })
    this.#ranges.set(name, range)
    return range
  }
}

type MakeRange = (name: string, value: GraphQLInputType) => GraphQLInputObjectType

function rightSide(takes: Takes, value: GraphQLInputType, name: string, range: MakeRange): GraphQLInputType {
  switch (takes) {
    case 'one':
      return value
    case 'many':
      return new GraphQLList(new GraphQLNonNull(value as GraphQLEnumType))
    case 'two':
      return range(name, value)
    case 'flag':
      return GraphQLBoolean
    case 'duration':
      return scalars.Duration
    case 'period':
      return Period
    default:
      return never(takes)
  }
}
