import { invariant } from '../../base/errors.ts'
import type { Cumulative, SemiAdditive } from '../../model/kinds/kind.ts'
import type { Model } from '../../model/model.ts'
import { everything, resolveDimension, type Lens } from '../resolve.ts'
import { notOne, timeAxis, uncut, type Ask } from './ask.ts'
import { asInstant, axisExpr, isEach, nameOf, spotOf, type Axis, type Spot } from './axis.ts'
import { DAYS, type Base, type Column, type Periods, type Presence, type Sets } from './base.ts'
import { earliest, lasting, moved, periodStart, startsOf, tick, zoneOf } from './calendar.ts'
import { askedExpr } from './dimension.ts'
import type { Expr } from './expr.ts'
import type { Frame, Table } from './frame.ts'
import { mover, nearby, shiftedSpot } from './shift.ts'
import { present } from './span.ts'
import { boundsOf, whereExpr, type Asked, type Bounds } from './where.ts'

/** Where bases come from: frames over a model's rows, and the alias under which a base's columns are seen. */
export interface Soil {
  readonly open: (model: Model) => Frame
  readonly alias: (prefix: string) => string
  readonly seenAs: (base: string) => string
  readonly sets: Sets
}

/** The bases of a plan and their columns, each made when the first measure needs it. */
export class Bases {
  readonly list: Base[] = []
  readonly #soil: Soil
  readonly #byKey = new Map<string, Base>()
  #columns = 0

  constructor(soil: Soil) {
    this.#soil = soil
  }

  /** Rows in the groups that they happened in. */
  plain(lens: Lens, ask: Ask): Base {
    const eaches = ask.axes.filter(isEach).map(({ name }) => name)
    return this.#base(lens, ask, 'plain', eaches, (frame) => ({
      where: this.#where(lens, ask, frame),
      form: { is: 'plain' },
      gives: true,
    }))
  }

  /** The base in which each entity's values become one. */
  balances(lens: Lens, { per }: SemiAdditive, ask: Ask): Base {
    return this.#base(lens, ask, 'balance', [per, ask.axes.map(({ name }) => name)], (frame) => ({
      where: this.#where(lens, ask, frame),
      form: {
        is: 'balance',
        per: entities(lens, frame.root, per),
        values: [],
      },
      gives: true,
    }))
  }

  /** Rows up to each period's end; where the question isn't grouped by that time, up to the question's end. */
  cumulative(lens: Lens, along: Cumulative, asking: Ask, adds: boolean): Base {
    const spot: Spot = { path: [], field: along.over }
    const ask: Ask = { ...asking, along: spot }
    const bounds = boundsOf(lens, ask, ask.asked, spot)
    const axis = this.#axisAt(lens, ask, spot)
    const asked = bounds.rest && ask.asked ? { ...ask.asked, condition: bounds.rest } : undefined
    const key = [along, ask.axes.map(({ name }) => name)]
    if (axis)
      return this.#spread(lens, ask, axis, spot, bounds, asked, along, key, adds && byDays(along, axis))
    // Among periods that aren't shown together there is no end to accumulate to.
    if (ask.beyond && this.#axisAt(lens, { ...ask, axes: ask.beyond.axes }, spot))
      return this.#nothing(lens, ask)
    return this.#base(lens, ask, 'cumulative', key, (frame) => {
      const dimension = resolveDimension(everything(lens), ask.model, along.over)
      const type = bounds.type ?? (dimension.type === 'Date' ? 'Date' : 'DateTime')
      const plain = askedExpr(frame, frame.root, dimension)
      const time = type === dimension.type ? plain : asInstant(lens, ask.model, dimension, plain)
      const end = bounds.upper.length > 0 ? earliest(bounds.upper) : present('now', type, lens.calendar)
      const start = startOf(lens, along, end, type)
      const ends: Expr[] = [{ is: 'compare', operator: 'lt', left: time, right: [end] }]
      const starts: Expr[] = start ? [{ is: 'compare', operator: 'gte', left: time, right: [start] }] : []
      return {
        where: [...this.#where(lens, { ...ask, asked }, frame), ...ends, ...starts],
        form: { is: 'plain' },
        gives: false,
      }
    })
  }

  /** No rows: counts are 0 of them, and all else is null. */
  #nothing(lens: Lens, ask: Ask): Base {
    return this.#base(lens, ask, 'nothing', null, () => ({
      where: [{ is: 'any', of: [] }],
      form: { is: 'plain' },
      gives: false,
    }))
  }

  /** Rows up to each period's end, of those that the question is about. */
  running(lens: Lens, ask: Ask): Base {
    const axis = timeAxis(ask.axes)
    const spot = spotOf(lens, ask, axis.place)
    const bounds = boundsOf(lens, ask, ask.asked, spot)
    return this.#spread(
      lens,
      ask,
      axis,
      spot,
      bounds,
      ask.asked,
      undefined,
      ask.axes.map(({ name }) => name),
      false,
    )
  }

  #spread(
    lens: Lens,
    ask: Ask,
    axis: Axis,
    spot: Spot,
    bounds: Bounds,
    asked: Asked | undefined,
    along: Cumulative | undefined,
    key: unknown,
    days: boolean,
  ): Base {
    const { type } = axis
    invariant(type === 'Date' || type === 'DateTime', `${axis.label} is a time`)
    const timeIn = (frame: Frame): Expr => {
      const table = frame.at(spot.path)
      const dimension = resolveDimension(everything(lens), table.model, spot.field)
      const expr = askedExpr(frame, table, dimension)
      return dimension.type === type ? expr : asInstant(lens, table.model, dimension, expr)
    }
    return this.#base(lens, ask, 'spread', [key, days], (frame) => {
      const [alias, range] = [this.#soil.alias('p'), this.#soil.alias('r')]
      const at: Expr = { is: 'output', of: range, name: 'at' }
      const calendar = { zone: zoneOf(lens.calendar), starts: startsOf(lens.calendar) }
      const periods: Periods = { alias, axis, ...calendar, from: at, to: at, range }
      const next: Expr = { is: 'output', of: alias, name: 'next' }
      const end = earliest([next, ...bounds.upper])
      const time = timeIn(frame)
      const start = along && startOf(lens, along, end, type)
      const before = (left: Expr, right: readonly Expr[]): readonly Expr[] =>
        right.map((one) => ({ is: 'compare', operator: 'lt', left, right: [one] }))
      const left: Expr = days ? { is: 'output', of: DAYS, name: 'day' } : time
      const since: readonly Expr[] = start ? [{ is: 'compare', operator: 'gte', left, right: [start] }] : []
      const on = [...before(left, [days ? next : end]), ...since]
      // Days begin and end with the periods; an end within a day is an end of rows.
      const where = [
        ...this.#where(lens, { ...ask, asked }, frame),
        ...(days ? before(time, bounds.upper) : []),
      ]
      const day = periodStart(time, 'DAY', type, lens.calendar)
      return {
        where,
        form: { is: 'spread', periods, on, ...(days ? { day } : {}) },
        gives: false,
        period: { axis, start: { is: 'output', of: alias, name: 'start' } },
      }
    })
  }

  #base(
    lens: Lens,
    ask: Ask,
    kind: string,
    more: unknown,
    make: (frame: Frame) => Pick<Base, 'where' | 'form'> & {
      /** Whether its rows give groups. */
      readonly gives: boolean
      readonly period?: { readonly axis: Axis; readonly start: Expr }
    },
  ): Base {
    const { model, time, via, authored, asked, shift, beyond } = ask
    const spot = shift && shiftedSpot(lens, ask)
    const calendar = kind === 'plain' && !shift ? undefined : lens.calendar
    const key = JSON.stringify([
      kind,
      more,
      model.name,
      time,
      via,
      authored,
      asked,
      shift,
      spot,
      beyond?.part,
      calendar,
    ])
    let base = this.#byKey.get(key)
    if (!base) {
      const frame = this.#soil.open(model)
      if (shift && spot) frame.moved = { path: nameOf(spot), move: mover(lens, frame, spot, shift) }
      const { period, gives, ...made } = make(frame)
      const groups: Base['groups'] = period ? [{ axis: period.axis, expr: period.start }] : []
      const where = beyond ? [...made.where, beyondExpr(lens, ask, frame, beyond)] : made.where
      const name = this.#soil.alias('b')
      base = {
        ...made,
        name,
        frame,
        where,
        groups,
        columns: [],
        sets: new Set(),
        ...(shift ? { shift } : {}),
        direct: false,
        presence: 'carried',
        gives,
        ...(beyond ? { beyond: beyond.part } : {}),
      }
      this.#byKey.set(key, base)
      this.list.push(base)
    }
    // What first only ordered may be selected after all.
    if (!ask.unseen) {
      base.direct = !ask.authored
      if (base.gives) base.presence = presenceOf(ask)
    }
    for (const axis of ask.axes) {
      if (base.groups.some((group) => group.axis === axis)) continue
      base.groups.push({ axis, expr: axisExpr(lens, ask, base.frame, axis) })
    }
    base.sets.add(this.#soil.sets.of(ask.axes))
    return base
  }

  #where(lens: Lens, ask: Ask, frame: Frame): readonly Expr[] {
    if (!ask.asked) return []
    return [whereExpr(lens, ask, frame, ask.asked), ...nearby(lens, ask, frame, ask.asked)]
  }

  #axisAt(lens: Lens, ask: Ask, spot: Spot): Axis | undefined {
    const axes = ask.axes.filter((axis) => {
      if (!axis.time || isEach(axis)) return false
      return nameOf(spotOf(lens, ask, axis.place)) === nameOf(spot)
    })
    const [found, other] = axes
    if (other) throw notOne(axes)
    if (found && !found.by) throw uncut(found)
    return found
  }

  /** A base's column, as the plan sees it. */
  column(base: Base, id: readonly unknown[], expr: Expr, counts: boolean, again?: Column['again']): Expr {
    const key = JSON.stringify(id)
    let column = base.columns.find((one) => one.id === key)
    if (!column) {
      column = { name: `a${this.#columns++}`, id: key, expr, counts, ...(again ? { again } : {}) }
      base.columns.push(column)
    }
    return this.seen(base, column)
  }

  seen({ name }: Base, column: Column): Expr {
    return { is: 'output', of: this.#soil.seenAs(name), name: column.name }
  }
}

// Where the time is the whole key, a tenant's balances are one entity: among all tenants each is one.
function entities(lens: Lens, table: Table, columns: readonly string[]): readonly Expr[] {
  const alone = columns.length === 0 && lens.viewer.scope === 'operator' && table.model.tenant.is !== 'shared'
  const of: readonly Expr[] = alone
    ? [{ is: 'number', text: '1' }]
    : columns.map((column): Expr => ({ is: 'column', table, column }))
  return of.map((one): Expr => ({ is: 'entity', table, of: one }))
}

// What the author reads of another model adds no groups to those that were asked for.
function presenceOf({ shift, authored }: Ask): Presence {
  if (authored) return 'carried'
  return shift ? 'shifted' : 'own'
}

function startOf(
  lens: Lens,
  { window, toDate }: Cumulative,
  end: Expr,
  type: 'Date' | 'DateTime',
): Expr | undefined {
  if (window !== undefined) return moved(end, lasting(window), -1, type, lens.calendar)
  if (toDate === undefined) return undefined
  const last = moved(end, tick(type), -1, type, lens.calendar)
  return periodStart(last, toDate, type, lens.calendar)
}

/** Whether days can stand for their rows: a window may begin within a day, and so may periods shorter than one. */
function byDays({ window }: Cumulative, { by }: Axis): boolean {
  return window === undefined && by !== 'HOUR' && by !== 'MINUTE'
}

function beyondExpr(lens: Lens, ask: Ask, frame: Frame, { part, axes }: NonNullable<Ask['beyond']>): Expr {
  return {
    is: 'beyond',
    part,
    values: axes.map((axis) => axisExpr(lens, ask, frame, axis)),
    names: axes.map(({ name }) => name),
  }
}
