import { periods, type PeriodName } from '../../../../src/model/operands.ts'
import type { Condition } from '../../../../src/engine/query.ts'
import {
  cut,
  Day,
  durationOf,
  Instant,
  midnight,
  moved,
  negated,
  nextPeriod,
  day,
} from '../values/calendar.ts'
import { given } from './clock.ts'
import type { Asking } from './evaluate.ts'
import type { Item } from './house.ts'
import { dimensionsOf, enumWords, fieldOf, type DimensionSpec, type ModelSpec } from '../world/spec.ts'
import { compareValues, identity, readOperand, type SqlType, type Value } from '../values/value.ts'

/**
 * Whether a row satisfies a condition. A comparison with null is no, and "not" is its opposite; `model` is of the row
 * even where there is none. `path` leads here from the row that is asked about; beyond a to-many link there is none.
 */
export function holds(
  asking: Asking,
  model: ModelSpec,
  item: Item | null,
  condition: Condition,
  path: readonly string[] | undefined = [],
): boolean {
  const { house } = asking
  const inner = (of: Condition) => holds(asking, model, item, of, path)
  const value = (field: string) => read(asking, item, [field], path && [...path, field])
  switch (condition.is) {
    case 'and':
      return condition.of.every(inner)
    case 'or':
      return condition.of.some(inner)
    case 'not':
      return !inner(condition.of)
    case 'missing':
      return value(condition.field) === null
    case 'compare': {
      const dimension = fieldOf(model, 'dimension', condition.field)
      const found = value(condition.field)
      // A day that is compared with moments is the one at which it begins.
      if (dimension.type === 'Date' && condition.operands.some(({ type }) => type === 'DateTime')) {
        const moment = found instanceof Day ? midnight(found, asking.clock.zone) : null
        return compares(asking, moment, 'timestamptz', condition)
      }
      return compares(asking, found, likeOf(dimension), condition)
    }
    case 'one': {
      const { link, of } = condition
      const target = house.model(fieldOf(model, 'link', link).to)
      return holds(asking, target, house.follow(item, link), of, path && [...path, link])
    }
    case 'some':
    case 'none':
    case 'every': {
      const link = fieldOf(model, 'link', condition.link)
      const target = house.model(link.to)
      const linked = item === null ? [] : house.followMany(item, link)
      const satisfying = linked.filter((one) => holds(unmoved(asking), target, one, condition.of, undefined))
      if (condition.is === 'some') return satisfying.length > 0
      return satisfying.length === (condition.is === 'none' ? 0 : linked.length)
    }
    case 'of':
    case 'time':
      throw new TypeError(`a row has no ${condition.is}`)
  }
}

/**
 * The value at the end of `rest`, from `item` on; `path` is how it is reached from the row that is asked about. There
 * rows may be read as if they had happened at another time.
 */
export function read(
  asking: Asking,
  item: Item | null,
  rest: readonly string[],
  path: readonly string[] | undefined,
): Value {
  const { house, clock, moved: move } = asking
  const value = house.valueAt(item, rest)
  const isTime = value instanceof Instant || value instanceof Day
  return move && isTime && path?.join('.') === move.path.join('.') ? moved(value, move.by, clock.zone) : value
}

function unmoved({ moved: _moved, ...asking }: Asking): Asking {
  return asking
}

type Comparison = Pick<Extract<Condition, { is: 'compare' }>, 'operator' | 'operands'>

/** The operands as values of the column's kind; a list is flat. */
export function operandsOf(
  { operands }: Comparison,
  like: SqlType,
  words: readonly string[],
): readonly Value[] {
  return operands.flatMap((operand) => given(operand)).map((input) => readOperand(input, like, words))
}

/** Whether `value` compares as the operator says; `like` is how operands are read. */
export function compares(asking: Asking, value: Value, like: SqlType, comparison: Comparison): boolean {
  const { operator } = comparison
  if (operator === 'inLast' || operator === 'inPeriod') {
    if (value === null) return false
    const [from, to] = span(asking, value instanceof Day, comparison)
    return compareValues(value, from) >= 0 && compareValues(value, to) < 0
  }
  const operands = operandsOf(comparison, like, enumWords)
  const among = operands.some((operand) => identity(operand) === identity(value))
  // What is null differs from every value, and is none of a list.
  if (operator === 'ne' || operator === 'notIn') return !among
  if (operator === 'eq' || operator === 'in') return among
  const [first, second] = operands
  if (value === null || first === undefined) return false
  const order = (operand: Value) => compareValues(value, operand)
  switch (operator) {
    case 'lt':
      return order(first) < 0
    case 'lte':
      return order(first) <= 0
    case 'gt':
      return order(first) > 0
    case 'gte':
      return order(first) >= 0
    case 'between':
      return order(first) >= 0 && order(second ?? null) <= 0
    case 'contains':
      return folded(value).includes(folded(first))
    case 'startsWith':
      return folded(value).startsWith(folded(first))
    case 'endsWith':
      return folded(value).endsWith(folded(first))
    case 'isNull':
      throw new TypeError('a question says "missing"')
  }
}

/** The span of `inLast` or `inPeriod` around now, the end not in it. Dates of today belong to `inLast`. */
export function span(
  { clock, now }: Asking,
  dates: boolean,
  { operator, operands }: Comparison,
): [Instant | Day, Instant | Day] {
  const word = String(operands[0] && given(operands[0]))
  const moment = new Instant(BigInt(now.getTime()) * 1000n)
  const today = dates ? day(moment.toString(clock.zone).slice(0, 10)) : moment
  if (operator === 'inLast') {
    const end = today instanceof Day ? new Day(today.days + 1) : today
    return [moved(end, negated(durationOf(word)), clock.zone), end]
  }
  const { grain, back } = periods[word as PeriodName]
  const start = cut(today, grain, clock)
  if (back === 0) return [start, nextPeriod(start, grain, clock)]
  const last = start instanceof Day ? new Day(start.days - 1) : new Instant(start.micros - 1n)
  return [cut(last, grain, clock), start]
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
