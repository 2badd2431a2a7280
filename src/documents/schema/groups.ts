import { GraphQLBoolean, GraphQLNonNull, type GraphQLObjectType } from 'graphql'
import type { Dimension, Link, Model } from '../../model/model.ts'
import { valueTypes } from '../../model/values.ts'
import { about } from './about.ts'
import { dimensions, links } from './visible.ts'
import type { Fields, Vocabulary } from './vocabulary.ts'
import { DateGranularity, Granularity } from './words.ts'

/** `CustomerGroup`: a model's dimensions where they group measures. */
export function groupType(vocabulary: Vocabulary, model: Model): GraphQLObjectType {
  return vocabulary.object(
    `${model.name}Group`,
    `Dimensions of ${model.name} that group measures; all are null for rows that lead to none.`,
    () => groupFields(vocabulary, model),
  )
}

/** What rows can be grouped by: dimensions, those along to-one links, and along to-many links where that is said. */
export function groupFields(vocabulary: Vocabulary, model: Model): Fields {
  const { view } = vocabulary
  const own = dimensions(view, model)
    .filter(({ type }) => valueTypes[type].groups)
    .map((one) => [one.name, { type: vocabulary.output(one, true), args: granularity(one), ...about(one) }])
  const one = links(view, model, false).map((link) => [link.name, along(vocabulary, link)])
  const many = links(view, model, true).map((link) => [
    link.name,
    { ...along(vocabulary, link), args: { each } },
  ])
  return Object.fromEntries([...own, ...one, ...many]) as Fields
}

function along(vocabulary: Vocabulary, link: Link) {
  return { type: new GraphQLNonNull(groupType(vocabulary, vocabulary.model(link.to))), ...about(link) }
}

const each = {
  type: new GraphQLNonNull(GraphQLBoolean),
  description:
    'Always true, and written out because it is easily overlooked: a row counts once in each group that it has a linked row in, so groups overlap (`meta { overlapping }`). Rows with none are the null group.',
}

function granularity({ time, type }: Dimension) {
  if (!time) return {}
  const by = type === 'Date' ? DateGranularity : Granularity
  return { by: { type: by, description: 'Cut into periods of this length; as it is if absent.' } }
}
