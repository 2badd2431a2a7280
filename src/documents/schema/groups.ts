import { GraphQLBoolean, GraphQLNonNull, type GraphQLObjectType } from 'graphql'
import type { Dimension, Link } from '../../model/model.ts'
import { about } from './about.ts'
import { follow, groupings, typePrefix, waysOn, type Stop } from './stops.ts'
import type { Fields, Vocabulary } from './vocabulary.ts'
import { DateGranularity, Granularity } from './words.ts'

/** `CustomerGroup`: a model's dimensions where they group measures. */
export function groupType(vocabulary: Vocabulary, stop: Stop): GraphQLObjectType {
  return vocabulary.object(
    `${typePrefix(stop)}Group`,
    `Dimensions of ${stop.model.name} that group measures; all are null for rows that lead to none.`,
    () => groupFields(vocabulary, stop),
  )
}

/** What rows can be grouped by: dimensions, those along to-one links, and along to-many links where that is said. */
export function groupFields(vocabulary: Vocabulary, stop: Stop): Fields {
  const { view } = vocabulary
  const own = groupings(view, stop).map((one) => [
    one.name,
    { type: vocabulary.output(one, true), args: granularity(one), ...vocabulary.shown(one) },
  ])
  const one = waysOn(view, stop, false).map((link) => [link.name, along(vocabulary, stop, link)])
  const many = waysOn(view, stop, true).map((link) => [
    link.name,
    { ...along(vocabulary, stop, link), args: { each } },
  ])
  return Object.fromEntries([...own, ...one, ...many]) as Fields
}

function along(vocabulary: Vocabulary, stop: Stop, link: Link) {
  const next = follow(vocabulary.view.models, stop, link)
  return { type: new GraphQLNonNull(groupType(vocabulary, next)), ...about(link) }
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
