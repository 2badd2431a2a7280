import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
  type GraphQLFieldConfigMap,
  type GraphQLInputFieldConfigMap,
  type GraphQLOutputType,
  type GraphQLScalarType,
} from 'graphql'
import { invariant } from '../../base/errors.ts'
import { valueTypes } from '../../model/values.ts'
import type { Dimension, Measure, Model } from '../../model/model.ts'
import { Filters } from './filters.ts'
import { scalars } from './scalars.ts'
import { DateGranularity, Direction, Granularity } from './words.ts'
import { dimensions, links, measures, type View } from './visible.ts'

type Fields = GraphQLFieldConfigMap<unknown, unknown>

export const PageInfo = new GraphQLObjectType({
  name: 'PageInfo',
  description: 'Where a page of a connection stands.',
  fields: {
    hasNextPage: { type: new GraphQLNonNull(GraphQLBoolean) },
    hasPreviousPage: { type: new GraphQLNonNull(GraphQLBoolean) },
    startCursor: { type: GraphQLString },
    endCursor: { type: GraphQLString },
  },
})

/** The types that API and sync documents share, each made once a schema. */
export class Vocabulary {
  readonly view: View
  readonly #filters = new Filters()
  readonly #enums = new Map<string, GraphQLEnumType>()
  readonly #inputs = new Map<string, GraphQLInputObjectType>()
  readonly #objects = new Map<string, GraphQLObjectType>()

  constructor(view: View) {
    this.view = view
  }

  /** A field's type; `nullable` for groups, whose dimensions may be missing whatever the model says. */
  output(field: Dimension | Measure, nullable = false): GraphQLOutputType {
    const type = this.value(field)
    return field.required && !nullable ? new GraphQLNonNull(type) : type
  }

  /** The enum or scalar of a field's values, as they come in and go out. */
  value(field: Dimension | Measure): GraphQLEnumType | GraphQLScalarType {
    return this.#enumOf(field) ?? scalars[field.type === 'Enum' ? 'String' : field.type]
  }

  where(model: Model): GraphQLInputObjectType {
    return this.#input(
      `${model.name}Where`,
      `Which rows of ${model.name}; several conditions hold together.`,
      () => {
        const self = this.where(model)
        const list = new GraphQLList(new GraphQLNonNull(self))
        const own = dimensions(this.view, model).map((one) => [
          one.name,
          { type: this.#filters.of(one.type, this.#enumOf(one)) },
        ])
        const one = links(this.view, model, false).map((link) => [
          link.name,
          { type: this.where(this.#target(link.to)) },
        ])
        const many = links(this.view, model, true).map((link) => [
          link.name,
          { type: this.#listWhere(this.#target(link.to)) },
        ])
        return {
          ...Object.fromEntries([...own, ...one, ...many]),
          and: { type: list, description: 'All of these.' },
          or: { type: list, description: 'Any of these.' },
          not: { type: self, description: 'Not this.' },
        }
      },
    )
  }

  having(model: Model): GraphQLInputObjectType {
    return this.#input(`${model.name}Having`, `Which groups of ${model.name}, by their measures.`, () => {
      const self = this.having(model)
      const list = new GraphQLList(new GraphQLNonNull(self))
      const own = measures(this.view, model).map((one) => [
        one.name,
        { type: this.#filters.of(one.type, this.#enumOf(one)) },
      ])
      return {
        ...Object.fromEntries(own),
        and: { type: list, description: 'All of these.' },
        or: { type: list, description: 'Any of these.' },
        not: { type: self, description: 'Not this.' },
      }
    })
  }

  /** What rows are ordered by: one field an entry, the first decides. */
  orderBy(model: Model): GraphQLInputObjectType {
    return this.#order(model, 'OrderBy', false)
  }

  metricsOrderBy(model: Model): GraphQLInputObjectType {
    return this.#order(model, 'MetricsOrderBy', true)
  }

  /** `of` a kind of object about a model, e.g. `OrderMeasures`; `undefined` fields mean there is none. */
  object(name: string, description: string | undefined, fields: () => Fields): GraphQLObjectType {
    const known = this.#objects.get(name)
    if (known) return known
    const made = new GraphQLObjectType({ name, ...(description ? { description } : {}), fields })
    this.#objects.set(name, made)
    return made
  }

  dimensionFields(model: Model): Fields {
    return Object.fromEntries(
      dimensions(this.view, model).map((one) => [one.name, { type: this.output(one), ...about(one) }]),
    )
  }

  measureFields(model: Model): Fields {
    return Object.fromEntries(
      measures(this.view, model).map((one) => [one.name, { type: this.output(one), ...about(one) }]),
    )
  }

  /** All measures of the rows that are meant, without grouping. Undefined for a model that has none. */
  measuresType(model: Model): GraphQLObjectType | undefined {
    if (measures(this.view, model).length === 0) return undefined
    return this.object(`${model.name}Measures`, `Measures over rows of ${model.name}.`, () =>
      this.measureFields(model),
    )
  }

  /** A model's dimensions where they group measures of another: `customer { plan }`. */
  groupType(model: Model): GraphQLObjectType {
    return this.object(`${model.name}Group`, `Dimensions of ${model.name} that group measures.`, () =>
      this.groupFields(model),
    )
  }

  groupFields(model: Model): Fields {
    const own = dimensions(this.view, model)
      .filter(({ type }) => valueTypes[type].groups)
      .map((one) => [one.name, { type: this.output(one, true), args: granularity(one), ...about(one) }])
    const one = links(this.view, model, false).map((link) => [
      link.name,
      { type: new GraphQLNonNull(this.groupType(this.#target(link.to))), ...about(link) },
    ])
    return Object.fromEntries([...own, ...one])
  }

  model(name: string): Model {
    return this.#target(name)
  }

  #order(model: Model, suffix: string, metrics: boolean): GraphQLInputObjectType {
    return this.#input(
      `${model.name}${suffix}`,
      'One field and its direction.',
      () => {
        const own = dimensions(this.view, model).filter(({ type }) => valueTypes[type].ordered)
        const counted = metrics
          ? measures(this.view, model).filter(({ type }) => valueTypes[type].ordered)
          : []
        const one = links(this.view, model, false).map((link) => [
          link.name,
          { type: this.#order(this.#target(link.to), 'OrderBy', false) },
        ])
        return Object.fromEntries([
          ...[...own, ...counted].map(({ name }) => [name, { type: Direction }]),
          ...one,
        ])
      },
      true,
    )
  }

  #listWhere(model: Model): GraphQLInputObjectType {
    return this.#input(
      `${model.name}ListWhere`,
      `Conditions on rows of ${model.name} that a row leads to.`,
      () => ({
        some: { type: this.where(model), description: 'At least one satisfies this.' },
        none: { type: this.where(model), description: 'Not one satisfies this.' },
        every: { type: this.where(model), description: 'Each one satisfies this; so do none at all.' },
      }),
    )
  }

  #input(
    name: string,
    description: string,
    fields: () => GraphQLInputFieldConfigMap,
    isOneOf = false,
  ): GraphQLInputObjectType {
    const known = this.#inputs.get(name)
    if (known) return known
    const made = new GraphQLInputObjectType({ name, description, fields, isOneOf })
    this.#inputs.set(name, made)
    return made
  }

  #enumOf(field: Dimension | Measure): GraphQLEnumType | undefined {
    if (field.is === 'measure' || field.enum === undefined) return undefined
    const known = this.#enums.get(field.enum)
    if (known) return known
    const declared = this.view.models.enums.get(field.enum)
    invariant(declared, `enum ${field.enum} is declared`)
    const values = declared.values.map(({ name, description }) => [name, description ? { description } : {}])
    const made = new GraphQLEnumType({
      name: declared.name,
      ...(declared.description ? { description: declared.description } : {}),
      values: Object.fromEntries(values),
    })
    this.#enums.set(field.enum, made)
    return made
  }

  #target(name: string): Model {
    const model = this.view.models.byName.get(name)
    invariant(model, `model ${name} exists`)
    return model
  }
}

/** Description and deprecation of a field, with a measure's unit. */
export function about(field: {
  readonly description?: string
  readonly deprecated?: string
  readonly unit?: string
}) {
  const description = [field.description, field.unit && `Unit: ${field.unit}.`].filter(Boolean).join(' ')
  return {
    ...(description ? { description } : {}),
    ...(field.deprecated ? { deprecationReason: field.deprecated } : {}),
  }
}

/** The arguments of a connection. */
export function pageArguments(vocabulary: Vocabulary, model: Model) {
  return {
    where: { type: vocabulary.where(model) },
    orderBy: {
      type: new GraphQLList(new GraphQLNonNull(vocabulary.orderBy(model))),
      description: 'The first entry decides, the next break its ties; the key breaks the last.',
    },
    first: {
      type: GraphQLInt,
      description: 'How many, from the start: 20 if neither `first` nor `last` is given.',
    },
    after: { type: GraphQLString, description: 'Only what comes after this cursor.' },
    last: { type: GraphQLInt, description: 'How many, from the end.' },
    before: { type: GraphQLString, description: 'Only what comes before this cursor.' },
  }
}

function granularity({ time, type }: Dimension) {
  if (!time) return {}
  const by = type === 'Date' ? DateGranularity : Granularity
  return { by: { type: by, description: 'Cut into periods of this length; as it is if absent.' } }
}
