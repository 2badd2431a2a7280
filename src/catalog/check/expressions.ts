import type { Fault, Faults, Place } from '../../base/fault.ts'
import type { Described } from '../../warehouses/contract.ts'
import type { Bound } from './bind.ts'
import { valueOfType } from './carry.ts'
import { asksOf, type Ask, type Type } from './asks.ts'
import { asksOfRules } from './rules.ts'
import { isReference, type Expression } from '../../model/expression.ts'
import { probe } from './probe.ts'

/** An ask with the queries that the warehouse is to describe, one an expression. */
interface Question extends Ask {
  /** What is asked about, for messages. */
  readonly name: string
  readonly at: Place
  readonly bound: Bound
  readonly texts: readonly string[]
}

/**
 * Has the warehouses read every authored expression, all of one warehouse in one go, and compares their types with the
 * declared ones. Nothing is run.
 */
export async function checkExpressions(all: ReadonlyMap<string, Bound>, faults: Faults): Promise<void> {
  const questions = [...all.values()].flatMap((bound) => questionsOf(bound, all))
  const byWarehouse = Map.groupBy(questions, ({ bound }) => bound.warehouse)
  for (const [warehouse, asked] of byWarehouse) {
    const described = await warehouse.describe(asked.flatMap(({ texts }) => texts))
    let next = 0
    for (const question of asked) {
      const told = described.slice(next, (next += question.texts.length))
      for (const fault of answer(question, told)) faults.add(fault)
    }
  }
}

function questionsOf(bound: Bound, all: ReadonlyMap<string, Bound>): readonly Question[] {
  const ofFields = [...bound.model.fields.values()].flatMap((field) => {
    if (field.is !== 'dimension' && field.is !== 'measure') return []
    return asksOf(bound, field, all).map((one) => ({
      ...one,
      name: `The expression of "${field.name}"`,
      at: field.at,
    }))
  })
  return [...ofFields, ...asksOfRules(bound)].flatMap((ask) => {
    const texts = ask.of.map(({ on, expression }) => probe(on, all, expression))
    // No text where a column is missing, which has been told.
    const known = texts.filter((text) => text !== undefined)
    return known.length === texts.length ? [{ ...ask, bound, texts: known }] : []
  })
}

function answer(question: Question, told: readonly Described[]): readonly Fault[] {
  const { of, judge, bound } = question
  const types: Type[] = []
  for (const [i, one] of told.entries()) {
    const expression = of[i]?.expression
    if ('error' in one) return expression ? [refused(question, expression, one.error)] : []
    const type = one[0]?.type ?? 'unknown'
    const value = valueOfType(type, bound.inventory)
    types.push({ type, ...(value && { value }) })
  }
  return judge(types)
}

function refused({ name, at }: Question, expression: Expression, why: string): Fault {
  const bare = expression.parts.some((part) => !isReference(part)) && /column .* does not exist/.test(why)
  return {
    what: `${name} is wrong: ${why}`,
    at,
    expected: 'one value of the row at hand, which the warehouse understands',
    cure: bare ? 'Write columns as {field}, and texts in single quotes' : 'Correct the expression',
  }
}
