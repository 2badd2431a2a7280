import type { Expression } from '../expression.ts'
import { parseExpression } from '../parse/expression.ts'
import type { ValueName } from '../values.ts'
import { faultIn, type Draft, type Loading, type Text } from './loading.ts'
import { reachAll } from './reference.ts'

/** An expression over a model's dimensions, parsed and with every reference looked up. */
export interface Value {
  readonly expression: Expression
  /** Known where the expression is one reference; the warehouse tells the rest. */
  readonly type: ValueName | undefined
}

/** @returns undefined where the text is no expression, which has been told; so have references that lead nowhere */
export function readValue(loading: Loading, draft: Draft, text: Text): Value | undefined {
  const parsed = parseExpression(text.value)
  if (parsed.is === 'broken') {
    faultIn(loading, text, parsed)
    return undefined
  }
  const reached = reachAll(loading, draft, text, parsed.value)
  const single = parsed.value.parts.length === 1 ? reached[0]?.dimension.type : undefined
  return { expression: parsed.value, type: single }
}
