/** Filter operators by name; `takes` says what stands to the right. */
export type OperatorName =
  | 'eq'
  | 'ne'
  | 'in'
  | 'notIn'
  | 'lt'
  | 'lte'
  | 'gt'
  | 'gte'
  | 'between'
  | 'contains'
  | 'startsWith'
  | 'endsWith'
  | 'isNull'
  | 'inLast'
  | 'inPeriod'

/** What stands to the right of an operator. `one` `many` `two` are values of the field's own type. */
export type Takes =
  | 'one'
  | 'many'
  /** `{from, to}`: both ends belong to it. */
  | 'two'
  /** `true` or `false`. */
  | 'flag'
  | 'duration'
  | 'period'

export interface Operator {
  readonly name: OperatorName
  readonly takes: Takes
  /** For the API's description. */
  readonly says: string
}

/** Every filter operator by name. */
export const operators: Readonly<Record<OperatorName, Operator>> = Object.freeze({
  eq: operator('eq', 'one', 'Equal to the value.'),
  ne: operator('ne', 'one', 'Not equal to the value; a null is not equal to any.'),
  in: operator('in', 'many', 'One of the values; none of an empty list.'),
  notIn: operator('notIn', 'many', 'None of the values; a null is none of them.'),
  lt: operator('lt', 'one', 'Less than the value.'),
  lte: operator('lte', 'one', 'Less than the value, or equal.'),
  gt: operator('gt', 'one', 'Greater than the value.'),
  gte: operator('gte', 'one', 'Greater than the value, or equal.'),
  between: operator('between', 'two', 'From one value to the other, both included.'),
  contains: operator('contains', 'one', 'Has the text anywhere, letter case aside.'),
  startsWith: operator('startsWith', 'one', 'Begins with the text, letter case aside.'),
  endsWith: operator('endsWith', 'one', 'Ends with the text, letter case aside.'),
  isNull: operator('isNull', 'flag', 'Has no value (true), or has one (false).'),
  inLast: operator('inLast', 'duration', 'Within this long before now, such as "P90D".'),
  inPeriod: operator('inPeriod', 'period', 'Within a period of the calendar, such as THIS_MONTH.'),
})

function operator(name: OperatorName, takes: Takes, says: string): Operator {
  return Object.freeze({ name, takes, says })
}
