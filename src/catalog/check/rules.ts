import type { Place } from '../../base/fault.ts'
import { valueTypes } from '../../model/values.ts'
import type { Ask } from './asks.ts'
import type { Bound } from './bind.ts'

/** What is to be asked of a model's row rules, and of what its small groups count. */
export function asksOfRules(bound: Bound): readonly (Ask & { readonly name: string; readonly at: Place })[] {
  const { name, rows, minGroup, at } = bound.model
  const rules = rows.map((rule) => ({
    name: `The row rule of "${name}"`,
    at: rule.at,
    of: [{ on: bound, expression: rule.where }],
    judge: condition(name, rule.at),
  }))
  if (!minGroup?.of) return rules
  const counted = {
    name: `What the small groups of "${name}" count`,
    at,
    of: [{ on: bound, expression: minGroup.of }],
    judge: comparable(name, at),
  }
  return [...rules, counted]
}

function condition(name: string, at: Place): Ask['judge'] {
  return ([is]) => {
    if (!is || is.value === 'Boolean') return []
    return [
      {
        what: `The row rule of "${name}" is ${is.type}`,
        at,
        expected: 'a condition: boolean',
        cure: 'Compare with something, such as {region} = {claims.region}',
      },
    ]
  }
}

function comparable(name: string, at: Place): Ask['judge'] {
  return ([is]) => {
    if (!is || (is.value && valueTypes[is.value].groups)) return []
    return [
      {
        what: `What the small groups of "${name}" count is ${is.type}`,
        at,
        expected: 'a value that tells one from another',
        cure: 'Name a key in "of", such as {customer.id}',
      },
    ]
  }
}
