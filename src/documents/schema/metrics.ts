import {
  GraphQLBoolean,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
  type GraphQLInputObjectType,
} from 'graphql'
import type { Model } from '../../model/model.ts'
import { calendarArguments } from './calendar.ts'
import { havingInput, whereInput } from './conditions.ts'
import { groupFields } from './groups.ts'
import { groupMeasureFields, totalsType } from './measures.ts'
import { metricsOrder } from './orders.ts'
import { scalars } from './scalars.ts'
import { start } from './stops.ts'
import type { Vocabulary } from './vocabulary.ts'

/** `orderMetrics(…)`: measures of one model. */
export function metricsField(vocabulary: Vocabulary, model: Model) {
  return {
    type: metricsType(vocabulary, model),
    description: `Measures of ${model.name}, grouped by the dimensions that are selected.`,
    args: metricsArguments({
      where: whereInput(vocabulary, model),
      having: havingInput(vocabulary, model),
      orderBy: metricsOrder(vocabulary, model),
    }),
  }
}

function metricsType(vocabulary: Vocabulary, model: Model): GraphQLObjectType {
  const row = vocabulary.object(
    `${model.name}MetricsRow`,
    `A group of ${model.name}: the dimensions selected are the grouping.`,
    () => ({
      ...groupFields(vocabulary, start(model)),
      ...groupMeasureFields(vocabulary, model),
      _others: others,
    }),
  )
  return vocabulary.object(`${model.name}Metrics`, `Measures of ${model.name}.`, () =>
    answerFields(row, totalsType(vocabulary, model)),
  )
}

/** What an answer of measures holds, of one model or of several. */
export function answerFields(row: GraphQLObjectType, totals: GraphQLObjectType) {
  return {
    rows: {
      type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(row))),
      description: 'A row a group; a missing value is a group of its own.',
    },
    totals: {
      type: new GraphQLNonNull(totals),
      description: 'The measures over all rows of `where`, whatever `having` and `limit` leave out.',
    },
    meta: { type: new GraphQLNonNull(MetricsMeta), description: 'What is known of the numbers.' },
  }
}

interface Inputs {
  readonly where: GraphQLInputObjectType
  readonly having: GraphQLInputObjectType
  readonly orderBy: GraphQLInputObjectType
}

/** The arguments of a question for measures. */
export function metricsArguments({ where, having, orderBy }: Inputs) {
  return {
    where: { type: where, description: 'Which rows are measured.' },
    having: { type: having, description: 'Which groups are shown, by their measures.' },
    orderBy: {
      type: new GraphQLList(new GraphQLNonNull(orderBy)),
      description: 'The first entry decides, the next break its ties; the groups themselves break the last.',
    },
    limit: { type: GraphQLInt, description: 'At most this many groups.' },
    offset: { type: GraphQLInt, description: 'Leave out this many groups first.' },
    others: {
      type: GraphQLBoolean,
      description: 'One row more, the last, for all groups beyond `limit`; its dimensions are null.',
    },
    fill: {
      type: GraphQLBoolean,
      description:
        'A row for each period, also where nothing happened: counts are 0, other measures null. Takes one time dimension with `by`.',
    },
    ...calendarArguments,
  }
}

/** In every row of measures. */
export const others = {
  type: new GraphQLNonNull(GraphQLBoolean),
  description: 'Whether this is the row that `others` adds.',
}

const MetricsMeta = new GraphQLObjectType({
  name: 'MetricsMeta',
  description: 'What is known of an answer beside its numbers.',
  fields: {
    asOf: {
      type: scalars.DateTime,
      description:
        'How new the data is: of the models read, the one that is furthest behind. Null if unknown.',
    },
    fresh: {
      type: GraphQLBoolean,
      description: 'Whether every model read is as new as its owner promises; null where none promises.',
    },
    overlapping: {
      type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(GraphQLString))),
      description:
        'To-many links that rows are grouped along: a row counts in several groups, so they don’t add up.',
    },
  },
})
