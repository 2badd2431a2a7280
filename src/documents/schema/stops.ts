import { modelNamed, type Dimension, type Link, type Model, type Models } from '../../model/model.ts'
import { groupsFor, isCut, leadsToCut } from '../../model/rules.ts'
import { valueTypes } from '../../model/values.ts'
import { dimensions, isComparable, links, type View } from './visible.ts'

/**
 * A model where a path comes to it. Along what the small groups of `root` are told by it has types of its own: who
 * isn't cleared sees nothing else in them, and who is finds all the rest there too, under the same names.
 */
export interface Stop {
  readonly root: Model
  readonly path: readonly string[]
  readonly model: Model
}

export function start(model: Model): Stop {
  return { root: model, path: [], model }
}

export function follow(models: Models, { root, path }: Stop, link: Link): Stop {
  const model = modelNamed(models, link.to)
  const onward = [...path, link.name]
  return root.minGroup && leadsToCut(root.minGroup, onward) ? { root, path: onward, model } : start(model)
}

/** What the types of a stop begin with: `Customer`, or `_Order_customer` along small groups. */
export function typePrefix({ root, path }: Stop): string {
  return path.length === 0 ? root.name : `_${[root.name, ...path].join('_')}`
}

/** Dimensions that rows can be grouped by. */
export function groupings(view: View, { root, path, model }: Stop): readonly Dimension[] {
  const groups = groupsFor(root, view.roles)
  return dimensions(view, model).filter(
    ({ name, type }) => valueTypes[type].groups && (!groups || isCut(groups, [...path, name])),
  )
}

/** Dimensions that rows can be told apart by. */
export function comparables(view: View, { root, path, model }: Stop): readonly Dimension[] {
  const groups = groupsFor(root, view.roles)
  return dimensions(view, model).filter(
    (one) => isComparable(view, one) && (!groups || isCut(groups, [...path, one.name])),
  )
}

/** Links that lead on within one statement. */
export function waysOn(view: View, { root, path, model }: Stop, many: boolean): readonly Link[] {
  const groups = groupsFor(root, view.roles)
  return links(view, model, many).filter(({ name }) => !groups || leadsToCut(groups, [...path, name]))
}

/** Dimensions that rows can be ordered by. */
export function orderables(view: View, stop: Stop): readonly Dimension[] {
  return comparables(view, stop).filter(({ type }) => valueTypes[type].ordered)
}

/** Whether there is anything to order by, here or along to-one links: an input without fields is no GraphQL. */
export function isOrdered(view: View, from: Stop): boolean {
  const seen = new Map([[typePrefix(from), from]])
  // A map that grows while it is walked is walked to its end.
  for (const stop of seen.values()) {
    if (orderables(view, stop).length > 0) return true
    for (const link of waysOn(view, stop, false)) {
      const next = follow(view.models, stop, link)
      if (!seen.has(typePrefix(next))) seen.set(typePrefix(next), next)
    }
  }
  return false
}
