import { GraphQLInt, GraphQLList, GraphQLNonNull, GraphQLString, type GraphQLObjectType } from 'graphql'
import type { Model } from '../../model/model.ts'
import { about } from './about.ts'
import { parentMeasuresField } from './measures.ts'
import { PageInfo, pageArguments } from './page.ts'
import { dimensions, hops, isMeasured, links } from './visible.ts'
import type { Fields, Vocabulary } from './vocabulary.ts'

/** `Order`: a row, what it links to, and measures over what it links to. */
export function rowType(vocabulary: Vocabulary, model: Model): GraphQLObjectType {
  return vocabulary.object(model.name, model.description, () => {
    const { view } = vocabulary
    const one = [...links(view, model, false), ...hops(view, model)].map((link) => [
      link.name,
      { type: rowType(vocabulary, vocabulary.model(link.to)), ...about(link) },
    ])
    const many = links(view, model, true).map((link) => {
      const to = vocabulary.model(link.to)
      const type = new GraphQLNonNull(connectionType(vocabulary, to))
      return [link.name, { type, args: pageArguments(vocabulary, to), ...about(link) }]
    })
    return {
      ...dimensionFields(vocabulary, model),
      ...(Object.fromEntries([...one, ...many]) as Fields),
      ...measuredLinks(vocabulary, model),
    }
  })
}

export function dimensionFields(vocabulary: Vocabulary, model: Model): Fields {
  return Object.fromEntries(
    dimensions(vocabulary.view, model).map((one) => [
      one.name,
      { type: vocabulary.output(one), ...vocabulary.shown(one) },
    ]),
  )
}

/** Measures over what a row links to: `customers { orderMetrics { revenue } }`. */
export function measuredLinks(vocabulary: Vocabulary, model: Model): Fields {
  const { view } = vocabulary
  return Object.fromEntries(
    links(view, model, true).flatMap((link) => {
      const to = vocabulary.model(link.to)
      return link.metrics && isMeasured(view, to)
        ? [[link.metrics, parentMeasuresField(vocabulary, to)] as const]
        : []
    }),
  )
}

export function connectionType(vocabulary: Vocabulary, model: Model): GraphQLObjectType {
  return vocabulary.object(`${model.name}Connection`, `A page of ${model.name}.`, () => ({
    nodes: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(rowType(vocabulary, model)))) },
    edges: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(edgeType(vocabulary, model)))) },
    pageInfo: { type: new GraphQLNonNull(PageInfo) },
    totalCount: { type: new GraphQLNonNull(GraphQLInt), description: 'How many there are on all pages.' },
  }))
}

function edgeType(vocabulary: Vocabulary, model: Model): GraphQLObjectType {
  return vocabulary.object(`${model.name}Edge`, `A row of ${model.name} and its cursor.`, () => ({
    cursor: { type: new GraphQLNonNull(GraphQLString), description: 'For `after` and `before`.' },
    node: { type: new GraphQLNonNull(rowType(vocabulary, model)) },
  }))
}
