import { periods, type PeriodName } from '../../../../src/model/operands.ts'
import type { OperatorName } from '../../../../src/model/operators.ts'
import type { Condition, Operand } from '../../../../src/engine/query.ts'
import { cut, Day, durationOf, Instant, moved, negated, day } from '../values/calendar.ts'
import { given } from './clock.ts'
import type { Asking } from './evaluate.ts'
import type { Item } from './house.ts'
import { dimensionsOf, enumWords, fieldOf, type DimensionSpec, type ModelSpec } from '../world/spec.ts'
import { compareValues, identity, readOperand, type SqlType, type Value } from '../values/value.ts'

/**
 * Whether a row satisfies a condition. A comparison with null is no, and "not" is its opposite; `model` is of the row
 * even where there is none.
 */
export function holds(asking: Asking, model: ModelSpec, item: Item | null, condition: Condition): boolean {
  const { house } = asking
  const inner = (of: Condition) => holds(asking, model, item, of)
  switch (condition.is) {
    case 'and':
      return condition.of.every(inner)
    case 'or':
      return condition.of.some(inner)
    case 'not':
      return !inner(condition.of)
    case 'missing':
      return house.value(item, condition.field) === null
    case 'compare': {
      const dimension = fieldOf(model, 'dimension', condition.field)
      return compares(asking, house.value(item, condition.field), likeOf(dimension), condition)
    }
    case 'one': {
      const target = house.model(fieldOf(model, 'link', condition.link).to)
      return holds(asking, target, house.follow(item, condition.link), condition.of)
    }
    case 'some':
    case 'none':
    case 'every': {
      const link = fieldOf(model, 'link', condition.link)
      const target = house.model(link.to)
      const linked = item === null ? [] : house.followMany(item, link)
      const satisfying = linked.filter((one) => holds(asking, target, one, condition.of))
      if (condition.is === 'some') return satisfying.length > 0
      return satisfying.length === (condition.is === 'none' ? 0 : linked.length)
    }
    case 'of':
    case 'time':
      throw new TypeError(`a row has no ${condition.is}`)
  }
}

/** Whether `value` compares as the operator says; `like` is how operands are read. */
export function compares(
  asking: Asking,
  value: Value,
  like: SqlType,
  { operator, operands }: { readonly operator: OperatorName; readonly operands: readonly Operand[] },
): boolean {
  const inputs = operands.map(given)
  const read = (input: unknown) => readOperand(input, like, enumWords)
  const isOneOf = (inputs: readonly unknown[]) =>
    inputs.some((input) => identity(read(input)) === identity(value))
  // What is null differs from every value, and is none of a list.
  if (operator === 'ne') return !isOneOf(inputs)
  if (operator === 'notIn') return !isOneOf(inputs[0] as readonly unknown[])
  if (value === null) return false
  const order = (i: number) => compareValues(value, read(inputs[i]))
  switch (operator) {
    case 'eq':
      return isOneOf(inputs)
    case 'in':
      return isOneOf(inputs[0] as readonly unknown[])
    case 'lt':
      return order(0) < 0
    case 'lte':
      return order(0) <= 0
    case 'gt':
      return order(0) > 0
    case 'gte':
      return order(0) >= 0
    case 'between':
      return order(0) >= 0 && order(1) <= 0
    case 'contains':
      return folded(value).includes(folded(inputs[0]))
    case 'startsWith':
      return folded(value).startsWith(folded(inputs[0]))
    case 'endsWith':
      return folded(value).endsWith(folded(inputs[0]))
    case 'inLast':
    case 'inPeriod': {
      const [from, to] = span(asking, value as Day | Instant, operator, String(inputs[0]))
      return compareValues(value, from) >= 0 && compareValues(value, to) < 0
    }
    case 'isNull':
      throw new TypeError('a question says "missing"')
  }
}

/** The span of `inLast` or `inPeriod` around now, the end not in it. Dates of today belong to `inLast`. */
function span(
  asking: Asking,
  like: Day | Instant,
  operator: 'inLast' | 'inPeriod',
  word: string,
): [Value, Value] {
  const { clock, now } = asking
  const moment = new Instant(BigInt(now.getTime()) * 1000n)
  const today = like instanceof Day ? day(moment.toString(clock.zone).slice(0, 10)) : moment
  if (operator === 'inLast') {
    const end = today instanceof Day ? new Day(today.days + 1) : today
    return [moved(end, negated(durationOf(word)), clock.zone), end]
  }
  const { grain, back } = periods[word as PeriodName]
  const length = durationOf({ DAY: 'P1D', WEEK: 'P7D', MONTH: 'P1M', QUARTER: 'P3M', YEAR: 'P1Y' }[grain])
  const start = cut(today, grain, clock)
  const from = back === 1 ? cut(moved(start, negated(length), clock.zone), grain, clock) : start
  return [from, back === 1 ? start : moved(start, length, clock.zone)]
}

/** How a dimension's operands are read: as its column holds them. */
export function likeOf({ type, from }: DimensionSpec): SqlType {
  if (from.is === 'column') return from.column.type
  return type === 'Boolean' ? 'boolean' : type === 'Decimal' ? 'numeric' : 'text'
}

/** The key's dimensions in the key's order. */
export function keyDimensions(model: ModelSpec): readonly DimensionSpec[] {
  return model.key.map((column) => {
    const found = dimensionsOf(model).find(({ from }) => from.is === 'column' && from.column.name === column)
    if (!found) throw new TypeError(`${model.name} has no field for ${column}`)
    return found
  })
}

/** Letter case put aside, letter by letter. */
function folded(text: unknown): string {
  return Array.from(String(text))
    .map((letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter))
    .join('')
}
