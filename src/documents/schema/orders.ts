import type { GraphQLInputObjectType } from 'graphql'
import type { Model } from '../../model/model.ts'
import { valueTypes } from '../../model/values.ts'
import { dimensions, links, measures } from './visible.ts'
import type { InputFields, Vocabulary } from './vocabulary.ts'
import { Direction } from './words.ts'

/** `OrderOrderBy`: what rows are ordered by, one field an entry. */
export function rowOrder(vocabulary: Vocabulary, model: Model): GraphQLInputObjectType {
  return vocabulary.choice(
    `${model.name}OrderBy`,
    'One field and its direction, such as `{ placedAt: DESC }`.',
    () => dimensionOrders(vocabulary, model),
  )
}

/** `OrderMetricsOrderBy`: dimensions that are selected, and measures whether selected or not. */
export function metricsOrder(vocabulary: Vocabulary, model: Model): GraphQLInputObjectType {
  return vocabulary.choice(
    `${model.name}MetricsOrderBy`,
    'One dimension that rows are grouped by, or one measure, and its direction, such as `{ revenue: DESC }`.',
    () => ({ ...dimensionOrders(vocabulary, model), ...measureOrders(vocabulary, model) }),
  )
}

/** `OrderMeasuresOrderBy`: measures alone, for `metrics`. */
export function measuresOrder(vocabulary: Vocabulary, model: Model): GraphQLInputObjectType {
  return vocabulary.choice(
    `${model.name}MeasuresOrderBy`,
    `One measure of ${model.name} and its direction.`,
    () => measureOrders(vocabulary, model),
  )
}

function dimensionOrders(vocabulary: Vocabulary, model: Model): InputFields {
  const { view } = vocabulary
  const own = dimensions(view, model).filter(({ type }) => valueTypes[type].ordered)
  const one = links(view, model, false).map((link) => [
    link.name,
    { type: rowOrder(vocabulary, vocabulary.model(link.to)) },
  ])
  return Object.fromEntries([...own.map(({ name }) => [name, { type: Direction }]), ...one]) as InputFields
}

function measureOrders(vocabulary: Vocabulary, model: Model): InputFields {
  const own = measures(vocabulary.view, model).filter(({ type }) => valueTypes[type].ordered)
  return Object.fromEntries(own.map(({ name }) => [name, { type: Direction }]))
}
