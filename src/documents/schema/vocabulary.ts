import {
  GraphQLEnumType,
  GraphQLInputObjectType,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLFieldConfigMap,
  type GraphQLInputFieldConfigMap,
  type GraphQLOutputType,
  type GraphQLScalarType,
} from 'graphql'
import { invariant } from '../../base/errors.ts'
import { modelNamed, type Dimension, type Measure, type Model } from '../../model/model.ts'
import { maskFor } from '../../model/rules.ts'
import { about, maskSays } from './about.ts'
import { Filters } from './filters.ts'
import { scalars } from './scalars.ts'
import type { View } from './visible.ts'

export type Fields = GraphQLFieldConfigMap<unknown, unknown>
export type InputFields = GraphQLInputFieldConfigMap

/** Types of one schema, each made once and under one name; and what the values of a field are called in GraphQL. */
export class Vocabulary {
  readonly view: View
  readonly #filters = new Filters()
  readonly #enums = new Map<string, GraphQLEnumType>()
  readonly #inputs = new Map<string, GraphQLInputObjectType>()
  readonly #objects = new Map<string, GraphQLObjectType>()

  constructor(view: View) {
    this.view = view
  }

  model(name: string): Model {
    return modelNamed(this.view.models, name)
  }

  /** A field's type; `nullable` for groups, whose dimensions may be missing whatever the model says. */
  output(field: Dimension | Measure, nullable = false): GraphQLOutputType {
    const type = this.value(field)
    return field.required && !nullable ? new GraphQLNonNull(type) : type
  }

  /** Description and deprecation of a dimension, with what these roles see in its place. */
  shown(dimension: Dimension) {
    const mask = maskFor(dimension, this.view.roles)?.mask
    if (!mask || mask === 'NONE') return about(dimension)
    return about({
      ...dimension,
      description: [dimension.description, maskSays[mask]].filter(Boolean).join(' '),
    })
  }

  /** The enum or scalar of a field's values, as they come in and go out. */
  value(field: Dimension | Measure): GraphQLEnumType | GraphQLScalarType {
    return this.#enumOf(field) ?? scalars[field.type === 'Enum' ? 'String' : field.type]
  }

  /** The comparators of a field's values. */
  filter(field: Dimension | Measure): GraphQLInputObjectType {
    return this.#filters.of(field.type, this.#enumOf(field))
  }

  /** The comparators of instants. */
  get timeFilter(): GraphQLInputObjectType {
    return this.#filters.of('DateTime', undefined)
  }

  object(name: string, description: string | undefined, fields: () => Fields): GraphQLObjectType {
    return once(
      this.#objects,
      name,
      () => new GraphQLObjectType({ name, ...(description ? { description } : {}), fields }),
    )
  }

  input(name: string, description: string, fields: () => InputFields): GraphQLInputObjectType {
    return once(this.#inputs, name, () => new GraphQLInputObjectType({ name, description, fields }))
  }

  /** An input of which exactly one field is given. */
  choice(name: string, description: string, fields: () => InputFields): GraphQLInputObjectType {
    return once(
      this.#inputs,
      name,
      () => new GraphQLInputObjectType({ name, description, fields, isOneOf: true }),
    )
  }

  enumeration(name: string, make: () => GraphQLEnumType): GraphQLEnumType {
    return once(this.#enums, name, make)
  }

  #enumOf(field: Dimension | Measure): GraphQLEnumType | undefined {
    if (field.is === 'measure' || field.enum === undefined) return undefined
    const declared = this.view.models.enums.get(field.enum)
    invariant(declared, `enum ${field.enum} is declared`)
    return this.enumeration(declared.name, () => {
      const values = declared.values.map(({ name, description }) => [
        name,
        description ? { description } : {},
      ])
      return new GraphQLEnumType({
        name: declared.name,
        ...(declared.description ? { description: declared.description } : {}),
        values: Object.fromEntries(values),
        // What a field's values are is bound when it runs; every other enum shapes the plan.
        extensions: { bound: true },
      })
    })
  }
}

function once<T>(known: Map<string, T>, name: string, make: () => T): T {
  const found = known.get(name)
  if (found !== undefined) return found
  const made = make()
  known.set(name, made)
  return made
}
