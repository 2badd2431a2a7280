import type {
  Condition,
  MeasuresSelection,
  MetricsQuery,
  RowOrder,
  Selection,
} from '../../../../src/engine/query.ts'
import { valueTypes } from '../../../../src/model/values.ts'
import type { Grain } from '../../../../src/warehouses/contract.ts'
import type { Choice } from '../world/choice.ts'
import { pools } from '../world/rows.ts'
import { dimensionsOf, measuresOf, readsOthers, type ModelSpec } from '../world/spec.ts'
import { shortestWays } from '../world/ways.ts'
import type { World } from '../world/world.ts'
import { randomCalendar } from './calendar.ts'
import { constant, input, randomCondition } from './condition.ts'
import { randomDimensions, pathsOf } from './dimensions.ts'
import { randomHaving } from './having.ts'
import { randomMeasures, type Grouping } from './measures.ts'
import { randomCut, randomFields } from './metrics.ts'
import { distinctNames } from './names.ts'
import { direction } from './rows.ts'

/** `metrics`: measures of several models, grouped by what they have in common. */
export function randomAcross(choice: Choice, world: World): MetricsQuery {
  const models = choice.some(
    world.models.map(itself).filter((model) => measuresOf(model).length > 0),
    choice.int(1, 3),
  )
  const common = world.models.filter((model) =>
    models.every((from) => shortestWays(world.models, from, model.name).length > 0),
  )
  const timed = models.every((model) => dimensionsOf(model).some(({ time }) => time))
  const groups = choice.some(common, choice.int(0, 2)).map((model): Selection => ({
    is: 'group',
    as: lower(model.name),
    model: model.name,
    select: distinctNames(randomDimensions(choice, world, model, 1, 1, false)),
  }))
  const time: readonly Selection[] =
    timed && choice.chance(50) ? [{ is: 'time', as: 'time', by: choice.one(grains) }] : []
  const having = choice.chance(20) ? choice.one(models) : undefined
  const where =
    choice.chance(50) && (timed || common.length > 0) ? randomWhere(choice, world, common, timed) : undefined
  const grouping: Grouping = {
    paths: groups.flatMap((group) =>
      group.is === 'group'
        ? pathsOf(group.select).map(({ path, each }) => ({ path: [group.as, ...path], each }))
        : [],
    ),
    times: [],
    cut: undefined,
    where,
  }
  const measures = models.map((model) =>
    randomSelection(choice, world, model, common, grouping, where !== undefined),
  )
  const select = distinctNames(choice.shuffled([...groups, ...time, ...measures]))
  return {
    is: 'metrics',
    ...(where ? { where } : {}),
    ...(having
      ? {
          having: {
            is: 'of',
            model: having.name,
            of: randomHaving(choice, having),
          } as const,
        }
      : {}),
    orderBy: choice.chance(50) ? randomOrders(choice, models, grouping, time.length > 0) : [],
    ...randomCut(choice),
    ...(time[0]?.is === 'time' && ['MONTH', 'QUARTER', 'YEAR'].includes(time[0].by) && choice.chance(25)
      ? { fill: true }
      : {}),
    calendar: randomCalendar(choice),
    fields: randomFields(choice, select, () =>
      models.map((model) =>
        randomSelection(
          choice,
          world,
          model,
          common,
          { ...grouping, paths: [], totals: true },
          where !== undefined,
        ),
      ),
    ),
  }
}

const grains: readonly Grain[] = ['HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR']

/** Without what is made of other models' measures: beside them it is asked for by name. */
function itself(model: ModelSpec): ModelSpec {
  return {
    ...model,
    fields: model.fields.filter(({ is, name }) => is !== 'measure' || !readsOthers(model, name)),
  }
}

function randomSelection(
  choice: Choice,
  world: World,
  model: ModelSpec,
  common: readonly ModelSpec[],
  grouping: Grouping,
  asked: boolean,
): MeasuresSelection {
  const times = dimensionsOf(model).filter(({ time }) => time)
  const [time] = choice.chance(20) ? choice.some(times, 1) : []
  const where = choice.chance(asked ? 20 : 10) ? { where: randomCondition(choice, world, model, 1) } : {}
  // Where several ways are as short, one of them is said; seldom it isn't, and then the question is refused.
  const via = common.flatMap((to) => {
    const ways = shortestWays(world.models, model, to.name)
    return ways.length > 1 && choice.chance(95) ? [choice.one(ways).join('.')] : []
  })
  return {
    is: 'measures',
    as: `${lower(model.name)}Metrics`,
    model: model.name,
    ...where,
    ...(time ? { time: time.name } : {}),
    ...(via.length > 0 ? { via } : {}),
    select: distinctNames(randomMeasures(choice, world, model, grouping)),
  }
}

function randomWhere(
  choice: Choice,
  world: World,
  common: readonly ModelSpec[],
  timed: boolean,
  depth = 1,
): Condition {
  if (depth > 0 && choice.chance(25)) {
    return {
      is: choice.one(['and', 'or'] as const),
      of: choice.times(2, () => randomWhere(choice, world, common, timed, depth - 1)),
    }
  }
  const model = choice.some(common, 1)[0]
  if (timed && (!model || choice.chance(40))) {
    const { operators } = valueTypes.DateTime
    const operator = choice.one(
      operators.filter((one) => ['lt', 'lte', 'gt', 'gte', 'isNull', 'inPeriod', 'inLast'].includes(one)),
    )
    return { is: 'time', operator, operands: timeOperands(choice, operator) }
  }
  if (!model) return { is: 'time', operator: 'isNull', operands: [] }
  const of: Condition = { is: 'of', model: model.name, of: randomCondition(choice, world, model, 1) }
  return choice.chance(15) ? { is: 'not', of } : of
}

function timeOperands(choice: Choice, operator: string) {
  if (operator === 'isNull') return []
  if (operator === 'inLast') return [constant('Duration', choice.one(['P30D', 'P1Y']))]
  if (operator === 'inPeriod')
    return [constant('String', choice.one(['THIS_MONTH', 'LAST_YEAR', 'LAST_WEEK']))]
  return [constant('DateTime', input(choice.one(pools.timestamptz), 'DateTime'))]
}

function randomOrders(
  choice: Choice,
  models: readonly ModelSpec[],
  { paths }: Grouping,
  time: boolean,
): readonly RowOrder[] {
  const single = paths.filter(
    ({ path }) => paths.filter((other) => other.path.join() === path.join()).length === 1,
  )
  const measures = models.flatMap((model) =>
    measuresOf(model).map(({ name }) => [`${lower(model.name)}Metrics`, name]),
  )
  return choice
    .some([...single.map(({ path }) => path), ...measures, ...(time ? [['time']] : [])], choice.int(1, 2))
    .map((path) => ({ path, ...direction(choice) }))
}

const lower = (name: string) => name.charAt(0).toLowerCase() + name.slice(1)
