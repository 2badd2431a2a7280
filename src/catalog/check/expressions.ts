import type { Fault, Faults } from '../../base/fault.ts'
import type { Expression } from '../../model/expression.ts'
import { isReference } from '../../model/expression.ts'
import { measureKinds } from '../../model/kinds/index.ts'
import type { Dimension, Measure } from '../../model/model.ts'
import type { ValueName } from '../../model/values.ts'
import type { Bound } from './bind.ts'
import { probe } from './probe.ts'
import { canCarry, carriersOf, valueOfType } from './carry.ts'

/** Has the warehouse read every authored expression, and compares its types with the declared ones. Nothing is run. */
export async function checkExpressions(
  bound: Bound,
  all: ReadonlyMap<string, Bound>,
  faults: Faults,
): Promise<void> {
  for (const field of bound.model.fields.values()) {
    const found =
      field.is === 'dimension'
        ? await checkDimension(bound, all, field)
        : field.is === 'measure'
          ? await checkMeasure(bound, all, field)
          : []
    for (const fault of found) faults.add(fault)
  }
}

async function checkDimension(
  bound: Bound,
  all: ReadonlyMap<string, Bound>,
  field: Dimension,
): Promise<readonly Fault[]> {
  if (field.from.is !== 'sql') return []
  const type = await typeOf(bound, all, field.from.expr, field)
  if (type === undefined) return []
  if ('what' in type) return [type]
  if (type.value && canCarry(field.type, type.value)) return []
  const expected = type.value ? carriersOf(type.value).join(' or ') : 'a type that the model can carry'
  return [wrongType(field, field.enum ?? field.type, type.name, expected)]
}

async function checkMeasure(
  bound: Bound,
  all: ReadonlyMap<string, Bound>,
  field: Measure,
): Promise<readonly Fault[]> {
  const { computation } = field
  if (computation.is !== 'aggregate') return []
  const faults: Fault[] = []
  if (computation.of) {
    const type = await typeOf(bound, all, computation.of, field)
    if (type && 'what' in type) faults.push(type)
    // A single reference has been compared by its declared type.
    else if (type && computation.of.parts.length > 1) faults.push(...compareMeasure(field, type))
  }
  if (computation.where) {
    const type = await typeOf(bound, all, computation.where, field)
    if (type && 'what' in type) faults.push(type)
    else if (type && type.value !== 'Boolean') faults.push(noCondition(field, type.name))
  }
  return faults
}

function compareMeasure(field: Measure, type: Described): readonly Fault[] {
  const types = type.value ? (measureKinds[field.kind]?.types(type.value) ?? []) : []
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

function noCondition({ name, at }: Measure, is: string): Fault {
  return {
    what: `The where of "${name}" is ${is}`,
    at,
    expected: 'a condition: boolean',
    cure: "Compare with something, such as {status} = 'PAID'",
  }
}

interface Described {
  readonly name: string
  readonly value: ValueName | undefined
}

/** The type that the warehouse gives an expression; a fault where it refuses; undefined where a column is missing. */
async function typeOf(
  bound: Bound,
  all: ReadonlyMap<string, Bound>,
  expression: Expression,
  field: Dimension | Measure,
): Promise<Described | Fault | undefined> {
  const text = probe(bound, all, expression)
  if (text === undefined) return undefined
  const described = await bound.warehouse.describe(text)
  if (!('error' in described)) {
    const name = described[0]?.type ?? 'unknown'
    return { name, value: valueOfType(name, bound.inventory) }
  }
  const bare =
    expression.parts.some((part) => !isReference(part)) && /column .* does not exist/.test(described.error)
  return {
    what: `The expression of "${field.name}" is wrong: ${described.error}`,
    at: field.at,
    expected: 'one value of the row at hand, which the warehouse understands',
    cure: bare ? 'Write columns as {field}, and texts in single quotes' : 'Correct the expression',
  }
}
