import { invariant, SluiceError } from '../../base/errors.ts'
import type { Condition, Operand } from '../../engine/query.ts'
import type { Dimension, Measure, Model, Models } from '../../model/model.ts'
import { operators, type OperatorName } from '../../model/operators.ts'
import { nullRefused, type Given } from './given.ts'

/**
 * A `where` (or `having`) as a condition; nothing where none is given. What is given must say something: a filter
 * that fell away because a variable was null would show more rows than were asked for.
 * @throws INVALID_REQUEST for null and for an empty filter
 */
export function readCondition(models: Models, model: Model, given: Given): Condition | undefined {
  if (!given.present || given.entries().length === 0) return undefined
  return conditionOf(models, model, given)
}

function conditionOf(models: Models, model: Model, given: Given): Condition {
  const parts = meaningful(given, `${model.name}Where`).map(([name, value]) =>
    part(models, model, name, value),
  )
  return parts.length === 1 && parts[0] ? parts[0] : { is: 'and', of: parts }
}

function part(models: Models, model: Model, name: string, given: Given): Condition {
  if (name === 'and' || name === 'or') {
    return { is: name, of: given.items().map((item) => conditionOf(models, model, item)) }
  }
  if (name === 'not') return { is: 'not', of: conditionOf(models, model, given) }
  const field = model.fields.get(name)
  invariant(field, `${model.name}.${name} is in the schema`)
  if (field.is !== 'link') return comparisons(field, given)
  const target = models.byName.get(field.to)
  invariant(target, `${field.to} is a model`)
  if (!field.many) return { is: 'one', link: name, of: conditionOf(models, target, given) }
  const quantified = meaningful(given, `${target.name}ListWhere`).map(([quantifier, inner]): Condition => {
    const is = quantifier as 'some' | 'none' | 'every'
    // `orders: {none: {}}` says something: there is no order at all.
    const of =
      inner.entries().length === 0 ? ({ is: 'and', of: [] } as const) : conditionOf(models, target, inner)
    return { is, link: name, of }
  })
  return quantified.length === 1 && quantified[0] ? quantified[0] : { is: 'and', of: quantified }
}

function comparisons(field: Dimension | Measure, given: Given): Condition {
  const parts = meaningful(given, `"${field.name}"`).map(([name, value]): Condition => {
    const operator = name as OperatorName
    if (operators[operator].takes === 'flag') {
      const missing: Condition = { is: 'missing', field: field.name }
      return value.constant() === true ? missing : { is: 'not', of: missing }
    }
    return { is: 'compare', field: field.name, operator, operands: operandsOf(field, operator, value) }
  })
  return parts.length === 1 && parts[0] ? parts[0] : { is: 'and', of: parts }
}

function operandsOf({ type }: Dimension | Measure, operator: OperatorName, value: Given): readonly Operand[] {
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

function meaningful(given: Given, where: string): readonly (readonly [string, Given])[] {
  if (!given.present) throw nullRefused()
  const entries = given.entries()
  if (entries.length === 0) {
    throw new SluiceError('INVALID_REQUEST', {
      what: 'A filter says nothing',
      where,
      expected: 'at least one condition',
      cure: 'Give it one, or leave the filter out; a variable that was not given takes its condition away',
    })
  }
  for (const [, value] of entries) if (value.isNull) throw nullRefused()
  return entries
}
