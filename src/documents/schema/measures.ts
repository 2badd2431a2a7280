import { GraphQLBoolean, GraphQLList, GraphQLNonNull, type GraphQLObjectType } from 'graphql'
import type { Measure, Model } from '../../model/model.ts'
import { shareName } from '../../model/names.ts'
import { valueTypes } from '../../model/values.ts'
import { about } from './about.ts'
import { whereInput } from './conditions.ts'
import { FieldPath, scalars } from './scalars.ts'
import { measures } from './visible.ts'
import type { Fields, Vocabulary } from './vocabulary.ts'
import { Rank, Share } from './words.ts'

/** `OrderMeasures`: measures per parent. */
function parentMeasures(vocabulary: Vocabulary, model: Model): GraphQLObjectType {
  return vocabulary.object(
    `${model.name}Measures`,
    `Measures over the rows of ${model.name} that belong to one parent.`,
    () => measureFields(vocabulary, model, ({ where }) => ({ where })),
  )
}

/** Measures per parent, as a field: `customers { orderMetrics { revenue } }`. */
export function parentMeasuresField(vocabulary: Vocabulary, model: Model) {
  return {
    type: new GraphQLNonNull(parentMeasures(vocabulary, model)),
    description: `Measures over the rows of ${model.name} that belong here.`,
    args: { where: { type: whereInput(vocabulary, model) } },
  }
}

/** `OrderTotals`: measures without grouping. */
export function totalsType(vocabulary: Vocabulary, model: Model): GraphQLObjectType {
  return vocabulary.object(
    `${model.name}Totals`,
    `Measures over all rows of ${model.name} that are meant, computed at their own grain.`,
    () => measureFields(vocabulary, model, ({ where, shift }) => ({ where, shift })),
  )
}

/** `OrderMetricsMeasures`: measures of a group, where a row holds those of several models. */
export function groupMeasures(vocabulary: Vocabulary, model: Model): GraphQLObjectType {
  return vocabulary.object(`${model.name}MetricsMeasures`, `Measures of ${model.name} in one group.`, () =>
    groupMeasureFields(vocabulary, model),
  )
}

/** Measures of a group: what they take depends on their type, and a count has its share beside it. */
export function groupMeasureFields(vocabulary: Vocabulary, model: Model): Fields {
  const common = commonArguments(vocabulary, model)
  const fields = measures(vocabulary.view, model).flatMap((one): [string, Fields[string]][] => {
    const own: [string, Fields[string]] = [
      one.name,
      measureField(vocabulary, one, { ...common, ...placeArguments(one) }),
    ]
    const name = shareName(one)
    return name ? [own, [name, shareField(one, common)]] : [own]
  })
  return Object.fromEntries(fields)
}

type Arguments = Fields[string]['args'] & {}
type Common = Record<'where' | 'shift', Arguments[string]>

function measureFields(vocabulary: Vocabulary, model: Model, takes: (common: Common) => Arguments): Fields {
  const args = takes(commonArguments(vocabulary, model))
  return Object.fromEntries(
    measures(vocabulary.view, model).map((one) => [one.name, measureField(vocabulary, one, args)]),
  )
}

function measureField(vocabulary: Vocabulary, measure: Measure, args: Arguments): Fields[string] {
  return { type: vocabulary.output(measure), args, ...about(measure) }
}

function shareField({ name, deprecated }: Measure, common: Common): Fields[string] {
  return {
    type: scalars.Decimal,
    ...about({
      description: `\`${name}\` as a part of a whole, from 0 to 1; null where the whole is 0.`,
      ...(deprecated ? { deprecated } : {}),
    }),
    args: {
      ...common,
      of: { type: Share, defaultValue: 'TOTAL', description: 'The whole.' },
      within,
    },
  }
}

/** How a value may be held against those of other groups. */
function placeArguments(measure: Measure): Arguments {
  if (!valueTypes[measure.type].numeric) return {}
  return { ...(shareName(measure) ? {} : { share }), running, rank, within }
}

function commonArguments(vocabulary: Vocabulary, model: Model): Common {
  return {
    where: {
      type: whereInput(vocabulary, model),
      description: 'Only these rows, beside what the whole question asks for.',
    },
    shift: {
      type: scalars.Duration,
      description:
        'The measure as it was that long before ("-P1Y", a year ago) or will be after, beside the group’s own.',
    },
  }
}

const share = {
  type: Share,
  description: 'As a part of this whole, from 0 to 1; null where the whole is 0 or null.',
}
const running = {
  type: GraphQLBoolean,
  description:
    'Over all periods up to and with this one, computed anew, not added up. Takes one time dimension.',
}
const rank = {
  type: Rank,
  description: 'Its place among all groups, 1 the first; equal values share a place, nulls come last.',
}
const within = {
  type: new GraphQLList(new GraphQLNonNull(FieldPath)),
  description:
    'With `share` or `rank`: within the groups of these selected dimensions, such as ["customer.plan"], instead of all.',
}
