import { invariant, SluiceError } from '../../base/errors.ts'
import type { Dimension, Model } from '../../model/model.ts'
import { modelNamed } from '../../model/model.ts'
import type { ValueName } from '../../model/values.ts'
import type { Grain } from '../../warehouses/contract.ts'
import { everything, isMasked, resolveDeciding, resolveDimension, visible, type Lens } from '../resolve.ts'
import { periodStart, zoneOf } from './calendar.ts'
import { shownExpr } from './dimension.ts'
import type { Expr } from './expr.ts'
import type { Frame, Table } from './frame.ts'
import { reachable, shortestPath, type Path, type Start } from './reach.ts'

/** One of the things that a question groups by, whatever model is measured. */
export interface Axis {
  /** The column that it is, `d0`. */
  readonly name: string
  /** Place, granularity and calendar: two selections of the same are one axis. */
  readonly id: string
  /** How a request names it: `customer.plan`. */
  readonly label: string
  readonly place: Place
  /** The model whose dimension it is; none of its own for `time`. */
  readonly model: string
  readonly field: string
  readonly type: ValueName
  readonly time: boolean
  readonly by?: Grain
}

/** Where a dimension stands. */
export type Place =
  /** Along links from the model that the question is about; `each` says how many of them lead along the to-many link. */
  | {
      readonly is: 'path'
      readonly model: string
      readonly path: Path
      readonly field: string
      readonly each?: number
    }
  /** In `metrics`: below a model, however each measured model leads there. */
  | { readonly is: 'model'; readonly model: string; readonly path: Path; readonly field: string }
  /** In `metrics`: each measured model's own time. */
  | { readonly is: 'time' }

/** What a base is about: its model, and what its question says of the way to shared dimensions. */
export interface Measured extends Start {
  readonly time?: string
}

/** A dimension of a base: the to-one path to its table, and the field. */
export interface Spot {
  readonly path: Path
  readonly field: string
}

/** A spot's dotted path. */
export function nameOf({ path, field }: Spot): string {
  return [...path, field].join('.')
}

/** Whether an axis groups along a to-many link. */
export function isEach({ place }: Axis): boolean {
  return place.is === 'path' && place.each !== undefined
}

/**
 * Where a place is, seen from the model that is measured.
 * @throws INVALID_REQUEST for what can't be reached, or along several paths
 */
export function spotOf(lens: Lens, measured: Measured, place: Place): Spot {
  const { models } = lens
  if (place.is === 'time') return { path: [], field: ownTime(lens, measured) }
  if (place.is === 'model') {
    const way = shortestPath(lens, measured, place.model)
    if (!way) throw unreachable(lens, measured.model, place.model)
    return { path: [...way, ...place.path], field: place.field }
  }
  if (place.model === measured.model.name) return { path: place.path, field: place.field }
  const home = modelNamed(models, place.model)
  const way = shortestPath(lens, measured, home.name)
  if (way) return { path: [...way, ...place.path], field: place.field }
  if (place.path.length === 0 && place.field === firstTime(lens, home))
    return { path: [], field: ownTime(lens, measured) }
  const target = modelAt(lens, home, place.path)
  const usual = shortestPath(lens, { model: home }, target.name)
  const there = usual?.join('.') === place.path.join('.') && shortestPath(lens, measured, target.name)
  if (!there) throw unreachable(lens, measured.model, target.name)
  return { path: there, field: place.field }
}

/** An axis for a row of a base, cut into its periods. */
export function axisExpr(lens: Lens, measured: Measured, frame: Frame, axis: Axis): Expr {
  const { place } = axis
  if (place.is === 'path' && place.each !== undefined) {
    if (place.model !== measured.model.name) throw notAlong(measured.model, axis)
    return eachExpr(lens, frame, axis, place.each)
  }
  const { path, field } = spotOf(lens, measured, place)
  return cut(lens, frame, frame.at(path), field, axis)
}

function cut(lens: Lens, frame: Frame, table: Table, field: string, { type, by }: Axis): Expr {
  // Who groups by it was let see it when the axis was made; from here on it is a matter of paths.
  const dimension = resolveDimension(everything(lens), table.model, field)
  const plain = shownExpr(lens, frame, table, dimension)
  if (!by) return plain
  invariant(
    dimension.type === 'Date' || dimension.type === 'DateTime',
    `${table.model.name}.${field} has granularities`,
  )
  const start = periodStart(plain, by, dimension.type, lens.calendar)
  return type === dimension.type ? start : asInstant(lens, table.model, dimension, start)
}

/** A row counts once in each group that it has a linked row in: the linked rows' groups are joined, each once. */
function eachExpr(lens: Lens, frame: Frame, axis: Axis, steps: number): Expr {
  invariant(axis.place.is === 'path', 'only links lead to many rows')
  const { path, field } = axis.place
  const table = frame.at(path.slice(0, steps - 1))
  const name = path[steps - 1] ?? ''
  const link = table.model.fields.get(name)
  invariant(link?.is === 'link' && link.many, `${table.model.name}.${name} leads to many rows`)
  let each = frame.eaches.find((one) => one.frame.parent?.table === table && one.link === name)
  if (!each) {
    each = { alias: frame.alias('e'), link: name, frame: frame.below(table, link), columns: [] }
    frame.eaches.push(each)
  }
  const inner = each.frame
  const expr = cut(lens, inner, inner.at(path.slice(steps)), field, axis)
  const column = `e${each.columns.length}`
  each.columns.push({ name: column, expr })
  return { is: 'output', of: each.alias, name: column }
}

/** A date among instants: the midnight that it begins with. */
export function asInstant(lens: Lens, { name }: Model, dimension: Dimension, of: Expr): Expr {
  if (dimension.type === 'Date') return { is: 'instant', of, zone: zoneOf(lens.calendar) }
  throw new SluiceError('INVALID_REQUEST', {
    what: `"${name}.${dimension.name}" is an instant, and the question's time is a date`,
    expected: 'times of one kind',
    cure: 'Ask in "metrics", whose time is an instant',
  })
}

/** The dimension that `time` is for a model, as its asker sees it. @throws INVALID_REQUEST where it has none */
export function ownTime(lens: Lens, { model, time, authored }: Measured): string {
  const own =
    time === undefined
      ? firstTime(lens, model, authored)
      : resolveDeciding(authored ? everything(lens) : lens, model, [], model, time).name
  if (own !== undefined) return own
  throw new SluiceError('INVALID_REQUEST', {
    what: `"${model.name}" has no time to group by`,
    expected: 'a model with a field marked @time',
    cure: `Mark one of its times with @time, or leave "${model.names.metrics}" out of a question about time`,
  })
}

/** The first time of a model that questions may be about; its author's may be about hidden ones, never masked ones. */
function firstTime(lens: Lens, { fields }: Model, authored?: true): string | undefined {
  const seen = (field: Dimension) => (authored || visible(lens, field)) && !isMasked(lens, field)
  return [...fields.values()].find(
    (field): field is Dimension => field.is === 'dimension' && field.time && seen(field),
  )?.name
}

function modelAt({ models }: Lens, from: Model, path: Path): Model {
  return path.reduce((at, name) => {
    const link = at.fields.get(name)
    invariant(link?.is === 'link', `${at.name}.${name} is a link`)
    return modelNamed(models, link.to)
  }, from)
}

function notAlong({ name }: Model, { label }: Axis): SluiceError {
  return new SluiceError('INVALID_REQUEST', {
    what: `A measure of "${name}" can't be grouped by "${label}", which stands along a to-many link`,
    expected: 'a grouping that all of its models lead to along to-one links',
    cure: 'Leave the measure out, or ask for it in a question without that grouping',
  })
}

function unreachable(lens: Lens, from: Model, to: string): SluiceError {
  const found = reachable(lens, from).map((name) => `"${name}"`)
  return new SluiceError('INVALID_REQUEST', {
    what: `"${from.name}" doesn't lead to "${to}": no path of to-one links goes there`,
    expected: `a dimension of ${found.join(', ')}`,
    cure: `Leave it out, or ask for the measures of "${from.name}" in a question of their own`,
  })
}
