import type { Condition } from '../../../../src/engine/query.ts'
import { durationOf, negated } from '../values/calendar.ts'
import { fieldOf, type ModelSpec } from '../world/spec.ts'
import type { Axis } from './axis.ts'
import { dimensionAt } from './axis.ts'
import type { Asking } from './evaluate.ts'
import { Refused } from './reach.ts'

/** Reads rows as if all had happened `-by` later: at the time that is grouped by, or else the one in the conditions. */
export function shifted(
  asking: Asking,
  {
    model,
    axes,
    where,
  }: { readonly model: ModelSpec; readonly axes: readonly Axis[]; readonly where: readonly Condition[] },
  own: Condition | undefined,
  by: string,
): Asking {
  const grouped = axes.map(({ path }) => path).filter((path) => isTime(asking, model, path))
  const asked = [...where, ...(own ? [own] : [])].flatMap((condition) => timesOf(asking, model, condition))
  const paths = [
    ...new Map((grouped.length > 0 ? grouped : asked).map((path) => [path.join('.'), path])).values(),
  ]
  const [path, other] = paths
  if (!path || other) throw new Refused(`${paths.length} times could be moved`)
  return { ...asking, moved: { path, by: negated(durationOf(by)) } }
}

function isTime(asking: Asking, model: ModelSpec, path: readonly string[]): boolean {
  return dimensionAt(asking, model, path).time
}

function timesOf(asking: Asking, model: ModelSpec, condition: Condition): readonly (readonly string[])[] {
  switch (condition.is) {
    case 'and':
    case 'or':
      return condition.of.flatMap((of) => timesOf(asking, model, of))
    case 'not':
      return timesOf(asking, model, condition.of)
    case 'one': {
      const { link, of } = condition
      const target = asking.house.model(fieldOf(model, 'link', link).to)
      return timesOf(asking, target, of).map((path) => [link, ...path])
    }
    case 'compare':
    case 'missing':
      return fieldOf(model, 'dimension', condition.field).time ? [[condition.field]] : []
    default:
      return []
  }
}
