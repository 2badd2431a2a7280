import type {
  Condition,
  MetricsField,
  MetricsQuery,
  RowOrder,
  Selection,
} from '../../../../src/engine/query.ts'
import type { Choice } from '../world/choice.ts'
import { measuresOf, readsOthers, type ModelSpec } from '../world/spec.ts'
import type { World } from '../world/world.ts'
import { randomCalendar } from './calendar.ts'
import { constant, randomCondition } from './condition.ts'
import { pathsOf, randomDimensions, timeCut, timesOf } from './dimensions.ts'
import { randomHaving } from './having.ts'
import { randomMeasures, type Grouping } from './measures.ts'
import { distinctNames } from './names.ts'
import { direction } from './rows.ts'

/** Measures of one model, grouped by random dimensions. */
export function randomMetrics(choice: Choice, world: World, model: ModelSpec): MetricsQuery {
  const dimensions = randomDimensions(choice, world, model, choice.int(0, 2))
  const condition = choice.chance(50) ? randomCondition(choice, world, model) : undefined
  const grouping: Grouping = {
    paths: pathsOf(dimensions),
    times: timesOf(world, model, dimensions),
    cut: timeCut(dimensions, world, model),
    where: condition,
  }
  const select = distinctNames(
    choice.shuffled([
      ...dimensions,
      ...randomMeasures(choice, world, model, grouping),
      ...(choice.chance(10)
        ? [{ is: 'typename', as: '__typename', name: `${model.name}MetricsRow` } as const]
        : []),
      ...(choice.chance(15) ? [{ is: 'others', as: '_others' } as const] : []),
    ]),
  )
  const { where, fill } = randomFill(choice, condition, grouping)
  return {
    is: 'metrics',
    model: model.name,
    ...(where ? { where } : {}),
    ...(choice.chance(25) ? { having: randomHaving(choice, model) } : {}),
    orderBy: choice.chance(60) ? randomOrders(choice, model, grouping.paths) : [],
    ...randomCut(choice),
    ...(fill ? { fill } : {}),
    calendar: randomCalendar(choice),
    fields: randomFields(choice, select, () =>
      randomMeasures(choice, world, model, {
        ...grouping,
        paths: [],
        times: [],
        cut: undefined,
        totals: true,
      }),
    ),
  }
}

/** Rows, and now and then totals and what is known of them. */
export function randomFields(
  choice: Choice,
  rows: readonly Selection[],
  totals: () => readonly Selection[],
): readonly MetricsField[] {
  const meta = (['asOf', 'fresh', 'overlapping'] as const).map((is) => ({ is, as: is }))
  return choice.shuffled<MetricsField>([
    { is: 'rows', as: 'rows', select: rows },
    ...(choice.chance(40) ? [{ is: 'totals', as: 'totals', select: distinctNames(totals()) } as const] : []),
    ...(choice.chance(15) ? [{ is: 'meta', as: 'meta', fields: choice.some(meta, 2) } as const] : []),
  ])
}

export function randomCut(choice: Choice): Pick<MetricsQuery, 'limit' | 'offset' | 'others'> {
  const limited = choice.chance(35)
  return {
    ...(limited ? { limit: constant('Int', choice.int(0, 5)) } : {}),
    ...(choice.chance(15) ? { offset: constant('Int', choice.int(0, 3)) } : {}),
    ...(choice.chance(limited ? 40 : 5) ? { others: true } : {}),
  }
}

/** Every period of a time that is cut into months, quarters or years, or into less of a span that is asked for. */
function randomFill(
  choice: Choice,
  condition: Condition | undefined,
  { cut, times }: Grouping,
): Pick<MetricsQuery, 'where' | 'fill'> {
  const plain = condition ? { where: condition } : {}
  if (!cut || times.length !== 1 || choice.chance(60)) return plain
  const { path, by, type } = cut
  if (['MONTH', 'QUARTER', 'YEAR'].includes(by) && choice.chance(70)) return { ...plain, fill: true }
  const dates = type === 'Date'
  const [from, to] = choice.one(by === 'MINUTE' || by === 'HOUR' ? hours : dates ? dateSpans : days)
  const last = path.at(-1) ?? ''
  const lower: Condition = {
    is: 'compare',
    field: last,
    operator: choice.one(['gt', 'gte'] as const),
    operands: [constant(type, from)],
  }
  const upper: Condition = {
    is: 'compare',
    field: last,
    operator: choice.one(['lt', 'lte'] as const),
    operands: [constant(type, by === 'MINUTE' ? from : to)],
  }
  const bounds = [lower, upper].map((one) =>
    path.slice(0, -1).reduceRight<Condition>((of, link) => ({ is: 'one', link, of }), one),
  )
  return { where: { is: 'and', of: condition ? [...bounds, condition] : bounds }, fill: true }
}

type Span = readonly [from: string, to: string]

const hours: readonly Span[] = [
  ['2026-03-28T23:00:00Z', '2026-03-29T04:00:00Z'],
  ['2025-10-26T00:00:00Z', '2025-10-26T03:30:00Z'],
  ['2026-04-04T13:10:00Z', '2026-04-04T16:10:00Z'],
]
const days: readonly Span[] = [
  ['2026-03-27T12:00:00Z', '2026-03-31T00:00:00Z'],
  ['2025-12-30T00:00:00Z', '2026-01-02T00:00:00Z'],
  ['2025-10-24T00:00:00Z', '2025-10-28T22:00:00Z'],
]
const dateSpans: readonly Span[] = [
  ['2026-03-27', '2026-03-31'],
  ['2025-12-30', '2026-01-02'],
  ['2024-02-27', '2024-03-01'],
]

function randomOrders(choice: Choice, model: ModelSpec, paths: Grouping['paths']): readonly RowOrder[] {
  // A dimension that is selected with two granularities orders nothing; the order knows to-one links only.
  const single = paths.filter(
    ({ path, each }) => !each && paths.filter((other) => other.path.join() === path.join()).length === 1,
  )
  const own = measuresOf(model).filter(({ name }) => !readsOthers(model, name))
  const measures = own.map(({ name }) => [name])
  return choice
    .some([...single.map(({ path }) => path), ...measures], choice.int(1, 2))
    .map((path) => ({ path, ...direction(choice) }))
}
