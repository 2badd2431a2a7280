import { invariant } from '../../base/errors.ts'
import type { Condition } from '../../engine/query.ts'
import type { Dimension, Link, Measure, Model } from '../../model/model.ts'
import type { Collected } from './collect.ts'
import { allOf, meaningful, readCombined } from './combined.ts'
import { readComparisons, type Compared } from './comparison.ts'
import type { Given } from './given.ts'
import { argument, target, type Reading } from './reading.ts'

/** The `where` of a field, on rows of `model`. */
export function readWhere(reading: Reading, model: Model, field: Collected): Condition | undefined {
  return readCondition(reading, model, argument(reading, field, 'where'))
}

/** A `where` (or `having`) as a condition; nothing where none is given. */
export function readCondition(reading: Reading, model: Model, given: Given): Condition | undefined {
  return saysSomething(given) ? conditionOn(reading, model, given) : undefined
}

export function saysSomething(given: Given): boolean {
  return given.present && given.entries().length > 0
}

/** @throws INVALID_REQUEST for null and for an empty filter */
export function conditionOn(reading: Reading, model: Model, given: Given): Condition {
  return readCombined(reading, given, `${model.name}Where`, (name, value) => {
    const field = model.fields.get(name)
    invariant(field, `${model.name}.${name} is in the schema`)
    return field.is === 'link' ? linked(reading, field, value) : readComparisons(compared(field), value)
  })
}

function linked(reading: Reading, link: Link, given: Given): Condition {
  const to = target(reading, link)
  if (!link.many) return { is: 'one', link: link.name, of: conditionOn(reading, to, given) }
  const quantified = meaningful(given, `${to.name}ListWhere`).map(([quantifier, inner]): Condition => {
    // `orders: {none: {}}` says something: there is no order at all.
    const of: Condition = saysSomething(inner) ? conditionOn(reading, to, inner) : { is: 'and', of: [] }
    return { is: quantifier as 'some' | 'none' | 'every', link: link.name, of }
  })
  return allOf(quantified)
}

function compared({ name, type }: Dimension | Measure): Compared {
  return {
    name,
    type,
    compare: (operator, operands) => ({ is: 'compare', field: name, operator, operands }),
    missing: { is: 'missing', field: name },
  }
}
