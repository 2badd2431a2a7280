import {
  GraphQLBoolean,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
} from 'graphql'
import type { Model } from '../../model/model.ts'
import { whereInput } from './conditions.ts'
import { rowOrder } from './orders.ts'
import type { Vocabulary } from './vocabulary.ts'

export const PageInfo = new GraphQLObjectType({
  name: 'PageInfo',
  description: 'Where a page of a connection stands.',
  fields: {
    hasNextPage: { type: new GraphQLNonNull(GraphQLBoolean) },
    hasPreviousPage: { type: new GraphQLNonNull(GraphQLBoolean) },
    startCursor: { type: GraphQLString, description: 'Of the first row; null where there is none.' },
    endCursor: { type: GraphQLString, description: 'Of the last row; null where there is none.' },
  },
})

/** The arguments of a connection, at the root or below a row. */
export function pageArguments(vocabulary: Vocabulary, model: Model) {
  const order = rowOrder(vocabulary, model)
  return {
    where: { type: whereInput(vocabulary, model) },
    ...(order && {
      orderBy: {
        type: new GraphQLList(new GraphQLNonNull(order)),
        description: 'The first entry decides, the next break its ties; the key breaks the last.',
      },
    }),
    first: {
      type: GraphQLInt,
      description: 'How many, from the start: 20 if neither `first` nor `last` is given.',
    },
    after: { type: GraphQLString, description: 'Only what comes after this cursor.' },
    last: { type: GraphQLInt, description: 'How many, from the end.' },
    before: { type: GraphQLString, description: 'Only what comes before this cursor.' },
  }
}
