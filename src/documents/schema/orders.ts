import type { GraphQLInputObjectType } from 'graphql'
import type { Model } from '../../model/model.ts'
import { valueTypes } from '../../model/values.ts'
import { follow, isOrdered, orderables, start, typePrefix, waysOn, type Stop } from './stops.ts'
import { measures } from './visible.ts'
import type { InputFields, Vocabulary } from './vocabulary.ts'
import { Direction } from './words.ts'

/** `OrderOrderBy`: what rows are ordered by, one field an entry; undefined where nothing can be. */
export function rowOrder(vocabulary: Vocabulary, model: Model): GraphQLInputObjectType | undefined {
  return orderAt(vocabulary, start(model))
}

function orderAt(vocabulary: Vocabulary, stop: Stop): GraphQLInputObjectType | undefined {
  if (!isOrdered(vocabulary.view, stop)) return undefined
  return vocabulary.choice(
    `${typePrefix(stop)}OrderBy`,
    'One field and its direction, such as `{ placedAt: DESC }`.',
    () => dimensionOrders(vocabulary, stop),
  )
}

/** `OrderMetricsOrderBy`: dimensions that are selected, and measures whether selected or not. */
export function metricsOrder(vocabulary: Vocabulary, model: Model): GraphQLInputObjectType {
  return vocabulary.choice(
    `${model.name}MetricsOrderBy`,
    'One dimension that rows are grouped by, or one measure, and its direction, such as `{ revenue: DESC }`.',
    () => ({ ...dimensionOrders(vocabulary, start(model)), ...measureOrders(vocabulary, model) }),
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

function dimensionOrders(vocabulary: Vocabulary, stop: Stop): InputFields {
  const { view } = vocabulary
  const own = orderables(view, stop).map(({ name }) => [name, { type: Direction }] as const)
  const one = waysOn(view, stop, false).flatMap((link) => {
    const type = orderAt(vocabulary, follow(view.models, stop, link))
    return type ? [[link.name, { type }] as const] : []
  })
  return Object.fromEntries([...own, ...one])
}

function measureOrders(vocabulary: Vocabulary, model: Model): InputFields {
  const own = measures(vocabulary.view, model).filter(({ type }) => valueTypes[type].ordered)
  return Object.fromEntries(own.map(({ name }) => [name, { type: Direction }]))
}
