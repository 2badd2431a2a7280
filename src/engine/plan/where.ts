import { SluiceError } from '../../base/errors.ts'
import type { Dimension } from '../../model/model.ts'
import type { Condition } from '../query.ts'
import {
  everything,
  resolveDeciding,
  resolveDimension,
  resolveJoin,
  resolveModel,
  type Lens,
} from '../resolve.ts'
import { asInstant, nameOf, ownTime, spotOf, type Measured, type Place, type Spot } from './axis.ts'
import { moved, tick } from './calendar.ts'
import { compareExpr, conditionExpr } from './condition.ts'
import { askedExpr } from './dimension.ts'
import type { Expr } from './expr.ts'
import type { Frame } from './frame.ts'
import type { Path } from './reach.ts'

type Compare = Extract<Condition, { is: 'compare' | 'time' }>

/** Where a condition of a question stands: below a model, or at the question's own root. */
interface Standing {
  readonly model: string
  readonly path: Path
  /** Whether `model` is the one that the question is about. */
  readonly home: boolean
}

/** A question's `where`, and the model that it is about; none in `metrics`. */
export interface Asked {
  readonly home: string | undefined
  readonly condition: Condition
}

/** A question's condition as one on rows of the model that is measured: shared dimensions are found from there. */
export function whereExpr(lens: Lens, measured: Measured, frame: Frame, { home, condition }: Asked): Expr {
  if (home === measured.model.name) return conditionExpr(lens, frame, frame.root, condition)
  return within(condition, home === undefined ? undefined : { model: home, path: [], home: true })

  function within(of: Condition, standing: Standing | undefined): Expr {
    switch (of.is) {
      case 'and':
        return { is: 'all', of: of.of.map((one) => within(one, standing)) }
      case 'or':
        return { is: 'any', of: of.of.map((one) => within(one, standing)) }
      case 'not':
        return { is: 'not', of: within(of.of, standing) }
      case 'of':
        return within(of.of, { model: of.model, path: [], home: false })
      case 'one':
        return within(of.of, standing && below(lens, standing, of.link))
      case 'time':
        return timeExpr(lens, measured, frame, of)
      default:
        return leaf(of, standing)
    }
  }

  function leaf(
    of: Extract<Condition, { field: string } | { link: string }>,
    standing: Standing | undefined,
  ): Expr {
    if (!standing) throw misplaced()
    const place = placeOf(standing, 'field' in of ? of.field : '')
    const spot = spotOf(lens, measured, place)
    const table = frame.at(spot.path)
    if (of.is !== 'compare')
      return conditionExpr(lens, frame, table, 'field' in of ? { ...of, field: spot.field } : of)
    // What the asker may name was settled at home; its counterpart here is a matter of paths.
    const asked = decidingAt(lens, standing, of.field)
    const here = resolveDimension(everything(lens), table.model, spot.field)
    return compareExpr(lens, sameKind(lens, frame, spot, asked.type, here), asked.type, of)
  }
}

/** From when to when a question looks, by its own `where`: lower bounds belong to it, upper ones don't. */
export interface Bounds {
  readonly lower: readonly Expr[]
  readonly upper: readonly Expr[]
  /** What they are: a date may be bounded by instants, in `metrics`. */
  readonly type: 'Date' | 'DateTime' | undefined
  /** What else the `where` says. */
  readonly rest: Condition | undefined
}

/** The bounds that a question's `where` sets on a time, taken out of it; only what holds for every row does. */
export function boundsOf(lens: Lens, measured: Measured, asked: Asked | undefined, spot: Spot): Bounds {
  const lower: Expr[] = []
  const upper: Expr[] = []
  let kind: Bounds['type']
  if (!asked) return { lower, upper, type: kind, rest: undefined }
  const home = asked.home === undefined ? undefined : { model: asked.home, path: [], home: true }
  const rest = without(asked.condition, home)
  return { lower, upper, type: kind, rest }

  function without(of: Condition, standing: Standing | undefined): Condition | undefined {
    switch (of.is) {
      case 'and': {
        const kept = of.of.map((one) => without(one, standing)).filter((one) => one !== undefined)
        return kept.length === 0 && of.of.length > 0 ? undefined : { is: 'and', of: kept }
      }
      case 'of': {
        const kept = without(of.of, { model: of.model, path: [], home: false })
        return kept && { ...of, of: kept }
      }
      case 'one': {
        const kept = without(of.of, standing && below(lens, standing, of.link))
        return kept && { ...of, of: kept }
      }
      case 'time':
        return take(of, { path: [], field: ownTime(lens, measured) }, 'DateTime') ? undefined : of
      case 'compare':
        if (!standing) return of
        return takeCompare(of, standing) ? undefined : of
      default:
        return of
    }
  }

  function takeCompare(of: Extract<Condition, { is: 'compare' }>, standing: Standing): boolean {
    const { type } = decidingAt(lens, standing, of.field)
    if (type !== 'Date' && type !== 'DateTime') return false
    return take(of, spotOf(lens, measured, placeOf(standing, of.field)), type)
  }

  function take(of: Compare, at: Spot, type: 'Date' | 'DateTime'): boolean {
    if (nameOf(at) !== nameOf(spot)) return false
    const compared = compareExpr(lens, { is: 'number', text: '0' }, type, {
      ...of,
      is: 'compare',
      field: at.field,
    })
    if (compared.is !== 'compare') return false
    const [from, to] = compared.right
    if (!from) return false
    kind = type
    const next = (expr: Expr) => moved(expr, tick(type), 1, type, lens.calendar)
    switch (of.operator) {
      case 'gte':
        return lower.push(from) > 0
      case 'gt':
        return lower.push(next(from)) > 0
      case 'lt':
        return upper.push(from) > 0
      case 'lte':
        return upper.push(next(from)) > 0
      case 'eq':
        return lower.push(from) + upper.push(next(from)) > 0
      case 'between':
        return to !== undefined && lower.push(from) + upper.push(next(to)) > 0
      case 'inLast':
      case 'inPeriod':
        return to !== undefined && lower.push(from) + upper.push(to) > 0
      default:
        return false
    }
  }
}

/** The time dimensions that a condition compares, seen from the model that is measured, each once. */
export function timesIn(lens: Lens, measured: Measured, { home, condition }: Asked): readonly Spot[] {
  const found = new Map<string, Spot>()
  const visit = (of: Condition, standing: Standing | undefined): void => {
    if (of.is === 'and' || of.is === 'or') return of.of.forEach((one) => visit(one, standing))
    if (of.is === 'not') return visit(of.of, standing)
    if (of.is === 'of') return visit(of.of, { model: of.model, path: [], home: false })
    if (of.is === 'one') return visit(of.of, standing && below(lens, standing, of.link))
    if (of.is === 'time') return add({ path: [], field: ownTime(lens, measured) })
    if (of.is !== 'compare' || !standing) return
    if (decidingAt(lens, standing, of.field).time) add(spotOf(lens, measured, placeOf(standing, of.field)))
  }
  const add = (spot: Spot) => void found.set(nameOf(spot), spot)
  visit(condition, home === undefined ? undefined : { model: home, path: [], home: true })
  return [...found.values()]
}

function timeExpr(
  lens: Lens,
  measured: Measured,
  frame: Frame,
  of: Extract<Condition, { is: 'time' }>,
): Expr {
  const field = ownTime(lens, measured)
  const dimension = resolveDimension(everything(lens), measured.model, field)
  const left = sameKind(lens, frame, { path: [], field }, 'DateTime', dimension)
  return compareExpr(lens, left, 'DateTime', { ...of, is: 'compare', field })
}

function sameKind(lens: Lens, frame: Frame, { path }: Spot, type: Dimension['type'], here: Dimension): Expr {
  const table = frame.at(path)
  const expr = askedExpr(frame, table, here)
  const times = (one: Dimension['type']) => one === 'Date' || one === 'DateTime'
  return type === here.type || !times(type) ? expr : asInstant(lens, table.model, here, expr)
}

function below(lens: Lens, standing: Standing, link: string): Standing {
  resolveJoin(lens, endOf(lens, standing), link, false)
  return { ...standing, path: [...standing.path, link] }
}

function decidingAt(lens: Lens, standing: Standing, field: string): Dimension {
  const root = resolveModel(lens, standing.model)
  return resolveDeciding(lens, root, standing.path, endOf(lens, standing), field)
}

function endOf(lens: Lens, { model, path }: Standing) {
  return path.reduce((at, name) => resolveJoin(lens, at, name, false).to, resolveModel(lens, model))
}

function placeOf({ model, path, home }: Standing, field: string): Place {
  return home ? { is: 'path', model, path, field } : { is: 'model', model, path, field }
}

function misplaced(): SluiceError {
  return new SluiceError('INVALID_REQUEST', { what: 'A condition of "metrics" names no model' })
}
