import type { Calendar, Condition, MetricsQuery, RowOrder, Selection } from '../../../../src/engine/query.ts'
import { valueTypes } from '../../../../src/model/values.ts'
import type { Grain } from '../../../../src/warehouses/contract.ts'
import type { Choice } from '../world/choice.ts'
import { pools } from '../world/rows.ts'
import { dimensionsOf, linksOf, measuresOf, type MeasureSpec, type ModelSpec } from '../world/spec.ts'
import type { World } from '../world/world.ts'
import { constant, input, likeOfType, randomCondition } from './condition.ts'
import { distinctNames } from './names.ts'
import { direction } from './rows.ts'

/** Measures of one model, grouped by random dimensions. */
export function randomMetrics(choice: Choice, world: World, model: ModelSpec): MetricsQuery {
  const select = randomGroup(choice, world, model)
  const totals = choice.chance(40)
  const where = choice.chance(50) ? { where: randomCondition(choice, world, model) } : {}
  return {
    is: 'metrics',
    model: model.name,
    ...where,
    ...(choice.chance(25) ? { having: randomHaving(choice, model) } : {}),
    orderBy: choice.chance(60) ? randomOrders(choice, model, select) : [],
    ...(choice.chance(30) ? { limit: constant('Int', choice.int(1, 5)) } : {}),
    ...(/inPeriod|inLast/.test(JSON.stringify(where)) ? {} : { calendar: randomCalendar(choice) }),
    fields: [
      { is: 'rows', as: 'rows', select },
      ...(totals ? [{ is: 'totals', as: 'totals', select: randomMeasures(choice, model) } as const] : []),
    ],
  }
}

export const zones = [
  'UTC',
  'Europe/Paris',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'America/Havana',
]

export function randomCalendar(choice: Choice): Calendar {
  return {
    ...(choice.chance(50) ? { timezone: constant('TimeZone', choice.one(zones)) } : {}),
    ...(choice.chance(30) ? { weekStart: choice.one(['MONDAY', 'SUNDAY', 'SATURDAY'] as const) } : {}),
  }
}

function randomGroup(choice: Choice, world: World, model: ModelSpec): readonly Selection[] {
  const selections = [
    ...randomDimensions(choice, world, model, choice.int(0, 2)),
    ...randomMeasures(choice, model),
    ...(choice.chance(10)
      ? [{ is: 'typename', as: '__typename', name: `${model.name}MetricsRow` } as const]
      : []),
  ]
  return distinctNames(choice.shuffled(selections))
}

const grains: readonly Grain[] = ['MINUTE', 'HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR']

export function randomDimensions(
  choice: Choice,
  world: World,
  model: ModelSpec,
  count: number,
  depth = 2,
): readonly Selection[] {
  const own = choice.some(dimensionsOf(model), count).map(({ name, time, type }): Selection => {
    const by = time && choice.chance(80) ? choice.one(type === 'Date' ? grains.slice(2) : grains) : undefined
    return { is: 'dimension', as: name, field: name, ...(by ? { by } : {}) }
  })
  const links = depth > 0 && choice.chance(40) ? choice.some(linksOf(model, false), 1) : []
  const further = links.flatMap((link): readonly Selection[] => {
    const target = world.models.find(({ name }) => name === link.to) ?? model
    const select = distinctNames(randomDimensions(choice, world, target, choice.int(1, 2), depth - 1))
    return [{ is: 'one', as: link.name, link: link.name, select }]
  })
  return [...own, ...further]
}

function randomMeasures(choice: Choice, model: ModelSpec): readonly Selection[] {
  return choice
    .some(measuresOf(model), choice.int(1, 3))
    .map(({ name }) => ({ is: 'measure', as: name, field: name }))
}

function randomHaving(choice: Choice, model: ModelSpec, depth = 1): Condition {
  if (depth > 0 && choice.chance(30)) {
    return {
      is: choice.one(['and', 'or'] as const),
      of: choice.times(2, () => randomHaving(choice, model, depth - 1)),
    }
  }
  const measure = choice.one(measuresOf(model))
  if (choice.chance(15)) return { is: 'missing', field: measure.name }
  const plain = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte'] as const
  const compared: Condition = {
    is: 'compare',
    field: measure.name,
    operator: choice.one(plain.filter((operator) => valueTypes[measure.type].operators.includes(operator))),
    operands: [constant(measure.type, threshold(choice, measure))],
  }
  return choice.chance(15) ? { is: 'not', of: compared } : compared
}

function threshold(choice: Choice, { type }: MeasureSpec): unknown {
  return input(choice.one(pools[likeOfType[type]]), type)
}

function randomOrders(choice: Choice, model: ModelSpec, select: readonly Selection[]): readonly RowOrder[] {
  const paths = pathsOf(select)
  // A dimension that is selected with two granularities orders nothing.
  const single = paths.filter((path) => paths.filter((other) => other.join() === path.join()).length === 1)
  const measures = measuresOf(model).map(({ name }) => [name])
  return choice
    .some([...single, ...measures], choice.int(1, 2))
    .map((path) => ({ path, ...direction(choice) }))
}

function pathsOf(select: readonly Selection[]): readonly (readonly string[])[] {
  return select.flatMap((selection): readonly (readonly string[])[] => {
    if (selection.is === 'dimension') return [[selection.field]]
    return selection.is === 'one' ? pathsOf(selection.select).map((path) => [selection.link, ...path]) : []
  })
}
