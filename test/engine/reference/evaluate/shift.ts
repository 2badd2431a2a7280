import type { Condition } from '../../../../src/engine/query.ts'
import { durationOf, negated } from '../values/calendar.ts'
import { fieldOf, type ModelSpec } from '../world/spec.ts'
import { dimensionAt, manyLinks } from './axis.ts'
import type { Asking } from './evaluate.ts'
import { Refused } from './reach.ts'
import type { Source } from './source.ts'

/** Reads rows as if all had happened `-by` later: at the time that is grouped by, or else the one in the conditions. */
export function shifted(
  asking: Asking,
  { model, axes, where }: Pick<Source, 'model' | 'axes' | 'where'>,
  by: string,
): Asking {
  const grouped = axes.map(({ path }) => path).filter((path) => isTime(asking, model, path))
  const asked = where.flatMap((condition) => timesOf(asking, model, condition))
  const found = grouped.length > 0 ? grouped : asked
  const [path, other] = [...new Map(found.map((one) => [one.join('.'), one])).values()]
  if (!path || other) throw new Refused(path ? 'several times could be moved' : 'no time to move')
  return { ...asking, moved: { path, by: negated(durationOf(by)) } }
}

/** Of the rows that are measured, not of those that they lead to by many. */
function isTime(asking: Asking, model: ModelSpec, path: readonly string[]): boolean {
  return dimensionAt(asking, model, path).time && manyLinks(asking, model, path).length === 0
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
      return fieldOf(model, 'dimension', condition.field).time ? [[condition.field]] : []
    default:
      return []
  }
}
