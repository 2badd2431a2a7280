import type { Grain } from '../../../../src/warehouses/contract.ts'
import { cut, Day, Instant, midnight } from '../values/calendar.ts'
import { identity, type Value } from '../values/value.ts'
import { fieldOf, type ModelSpec } from '../world/spec.ts'
import { read } from './condition.ts'
import type { Asking } from './evaluate.ts'
import type { Item } from './house.ts'

/** A dimension that rows are grouped by; its path may go along to-many links too. */
export interface Axis {
  readonly path: readonly string[]
  readonly by: Grain | undefined
  /** Each model's own time, where days stand for the moments at which they begin. */
  readonly own?: true
}

/** One value for each axis. */
export type Tuple = readonly Value[]

/**
 * The groups that a row is in: one, unless an axis goes along a to-many link. Then it is one for each different row
 * there, and the group of nulls where there is none.
 */
export function tuplesOf(asking: Asking, item: Item, axes: readonly Axis[]): readonly Tuple[] {
  const tuples = spread(asking, item, axes).map((reached) =>
    axes.map(({ path, by, own }) => {
      const { start, rest } = nearest(reached, item.model, asking, path)
      const value = read(asking, start, rest, path)
      const period =
        by && (value instanceof Day || value instanceof Instant) ? cut(value, by, asking.clock) : value
      return own && period instanceof Day ? midnight(period, asking.clock.zone) : period
    }),
  )
  return distinct(tuples)
}

export function distinct(tuples: readonly Tuple[]): readonly Tuple[] {
  return [...new Map(tuples.map((tuple) => [nameOf(tuple), tuple])).values()]
}

/** Equal tuples have equal names; nulls are equal. */
export function nameOf(tuple: Tuple): string {
  return JSON.stringify(tuple.map(identity))
}

/** By dotted path along a to-many link: a row that is there, or null. */
type Reached = ReadonlyMap<string, Item | null>

/** Every choice of one row for each to-many link that the axes go along. */
function spread(asking: Asking, item: Item, axes: readonly Axis[]): readonly Reached[] {
  const { house } = asking
  const links = [...new Set(axes.flatMap(({ path }) => manyLinks(asking, item.model, path)))]
  const start: readonly Reached[] = [new Map()]
  return links.reduce<readonly Reached[]>(
    (choices, link) =>
      choices.flatMap((reached) => {
        const path = link.split('.')
        const { start, rest } = nearest(reached, item.model, asking, path)
        const parent = house.walk(start, rest.slice(0, -1))
        const rows = parent ? house.followMany(parent, fieldOf(parent.model, 'link', path.at(-1) ?? '')) : []
        return (rows.length > 0 ? rows : [null]).map((row) => new Map([...reached, [link, row]]))
      }),
    start.map((reached) => new Map([...reached, ['', item]])),
  )
}

/** The row that is reached nearest to the end of a path, and what is left to go. */
function nearest(reached: Reached, model: ModelSpec, asking: Asking, path: readonly string[]) {
  const links = ['', ...manyLinks(asking, model, path)].filter((link) => reached.has(link))
  const link = links.at(-1) ?? ''
  return { start: reached.get(link) ?? null, rest: path.slice(link === '' ? 0 : link.split('.').length) }
}

/** The to-many links of a path, each as the path that ends with it. */
export function manyLinks({ house }: Asking, model: ModelSpec, path: readonly string[]): readonly string[] {
  let at = model
  return path.slice(0, -1).flatMap((name, i) => {
    const link = fieldOf(at, 'link', name)
    at = house.model(link.to)
    return link.many ? [path.slice(0, i + 1).join('.')] : []
  })
}

/** The dimension at the end of a path. */
export function dimensionAt({ house }: Asking, model: ModelSpec, path: readonly string[]) {
  const end = path.slice(0, -1).reduce((at, link) => house.model(fieldOf(at, 'link', link).to), model)
  return fieldOf(end, 'dimension', path.at(-1) ?? '')
}
