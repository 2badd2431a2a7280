import type { Condition } from '../../../../src/engine/query.ts'
import type { Value } from '../values/value.ts'
import { dimensionsOf, fieldOf, type ModelSpec } from '../world/spec.ts'
import { shortestWays } from '../world/ways.ts'
import type { Axis } from './axis.ts'
import type { Asking } from './evaluate.ts'
import { measured, type Cell } from './measure.ts'

/** What a question asks that can't be: the engine must refuse it. */
export class Refused extends Error {}

/** The one way; of several, the one that `via` names. */
export function wayTo(
  asking: Asking,
  from: ModelSpec,
  to: string,
  via: readonly string[] = [],
): readonly string[] {
  const ways = shortestWays(asking.house.models, from, to)
  const chosen = ways.filter((way) => via.includes(way.join('.')))
  const [way, other] = chosen.length > 0 ? chosen : ways
  if (!way) throw new Refused(`no way from ${from.name} to ${to}`)
  if (other) throw new Refused(`several ways from ${from.name} to ${to}`)
  return way
}

/** A measure of another model, over the same dimensions, at its own grain. */
export function elsewhere(cell: Cell, name: string, measure: string): Value {
  const { asking, model } = cell
  if (cell.items) throw new Refused('per parent there is one model')
  const target = asking.house.model(name)
  const axes = cell.axes.map((axis): Axis => ({
    ...axis,
    path: mappedPath(asking, model, target, axis.path),
  }))
  const where = cell.where.map((condition) => translated(asking, model, target, condition))
  const own = cell.own && translated(asking, model, target, cell.own)
  const running = cell.running === undefined ? {} : { running: cell.running }
  const { moved } = asking
  const move = moved && { moved: { ...moved, path: mappedPath(asking, model, target, moved.path) } }
  return measured(
    { asking: { ...asking, ...move }, model: target, where, own, axes, groups: cell.groups, ...running },
    measure,
  )
}

/**
 * The path to the same dimension from another model: through the first model where that is led to; else to what the
 * path leads to, if it is the shortest there; and a model's own time is another's own time.
 */
function mappedPath(
  asking: Asking,
  from: ModelSpec,
  to: ModelSpec,
  path: readonly string[],
): readonly string[] {
  const { house } = asking
  if (shortestWays(house.models, to, from.name).length > 0) return [...wayTo(asking, to, from.name), ...path]
  const [field = ''] = path.slice(-1)
  const links = path.slice(0, -1)
  const own = dimensionsOf(from).find(({ time }) => time)?.name
  if (links.length === 0 && field === own) return [timeOf(to)]
  const end = links.reduce((at, link) => house.model(fieldOf(at, 'link', link).to), from)
  if (links.length === 0 || wayTo(asking, from, end.name).join('.') !== links.join('.')) {
    throw new Refused(`${to.name} doesn't know ${path.join('.')} of ${from.name}`)
  }
  return [...wayTo(asking, to, end.name), field]
}

/** The time that is a model's own: the first. */
export function timeOf(model: ModelSpec): string {
  const time = dimensionsOf(model).find(({ time }) => time)?.name
  if (time === undefined) throw new Refused(`${model.name} has no time`)
  return time
}

function translated(
  asking: Asking,
  from: ModelSpec,
  to: ModelSpec,
  condition: Condition,
  path: readonly string[] = [],
): Condition {
  const inner = (of: Condition, below = path) => translated(asking, from, to, of, below)
  switch (condition.is) {
    case 'and':
    case 'or':
      return { ...condition, of: condition.of.map((one) => inner(one)) }
    case 'not':
      return { ...condition, of: inner(condition.of) }
    case 'one':
      return inner(condition.of, [...path, condition.link])
    case 'compare':
    case 'missing': {
      const mapped = mappedPath(asking, from, to, [...path, condition.field])
      return along(mapped.slice(0, -1), { ...condition, field: mapped.at(-1) ?? '' })
    }
    case 'some':
    case 'none':
    case 'every':
      return along(mappedPath(asking, from, to, [...path, condition.link]).slice(0, -1), condition)
    default:
      throw new TypeError(`rows have no ${condition.is}`)
  }
}

/** A condition on what a path leads to. */
export function along(path: readonly string[], condition: Condition): Condition {
  return path.reduceRight<Condition>((of, link) => ({ is: 'one', link, of }), condition)
}
