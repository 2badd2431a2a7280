import { GraphQLList, GraphQLNonNull, GraphQLObjectType } from 'graphql'
import type { Model } from '../../model/model.ts'
import { connectives, havingInput, whereInput } from './conditions.ts'
import { groupType } from './groups.ts'
import { groupMeasures, totalsType } from './measures.ts'
import { answerFields, metricsArguments, others } from './metrics.ts'
import { measuresOrder, rowOrder } from './orders.ts'
import { FieldPath, scalars } from './scalars.ts'
import { start } from './stops.ts'
import { dimensions, hasRows, isComparable, isMeasured, reachable, visibleModels } from './visible.ts'
import type { Fields, InputFields, Vocabulary } from './vocabulary.ts'
import { Direction, Granularity, words } from './words.ts'

/** `metrics(…)`: measures of several models side by side; undefined where no model has a measure. */
export function acrossField(vocabulary: Vocabulary) {
  const { view } = vocabulary
  const measured = visibleModels(view).filter((model) => isMeasured(view, model) && hasRows(view, model))
  if (measured.length === 0) return undefined
  const across: Across = {
    vocabulary,
    measured,
    grouping: reachable(view, measured),
    timed: measured.some((model) => times(vocabulary, model).length > 0),
  }
  return {
    type: new GraphQLNonNull(acrossType(across)),
    description:
      'Measures of several models of one warehouse, side by side for what they have in common: each is computed at its own grain, and no row is counted twice.',
    args: metricsArguments({
      where: acrossWhere(across),
      having: acrossHaving(across),
      orderBy: acrossOrder(across),
    }),
  }
}

interface Across {
  readonly vocabulary: Vocabulary
  /** Models with measures. */
  readonly measured: readonly Model[]
  /** Models whose dimensions may group them. */
  readonly grouping: readonly Model[]
  /** Whether one of those with measures has a time. */
  readonly timed: boolean
}

function acrossType(across: Across): GraphQLObjectType {
  const row = new GraphQLObjectType({
    name: 'MetricsRow',
    description: 'A group: what is selected beside the measures is the grouping.',
    fields: () => ({
      ...groupings(across),
      ...measuresOf(across, groupMeasures),
      ...(across.timed && { time: timeField }),
      _others: others,
    }),
  })
  const totals = new GraphQLObjectType({
    name: 'MetricsTotals',
    description: 'Measures without grouping.',
    fields: () => measuresOf(across, totalsType),
  })
  return new GraphQLObjectType({
    name: 'Metrics',
    description: 'Measures of several models.',
    fields: answerFields(row, totals),
  })
}

const timeField = {
  type: scalars.DateTime,
  description:
    'Each measure’s own time, cut into periods: its model’s first time dimension, or the one that `orderMetrics(time:)` and the like name.',
  args: { by: { type: new GraphQLNonNull(Granularity), description: 'How long the periods are.' } },
}

function groupings({ vocabulary, grouping }: Across): Fields {
  return Object.fromEntries(
    grouping.map((model) => [
      model.names.one,
      {
        type: new GraphQLNonNull(groupType(vocabulary, start(model))),
        description: `By dimensions of ${model.name}, which the measures selected must all lead to.`,
      },
    ]),
  )
}

function measuresOf(
  { vocabulary, measured }: Across,
  type: (vocabulary: Vocabulary, model: Model) => GraphQLObjectType,
): Fields {
  return Object.fromEntries(
    measured.map((model) => [
      model.names.metrics,
      {
        type: new GraphQLNonNull(type(vocabulary, model)),
        description: `Measures of ${model.name}.`,
        args: measuresArguments(vocabulary, model),
      },
    ]),
  )
}

function measuresArguments(vocabulary: Vocabulary, model: Model) {
  const time = timeType(vocabulary, model)
  return {
    where: {
      type: whereInput(vocabulary, model),
      description: 'Which rows are measured, instead of what the whole question’s `where` means.',
    },
    ...(time && { time: { type: time, description: 'What `time` is for these; the first if absent.' } }),
    via: {
      type: new GraphQLList(new GraphQLNonNull(FieldPath)),
      description:
        'To-one links from these rows, such as ["order.customer"], to take where several lead to a model.',
    },
  }
}

/** `OrderTime`: the model's time dimensions. */
function timeType(vocabulary: Vocabulary, model: Model) {
  const found = times(vocabulary, model)
  if (found.length === 0) return undefined
  const name = `${model.name}Time`
  const says = found.map((one) => [one.name, one.description ?? `By \`${one.name}\`.`] as const)
  return vocabulary.enumeration(name, () =>
    words(name, `The times of ${model.name}.`, Object.fromEntries(says)),
  )
}

function times(vocabulary: Vocabulary, model: Model) {
  return dimensions(vocabulary.view, model).filter((one) => one.time && isComparable(vocabulary.view, one))
}

function acrossWhere({ vocabulary, grouping, timed }: Across) {
  const self = vocabulary.input(
    'MetricsWhere',
    'Which rows are measured, of every model alike; several conditions hold together.',
    () => {
      const models = grouping.map((model) => [
        model.names.one,
        { type: whereInput(vocabulary, model), description: `On ${model.name}, where measures lead to it.` },
      ])
      return {
        ...(Object.fromEntries(models) as InputFields),
        ...(timed && { time: { type: vocabulary.timeFilter, description: 'On each measure’s own time.' } }),
        ...connectives(self),
      }
    },
  )
  return self
}

function acrossHaving({ vocabulary, measured }: Across) {
  const self = vocabulary.input('MetricsHaving', 'Which groups, by the measures of any model.', () => {
    const models = measured.map((model) => [model.names.metrics, { type: havingInput(vocabulary, model) }])
    return { ...(Object.fromEntries(models) as InputFields), ...connectives(self) }
  })
  return self
}

function acrossOrder({ vocabulary, measured, grouping, timed }: Across) {
  return vocabulary.choice(
    'MetricsOrderBy',
    'One thing that rows are grouped by, or one measure, and its direction.',
    () => {
      const models = grouping.flatMap((model) => {
        const type = rowOrder(vocabulary, model)
        return type ? [[model.names.one, { type }]] : []
      })
      const own = measured.map((model) => [model.names.metrics, { type: measuresOrder(vocabulary, model) }])
      return {
        ...(Object.fromEntries([...models, ...own]) as InputFields),
        ...(timed && { time: { type: Direction } }),
      }
    },
  )
}
