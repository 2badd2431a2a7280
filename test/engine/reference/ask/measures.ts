import type { Condition, MeasureSelection } from '../../../../src/engine/query.ts'
import type { Choice } from '../world/choice.ts'
import {
  accumulates,
  isConstant,
  isNumeric,
  measuresOf,
  readsOthers,
  type MeasureSpec,
  type ModelSpec,
} from '../world/spec.ts'
import type { World } from '../world/world.ts'
import { constant, randomCondition } from './condition.ts'
import type { Cut, Path } from './dimensions.ts'

/** What the rows of a question are grouped by, as far as measures take account of it. */
export interface Grouping {
  readonly paths: readonly Path[]
  /** The times among them. */
  readonly times: readonly (readonly string[])[]
  /** The one of them that is cut into periods. */
  readonly cut: Cut | undefined
  readonly where: Condition | undefined
  /** Of totals: neither a share nor a rank. */
  readonly totals?: true
}

/** Random measures, one at least as it is: the others beside it moved, as shares, up to a period, or as places. */
export function randomMeasures(
  choice: Choice,
  world: World,
  model: ModelSpec,
  grouping: Grouping,
): readonly MeasureSelection[] {
  const [first, ...more] = choice.some(askable(model, grouping), choice.int(1, 3))
  return [
    ...(first ? [plain(first)] : []),
    ...more.map((measure) =>
      choice.chance(50) ? plain(measure) : dressed(choice, world, model, measure, grouping),
    ),
  ]
}

/**
 * Measures made of another model's too are asked for where rows are grouped by what both have in common, by no time and
 * under no condition: elsewhere the engine refuses most of them.
 */
function askable(model: ModelSpec, { paths, times, where }: Grouping): readonly MeasureSpec[] {
  const common = times.length === 0 && where === undefined && paths.every(({ each }) => !each)
  return measuresOf(model).filter(({ name }) => common || !readsOthers(model, name))
}

function plain({ name }: MeasureSpec): MeasureSelection {
  return { is: 'measure', as: name, field: name }
}

function dressed(
  choice: Choice,
  world: World,
  model: ModelSpec,
  measure: MeasureSpec,
  grouping: Grouping,
): MeasureSelection {
  const { paths, times, cut, totals } = grouping
  const numeric = isNumeric(measure.type)
  const where = choice.chance(30) ? { where: randomCondition(choice, world, model, 1) } : {}
  // Just one time can be moved, and where it is moved the least time is too.
  const movable =
    numeric &&
    !isConstant(model, measure.name) &&
    !accumulates(model, measure.name) &&
    new Set(times.map((path) => path.join('.'))).size === 1
  const shift =
    movable && choice.chance(35) ? { shift: constant('Duration', choice.one(shifts(cut?.type))) } : {}
  const within = choice.chance(40)
    ? {
        within: choice.some(
          paths.map(({ path }) => path.join('.')),
          choice.int(1, 2),
        ),
      }
    : {}
  const own = { ...plain(measure), ...where, ...shift }
  if (!numeric || totals) return own
  switch (choice.int(0, 3)) {
    case 1:
      return { ...own, share: 'TOTAL', ...within }
    case 2:
      return { ...own, rank: choice.one(['ASC', 'DESC'] as const), ...within }
    case 3:
      return cut && times.length === 1 && !accumulates(model, measure.name) ? { ...own, running: true } : own
    default:
      return own
  }
}

function shifts(type: 'Date' | 'DateTime' | undefined): readonly string[] {
  return ['-P1Y', '-P1M', 'P1M', '-P7D', '-P1D', ...(type === 'Date' ? [] : ['-PT1H'])]
}
