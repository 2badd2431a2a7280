import { invariant } from '../../base/errors.ts'
import type { Condition, Operand } from '../../engine/query.ts'
import { operators, type OperatorName } from '../../model/operators.ts'
import type { ValueName } from '../../model/values.ts'
import { allOf, meaningful } from './combined.ts'
import type { Given } from './given.ts'

/** What is compared. */
export interface Compared {
  /** For messages. */
  readonly name: string
  readonly type: ValueName
  compare(operator: OperatorName, operands: readonly Operand[]): Condition
  readonly missing: Condition
}

/** `{ gte: $from, lt: $to }`: comparisons that hold together. */
export function readComparisons(compared: Compared, given: Given): Condition {
  const parts = meaningful(given, `"${compared.name}"`).map(([name, value]): Condition => {
    const operator = name as OperatorName
    if (operators[operator].takes === 'flag') {
      return value.constant() === true ? compared.missing : { is: 'not', of: compared.missing }
    }
    return compared.compare(operator, operandsOf(compared.type, operator, value))
  })
  return allOf(parts)
}

function operandsOf(type: ValueName, operator: OperatorName, value: Given): readonly Operand[] {
  switch (operators[operator].takes) {
    case 'many':
      return [value.listOperand(type)]
    case 'two': {
      const ends = new Map(value.entries())
      return ['from', 'to'].map((name) => {
        const end = ends.get(name)
        invariant(end, `${operator} has both ends`)
        return end.operand(type)
      })
    }
    case 'duration':
      return [value.operand('Duration')]
    case 'period':
      // A period's bounds are reckoned from its name, so that it shapes the plan.
      return [{ is: 'constant', type: 'String', value: value.constant() }]
    default:
      return [value.operand(type)]
  }
}
