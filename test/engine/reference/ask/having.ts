import type { Condition } from '../../../../src/engine/query.ts'
import { valueTypes } from '../../../../src/model/values.ts'
import type { Choice } from '../world/choice.ts'
import { pools } from '../world/rows.ts'
import { measuresOf, readsOthers, type MeasureSpec, type ModelSpec } from '../world/spec.ts'
import { constant, input, likeOfType } from './condition.ts'

/** A random condition on measures of `model`. */
export function randomHaving(choice: Choice, model: ModelSpec, depth = 1): Condition {
  if (depth > 0 && choice.chance(30)) {
    return {
      is: choice.one(['and', 'or'] as const),
      of: choice.times(2, () => randomHaving(choice, model, depth - 1)),
    }
  }
  const measure = choice.one(measuresOf(model).filter(({ name }) => !readsOthers(model, name)))
  if (choice.chance(15)) return { is: 'missing', field: measure.name }
  const plain = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte'] as const
  const compared: Condition = {
    is: 'compare',
    field: measure.name,
    operator: choice.one(plain.filter((operator) => valueTypes[measure.type].operators.includes(operator))),
    operands: [constant(measure.type, threshold(choice, measure))],
  }
  return choice.chance(15) ? { is: 'not', of: compared } : compared
}

function threshold(choice: Choice, { type }: MeasureSpec): unknown {
  return input(choice.one(pools[likeOfType[type]]), type)
}
