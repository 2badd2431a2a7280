/** Filter operators by name; `takes` says what stands to the right. */
export type OperatorName =
  | 'eq' | 'ne' | 'in' | 'notIn' | 'lt' | 'lte' | 'gt' | 'gte' | 'between'
  | 'contains' | 'startsWith' | 'endsWith' | 'isNull' | 'inLast' | 'inPeriod'
