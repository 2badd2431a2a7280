import {
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  specifiedDirectives,
  type GraphQLFieldConfigMap,
} from 'graphql'
import type { Model, Models } from '../../model/model.ts'
import { scalars } from './scalars.ts'
import { hops, keyDimensions, links, visibleModels } from './visible.ts'
import { about, PageInfo, pageArguments, Vocabulary } from './vocabulary.ts'
import { WeekDay } from './words.ts'

type Fields = GraphQLFieldConfigMap<unknown, unknown>

/** The API schema for a set of roles: only what they see is in it. */
export function apiSchema(models: Models, roles: readonly string[]): GraphQLSchema {
  const vocabulary = new Vocabulary({ models, roles })
  const query = new GraphQLObjectType({
    name: 'Query',
    description: 'Everything that this token sees, one tenant’s rows only.',
    fields: () =>
      Object.assign(
        {},
        ...visibleModels(vocabulary.view).map((model) => rootFields(vocabulary, model)),
      ) as Fields,
  })
  return new GraphQLSchema({ query, directives: specifiedDirectives })
}

function rootFields(vocabulary: Vocabulary, model: Model): Fields {
  const { one, many, metrics } = model.names
  const key = keyDimensions(vocabulary.view, model)
  const measured = vocabulary.measuresType(model)
  return {
    ...(key && {
      [one]: {
        type: rowType(vocabulary, model),
        description: `The one ${model.name} of this key; null if there is none.`,
        args: Object.fromEntries(
          key.map((dimension) => [dimension.name, { type: new GraphQLNonNull(vocabulary.value(dimension)) }]),
        ),
      },
    }),
    [many]: {
      type: connectionType(vocabulary, model),
      ...about(model),
      args: pageArguments(vocabulary, model),
    },
    ...(measured && {
      [metrics]: {
        type: metricsType(vocabulary, model, measured),
        description: `Measures of ${model.name}, grouped by the dimensions that are selected.`,
        args: {
          where: { type: vocabulary.where(model) },
          having: { type: vocabulary.having(model) },
          orderBy: { type: new GraphQLList(new GraphQLNonNull(vocabulary.metricsOrderBy(model))) },
          limit: { type: GraphQLInt, description: 'At most this many groups.' },
          timezone: { type: scalars.TimeZone, description: 'Where days begin; UTC if absent.' },
          weekStart: { type: WeekDay, description: 'Monday if absent.' },
        },
      },
    }),
  }
}

function rowType(vocabulary: Vocabulary, model: Model): GraphQLObjectType {
  return vocabulary.object(model.name, model.description, () => {
    const { view } = vocabulary
    const one = [...links(view, model, false), ...hops(view, model)].map((link) => [
      link.name,
      { type: rowType(vocabulary, vocabulary.model(link.to)), ...about(link) },
    ])
    const many = links(view, model, true).flatMap((link) => {
      const to = vocabulary.model(link.to)
      const measured = vocabulary.measuresType(to)
      const connection = {
        type: new GraphQLNonNull(connectionType(vocabulary, to)),
        args: pageArguments(vocabulary, to),
        ...about(link),
      }
      const metrics =
        measured && link.metrics ? [[link.metrics, measuresField(vocabulary, to, measured)]] : []
      return [[link.name, connection], ...metrics]
    })
    return { ...vocabulary.dimensionFields(model), ...(Object.fromEntries([...one, ...many]) as Fields) }
  })
}

/** Measures per parent: `customers { orderMetrics { revenue } }`. */
export function measuresField(vocabulary: Vocabulary, to: Model, measured: GraphQLObjectType) {
  return {
    type: new GraphQLNonNull(measured),
    description: `Measures over the rows of ${to.name} that belong here.`,
    args: { where: { type: vocabulary.where(to) } },
  }
}

function connectionType(vocabulary: Vocabulary, model: Model): GraphQLObjectType {
  return vocabulary.object(`${model.name}Connection`, `A page of ${model.name}.`, () => ({
    nodes: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(rowType(vocabulary, model)))) },
    edges: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(edgeType(vocabulary, model)))) },
    pageInfo: { type: new GraphQLNonNull(PageInfo) },
    totalCount: { type: new GraphQLNonNull(GraphQLInt), description: 'How many there are on all pages.' },
  }))
}

function edgeType(vocabulary: Vocabulary, model: Model): GraphQLObjectType {
  return vocabulary.object(`${model.name}Edge`, undefined, () => ({
    cursor: { type: new GraphQLNonNull(GraphQLString) },
    node: { type: new GraphQLNonNull(rowType(vocabulary, model)) },
  }))
}

function metricsType(vocabulary: Vocabulary, model: Model, measured: GraphQLObjectType): GraphQLObjectType {
  const row = vocabulary.object(
    `${model.name}MetricsRow`,
    `A group of ${model.name}: the dimensions selected are the grouping.`,
    () => ({ ...vocabulary.groupFields(model), ...vocabulary.measureFields(model) }),
  )
  return vocabulary.object(`${model.name}Metrics`, `Measures of ${model.name}.`, () => ({
    rows: {
      type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(row))),
      description: 'A row a group.',
    },
    totals: {
      type: new GraphQLNonNull(measured),
      description: 'The same measures without grouping, computed at their own grain.',
    },
  }))
}
