import type {
  Condition,
  MeasureSelection,
  MeasuresSelection,
  MetricsField,
  MetricsQuery,
  Selection,
} from '../../../../src/engine/query.ts'
import type { Grain } from '../../../../src/warehouses/contract.ts'
import type { ModelSpec } from '../world/spec.ts'
import type { Axis } from './axis.ts'
import type { Asking } from './evaluate.ts'
import { along, timeOf, wayTo } from './reach.ts'

/** Rows of one model that are measured, and what each axis of the question is for them. */
export interface Source {
  /** The name of the selection that its measures stand in; '' for the one model of a question. */
  readonly name: string
  readonly model: ModelSpec
  readonly where: readonly Condition[]
  /** What the whole question asks of its rows, where that isn't what these are. */
  readonly asked?: readonly Condition[]
  readonly axes: readonly Axis[]
  readonly measures: readonly MeasureSelection[]
}

/** A dimension as it is asked for: from the model that is measured, from a model it leads to, or each model's own time. */
export interface AxisAsked {
  readonly is: 'own' | 'of' | 'time'
  readonly model: string
  readonly path: readonly string[]
  readonly by: Grain | undefined
}

/** The dimensions selected, each once, in the order of the selection; `model` is the one that paths begin with. */
export function axesAsked(select: readonly Selection[], model: string | undefined): readonly AxisAsked[] {
  const all = select.flatMap((selection): readonly AxisAsked[] => {
    if (selection.is === 'time') return [{ is: 'time', model: '', path: ['time'], by: selection.by }]
    if (selection.is === 'group') {
      return pathsOf(selection.select).map((axis) => ({ is: 'of', model: selection.model, ...axis }))
    }
    return pathsOf([selection]).map((axis) => ({ is: 'own', model: model ?? '', ...axis }))
  })
  return [...new Map(all.map((axis) => [JSON.stringify(axis), axis])).values()]
}

function pathsOf(select: readonly Selection[], path: readonly string[] = []): readonly Axis[] {
  return select.flatMap((selection): readonly Axis[] => {
    if (selection.is === 'dimension') return [{ path: [...path, selection.field], by: selection.by }]
    const deeper = selection.is === 'one' || selection.is === 'each'
    return deeper ? pathsOf(selection.select, [...path, selection.link]) : []
  })
}

/** What a field of the answer measures. Of one model it is one source; of several one for each selection of measures. */
export function sourcesOf(
  asking: Asking,
  query: MetricsQuery,
  field: Extract<MetricsField, { is: 'rows' | 'totals' }>,
): readonly Source[] {
  const { house } = asking
  const asked = field.is === 'rows' ? axesAsked(field.select, query.model) : []
  if (query.model !== undefined) {
    const model = house.model(query.model)
    const measures = field.select.filter((selection) => selection.is === 'measure')
    const axes = asked.map(({ path, by }): Axis => ({ path, by }))
    return [{ name: '', model, where: query.where ? [query.where] : [], axes, measures }]
  }
  return field.select
    .filter((selection) => selection.is === 'measures')
    .map((selection): Source => {
      const model = house.model(selection.model)
      return {
        name: selection.as,
        model,
        where: selection.where ? [selection.where] : whereOf(asking, query, selection),
        ...(selection.where ? { asked: times(asking, model, query, selection) } : {}),
        axes: asked.map((axis) => axisFor(asking, model, axis, selection)),
        measures: selection.select.filter((one) => one.is === 'measure'),
      }
    })
}

function axisFor(
  asking: Asking,
  model: ModelSpec,
  { is, model: of, path, by }: AxisAsked,
  { time, via }: MeasuresSelection,
): Axis {
  if (is === 'time') return { path: [time ?? timeOf(model)], by, own: true }
  return { path: [...wayTo(asking, model, of, via), ...path], by }
}

/** The rows that `metrics` means, for one model; a `where` of its own takes the place of the question's. */
function whereOf(asking: Asking, query: MetricsQuery, selection: MeasuresSelection): readonly Condition[] {
  const model = asking.house.model(selection.model)
  return query.where ? [mapped(asking, model, query.where, selection)] : []
}

/** What the question says of each model's own time, though this one has rows of its own. */
function times(
  asking: Asking,
  model: ModelSpec,
  { where }: MetricsQuery,
  selection: MeasuresSelection,
): readonly Condition[] {
  const flat = (condition: Condition): readonly Condition[] =>
    condition.is === 'and' ? condition.of.flatMap(flat) : [condition]
  const own = where ? flat(where).filter(({ is }) => is === 'time') : []
  return own.map((condition) => mapped(asking, model, condition, selection))
}

function mapped(
  asking: Asking,
  model: ModelSpec,
  condition: Condition,
  selection: MeasuresSelection,
): Condition {
  const inner = (of: Condition) => mapped(asking, model, of, selection)
  switch (condition.is) {
    case 'and':
    case 'or':
      return { ...condition, of: condition.of.map(inner) }
    case 'not':
      return { ...condition, of: inner(condition.of) }
    case 'time': {
      const { operator, operands } = condition
      if (operator === 'isNull') return { is: 'missing', field: selection.time ?? timeOf(model) }
      return { is: 'compare', field: selection.time ?? timeOf(model), operator, operands }
    }
    case 'of':
      return along(wayTo(asking, model, condition.model, selection.via), condition.of)
    default:
      throw new TypeError(`metrics have no condition ${condition.is}`)
  }
}
