import type { Fault, Faults } from '../../base/fault.ts'
import type { Expression } from '../../model/expression.ts'
import { isReference } from '../../model/expression.ts'
import { measureKinds, measureTypes } from '../../model/kinds/index.ts'
import type { Dimension, Measure } from '../../model/model.ts'
import type { ValueName } from '../../model/values.ts'
import type { Described } from '../../warehouses/contract.ts'
import type { Bound } from './bind.ts'
import { probe } from './probe.ts'
import { canCarry, carriersOf, valueOfType } from './carry.ts'

/** An expression that the warehouse is to read, and what is to be said of the type that it finds. */
interface Question {
  readonly bound: Bound
  readonly field: Dimension | Measure
  readonly expression: Expression
  readonly text: string
  readonly judge: (type: Type) => readonly Fault[]
}

/**
 * Has the warehouses read every authored expression, all of one warehouse in one go, and compares their types with the
 * declared ones. Nothing is run.
 */
export async function checkExpressions(all: ReadonlyMap<string, Bound>, faults: Faults): Promise<void> {
  const questions = [...all.values()].flatMap((bound) => questionsOf(bound, all))
  const byWarehouse = Map.groupBy(questions, ({ bound }) => bound.warehouse)
  for (const [warehouse, asked] of byWarehouse) {
    const described = await warehouse.describe(asked.map(({ text }) => text))
    asked.forEach((question, i) => {
      for (const fault of judge(question, described[i] ?? [])) faults.add(fault)
    })
  }
}

function questionsOf(bound: Bound, all: ReadonlyMap<string, Bound>): readonly Question[] {
  return [...bound.model.fields.values()].flatMap((field) => {
    if (field.is !== 'dimension' && field.is !== 'measure') return []
    return asksOf(field).flatMap(([expression, judgeType]) => {
      // No text where a column is missing, which has been told.
      const text = probe(bound, all, expression)
      return text === undefined ? [] : [{ bound, field, expression, text, judge: judgeType }]
    })
  })
}

function asksOf(field: Dimension | Measure): readonly (readonly [Expression, Question['judge']])[] {
  if (field.is === 'dimension') {
    return field.from.is === 'sql' ? [[field.from.expr, (type) => compareDimension(field, type)]] : []
  }
  const { computation } = field
  if (computation.is !== 'aggregate') return []
  const { of, where } = computation
  return [
    ...(of ? [[of, (type: Type) => compareMeasure(field, of, type)] as const] : []),
    ...(where ? [[where, (type: Type) => compareCondition(field, type)] as const] : []),
  ]
}

function judge({ bound, field, expression, judge: judgeType }: Question, told: Described): readonly Fault[] {
  if ('error' in told) return [refused(field, expression, told.error)]
  const name = told[0]?.type ?? 'unknown'
  return judgeType({ name, value: valueOfType(name, bound.inventory) })
}

function compareDimension(field: Dimension, type: Type): readonly Fault[] {
  if (type.value && canCarry(field.type, type.value)) return []
  const expected = type.value ? carriersOf(type.value).join(' or ') : 'a type that the model can carry'
  return [wrongType(field, field.enum ?? field.type, type.name, expected)]
}

function compareMeasure(field: Measure, of: Expression, type: Type): readonly Fault[] {
  // A single reference has been compared by its declared type.
  if (of.parts.length === 1) return []
  const kind = measureKinds[field.kind]
  const types = type.value && kind ? measureTypes(kind, type.value, field.computation) : []
  if (types.includes(field.type)) return []
  return [
    wrongType(
      field,
      field.type,
      `${field.kind} of ${type.name}`,
      types.join(' or ') || `an expression that ${field.kind} can take`,
    ),
  ]
}

function wrongType({ name, at }: Dimension | Measure, declared: string, is: string, expected: string): Fault {
  return {
    what: `The field "${name}" is declared ${declared}, but is ${is}`,
    at,
    expected,
    cure: 'Correct the type, or cast in the expression',
  }
}

function compareCondition({ name, at }: Measure, type: Type): readonly Fault[] {
  if (type.value === 'Boolean') return []
  return [
    {
      what: `The where of "${name}" is ${type.name}`,
      at,
      expected: 'a condition: boolean',
      cure: "Compare with something, such as {status} = 'PAID'",
    },
  ]
}

/** The warehouse's name for a type, and what it is to us. */
interface Type {
  readonly name: string
  readonly value: ValueName | undefined
}

function refused({ name, at }: Dimension | Measure, expression: Expression, why: string): Fault {
  const bare = expression.parts.some((part) => !isReference(part)) && /column .* does not exist/.test(why)
  return {
    what: `The expression of "${name}" is wrong: ${why}`,
    at,
    expected: 'one value of the row at hand, which the warehouse understands',
    cure: bare ? 'Write columns as {field}, and texts in single quotes' : 'Correct the expression',
  }
}
