import { SluiceError } from '../../base/errors.ts'
import { modelNamed, type Model } from '../../model/model.ts'
import { leading } from '../leading.ts'
import type { Condition, MetaField, MetricsField, MetricsQuery, Selection } from '../query.ts'
import { resolveModel, visible, type Lens } from '../resolve.ts'
import { MOST_GROUPS, type Source } from '../source.ts'
import { Axes } from './axes.ts'
import { Sets, type Base, type Periods } from './base.ts'
import { earliest, latest, moved, startsOf, tick, zoneOf } from './calendar.ts'
import type { Expr } from './expr.ts'
import { Frame } from './frame.ts'
import { Grouping, type Others } from './grouping.ts'
import { GROUPED, type Setting } from './setting.ts'
import { timeAxis } from './ask.ts'
import { Measuring } from './measure.ts'
import { planMeta, type MetaPlan } from './meta.ts'
import type { OrderTerm, Output } from './plan.ts'
import { boundsOf } from './where.ts'
import { spotOf, type Axis } from './axis.ts'

/**
 * Measures at the grain of the models that own them, grouped by what is selected: bases, stitched on their axes, and
 * the parts of the answer that are shown of them. Several questions about the same rows share one plan.
 */
export interface MetricsPlan {
  readonly axes: readonly Axis[]
  readonly sets: readonly (readonly Axis[])[]
  readonly bases: readonly Base[]
  readonly fills: readonly Fill[]
  readonly parts: readonly Part[]
  readonly metas: readonly MetaPlan[]
  /** For each question its fields. */
  readonly answers: readonly (readonly AnswerField[])[]
}

/** One grouping, and what is shown of it. */
export interface Part {
  readonly set: number
  readonly axes: readonly Axis[]
  /** Which groups there are, where not every base gives groups. */
  readonly present: Presence | undefined
  /** Computed over all groups, those that aren't shown too. */
  readonly running: readonly { readonly name: string; readonly expr: Expr }[]
  /** Computed over the groups that are shown, before `having` and `limit`. */
  readonly windows: readonly { readonly name: string; readonly expr: Expr }[]
  /** Whether a value looks at another grouping. */
  readonly around: boolean
  /** Further groupings that the windows look at. */
  readonly beside: readonly number[]
  readonly outputs: readonly Output[]
  readonly having: readonly Expr[]
  readonly order: readonly OrderTerm[]
  /** Totals have none. */
  readonly limit: Source | undefined
  readonly offset: Source | undefined
  /** Whether the asker set the limit; if not, more groups than the most that are given is an error, not a cut. */
  readonly limited: boolean
  /** The row of all groups beyond the limit: its outputs, from the bases that are about them. */
  readonly others: Others | undefined
}

/** Groups that have rows of their own, and those of another time between the first and the last of them. */
export interface Presence {
  readonly own: boolean
  readonly moved: boolean
  readonly time: Axis | undefined
}

/** A group for each period, also where nothing happened. */
export interface Fill {
  readonly set: number
  readonly periods: Periods
  readonly rest: readonly Axis[]
}

export type AnswerField =
  | { readonly is: 'rows' | 'totals'; readonly as: string; readonly part: number }
  | { readonly is: 'meta'; readonly as: string; readonly meta: number }
  | { readonly is: 'typename'; readonly as: string; readonly name: string }

/** `queries` are about the same rows: model and `where` are equal. `frame` is over the rows of the first model. */
export function planMetrics(lens: Lens, queries: readonly MetricsQuery[], frame: Frame): MetricsPlan {
  const sets = new Sets()
  const axes = new Axes()
  const alias = (prefix: string) => frame.alias(prefix)
  const first: Frame[] = [frame]
  const open = (model: Model) => {
    if (model.warehouse !== frame.root.model.warehouse) throw apart(frame.root.model, model)
    return (model === frame.root.model ? first.pop() : undefined) ?? new Frame(lens.models, model, alias)
  }
  const measuring = new Measuring({ open, alias, seenAs: () => GROUPED, sets })
  const parts: Part[] = []
  const fills: Fill[] = []
  const metas: MetaPlan[] = []
  const answers = queries.map((query) => {
    const asking: Lens = query.calendar ? { ...lens, calendar: query.calendar } : lens
    const build: Build = { lens: asking, query, axes, measuring, sets, parts, fills, alias }
    const before = parts.length
    const fields = query.fields.map((field): AnswerField | MetaWanted => {
      if (field.is === 'typename') return field
      if (field.is === 'meta') return { is: 'meta', as: field.as, fields: field.fields }
      return { is: field.is, as: field.as, part: partOf(build, field) }
    })
    const overlapping = new Set(parts.slice(before).flatMap((part) => part.axes.flatMap(overlapOf)))
    return fields.map((field): AnswerField => {
      if (field.is !== 'meta' || 'meta' in field) return field
      const models = modelsRead(asking, query, measuring)
      return {
        is: 'meta',
        as: field.as,
        meta: metas.push(planMeta(asking, models, field.fields, [...overlapping], alias)) - 1,
      }
    })
  })
  return { axes: axes.list, sets: sets.list, bases: measuring.bases, fills, parts, metas, answers }
}

interface MetaWanted {
  readonly is: 'meta'
  readonly as: string
  readonly fields: readonly MetaField[]
}

interface Build {
  readonly lens: Lens
  readonly query: MetricsQuery
  readonly axes: Axes
  readonly measuring: Measuring
  readonly sets: Sets
  readonly parts: Part[]
  readonly fills: Fill[]
  readonly alias: (prefix: string) => string
}

// Totals are the question without its grouping: neither `having` nor `limit` nor an order is for them.
function partOf(build: Build, { is, select }: Extract<MetricsField, { is: 'rows' | 'totals' }>): number {
  const { lens, query, axes, measuring, sets, parts, fills } = build
  const number = parts.length
  const selected = is === 'rows' ? axes.selected(lens, query, select) : []
  const setting: Setting = { lens, query, measuring, sets, registry: axes, axes: selected, part: number }
  const grouping = new Grouping(setting)
  const outputs = grouping.outputs(select)
  const rows = is === 'rows'
  const having = rows && query.having ? [grouping.having(query.having)] : []
  const order = rows ? grouping.order() : []
  const set = sets.of(selected)
  grouping.settle()
  if (rows && query.fill) fills.push(fillOf(build, selected, set, select))
  const present = selected.length > 0 ? presenceIn(measuring.at(set), grouping.shifted, selected) : undefined
  const part: Part = {
    set,
    axes: selected,
    present,
    running: grouping.forms.running,
    windows: grouping.forms.windows,
    around: grouping.forms.around,
    beside: grouping.forms.beside,
    outputs,
    having,
    order,
    limit: rows ? limitOf(query) : undefined,
    offset: rows && query.offset ? { is: 'offset', operand: query.offset } : undefined,
    limited: rows && query.limit !== undefined,
    others: rows && query.others && selected.length > 0 ? grouping.others(select) : undefined,
  }
  parts.push(part)
  return number
}

/** More groups than there are: what comes after it still fits a bigint. */
const ALL_GROUPS = String(2n ** 62n)

function limitOf({ limit, list }: MetricsQuery): Source {
  // An answer is refused beyond its most groups; a stream would just end there, and look whole.
  if (list) return limit ? { is: 'operand', operand: limit } : { is: 'literal', text: ALL_GROUPS }
  return limit ? { is: 'limit', operand: limit } : { is: 'literal', text: String(MOST_GROUPS + 1) }
}

// Bases that give no groups of their own would otherwise show them.
function presenceIn(here: readonly Base[], shifted: boolean, axes: readonly Axis[]): Presence | undefined {
  const [first] = here
  if (first?.presence !== 'carried' && here.every(({ presence }) => presence === first?.presence))
    return undefined
  const has = (presence: Base['presence']) => here.some((base) => base.presence === presence)
  return { own: has('own'), moved: shifted && has('shifted'), time: axes.find(({ time }) => time) }
}

function fillOf(
  { lens, query, alias: fresh }: Build,
  axes: readonly Axis[],
  set: number,
  select: readonly Selection[],
): Fill {
  const axis = timeAxis(axes)
  const model = modelNamed(lens.models, leading(query))
  const own =
    query.model === undefined && select.every((one) => one.is !== 'measures' || one.where !== undefined)
  // Of several models only what is said of `time` bounds all; and nothing where each has a `where` of its own.
  const condition = query.where && query.model === undefined ? timesOf(query.where) : query.where
  const asked = condition && !own ? { home: query.model, condition } : undefined
  const bounds = boundsOf(lens, { model }, asked, spotOf(lens, { model }, axis.place))
  const type = axis.type === 'Date' ? 'Date' : 'DateTime'
  const [alias, range] = [fresh('p'), fresh('r')]
  const bounded = (by: readonly Expr[]) => by.length > 0
  return {
    set,
    rest: axes.filter((one) => one !== axis),
    periods: {
      alias,
      axis,
      zone: zoneOf(lens.calendar),
      starts: startsOf(lens.calendar),
      from: bounded(bounds.lower) ? latest(bounds.lower) : { is: 'output', of: range, name: 'least' },
      to: bounded(bounds.upper)
        ? moved(earliest(bounds.upper), tick(type), -1, type, lens.calendar)
        : { is: 'output', of: range, name: 'greatest' },
      ...(bounded(bounds.lower) && bounded(bounds.upper) ? {} : { range }),
    },
  }
}

function timesOf(condition: Condition): Condition | undefined {
  if (condition.is === 'time') return condition
  if (condition.is !== 'and') return undefined
  return { is: 'and', of: condition.of.map(timesOf).filter((of) => of !== undefined) }
}

function overlapOf({ place }: Axis): readonly string[] {
  return place.is === 'path' && place.each !== undefined ? [place.path.slice(0, place.each).join('.')] : []
}

function apart(one: Model, other: Model): SluiceError {
  return new SluiceError('INVALID_REQUEST', {
    what: `"${one.names.metrics}" and "${other.names.metrics}" are measured in different warehouses`,
    expected: 'measures of one warehouse',
    cure: 'Ask for them in two questions',
  })
}

/** The models that are measured, those that the viewer sees: of others he isn't told how fresh they are. */
function modelsRead(lens: Lens, query: MetricsQuery, { bases }: Measuring): readonly Model[] {
  const found = new Set([...bases.map(({ frame }) => frame.root.model), resolveModel(lens, leading(query))])
  return [...found].filter((model) => visible(lens, model))
}
