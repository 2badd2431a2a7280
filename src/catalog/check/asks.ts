import type { Fault } from '../../base/fault.ts'
import type { Expression } from '../../model/expression.ts'
import { measureKinds, measureTypes } from '../../model/kinds/index.ts'
import type { Conversion } from '../../model/kinds/kind.ts'
import type { Dimension, Measure } from '../../model/model.ts'
import { valueTypes } from '../../model/values.ts'
import type { Column } from '../../warehouses/contract.ts'
import type { Bound } from './bind.ts'
import { canCarry, carriersOf, comparable } from './carry.ts'
import { checkClock } from './clock.ts'

/** The warehouse's name for a type, and what it is to us. */
export type Type = Pick<Column, 'type' | 'value'>

/** Expressions that the warehouse is to read, and what is to be said of the types that it finds. */
export interface Ask {
  readonly of: readonly { readonly on: Bound; readonly expression: Expression }[]
  readonly judge: (types: readonly Type[]) => readonly Fault[]
}

/** What is to be asked of a field. */
export function asksOf(
  bound: Bound,
  field: Dimension | Measure,
  all: ReadonlyMap<string, Bound>,
): readonly Ask[] {
  if (field.is === 'dimension') {
    const { from } = field
    return from.is === 'sql' ? [ask(bound, from.expr, (type) => compareDimension(field, type))] : []
  }
  const { computation } = field
  if (computation.is === 'formula') return []
  const where = computation.where ? [condition(bound, field, computation.where, 'where')] : []
  if (computation.is === 'conversion') return [...where, ...conversionAsks(bound, field, computation, all)]
  const { of } = computation
  return [...(of ? [ask(bound, of, (type) => compareMeasure(field, of, type))] : []), ...where]
}

function ask(on: Bound, expression: Expression, judge: (type: Type) => readonly Fault[]): Ask {
  return { of: [{ on, expression }], judge: ([type]) => (type ? judge(type) : []) }
}

function condition(on: Bound, field: Measure, expression: Expression, role: string): Ask {
  return ask(on, expression, (type) => compareCondition(field, type, role))
}

function conversionAsks(
  bound: Bound,
  field: Measure,
  { per, to }: Conversion,
  all: ReadonlyMap<string, Bound>,
): readonly Ask[] {
  const target = all.get(to.model)
  if (!target) return []
  const entities = [
    { on: bound, expression: per },
    { on: target, expression: to.per },
  ]
  return [
    { of: entities, judge: ([here, there]) => (here && there ? compareEntities(field, here, there) : []) },
    ...(to.where ? [condition(target, field, to.where, 'toWhere')] : []),
  ]
}

function compareDimension(field: Dimension, { type, value }: Type): readonly Fault[] {
  if (value && canCarry(field.type, value)) {
    const clock = checkClock(field, 'its expression', type)
    return clock ? [clock] : []
  }
  const expected = value ? carriersOf(value).join(' or ') : 'a type that the model can carry'
  return [wrongType(field, field.enum ?? field.type, type, expected)]
}

function compareMeasure(field: Measure, of: Expression, { type, value }: Type): readonly Fault[] {
  // A single reference has been compared by its declared type.
  if (of.parts.length === 1) return []
  const kind = measureKinds[field.kind]
  const types = value && kind ? measureTypes(kind, value, field.computation) : []
  if (types.includes(field.type)) return []
  const expected = types.join(' or ') || `an expression that ${field.kind} can take`
  return [wrongType(field, field.type, `${field.kind} of ${type}`, expected)]
}

function wrongType({ name, at }: Dimension | Measure, declared: string, is: string, expected: string): Fault {
  return {
    what: `The field "${name}" is declared ${declared}, but is ${is}`,
    at,
    expected,
    cure: 'Correct the type, or cast in the expression',
  }
}

function compareCondition({ name, at }: Measure, { type, value }: Type, role: string): readonly Fault[] {
  if (value === 'Boolean') return []
  return [
    {
      what: `The ${role} of "${name}" is ${type}`,
      at,
      expected: 'a condition: boolean',
      cure: "Compare with something, such as {status} = 'PAID'",
    },
  ]
}

function compareEntities({ name, at }: Measure, here: Type, there: Type): readonly Fault[] {
  if (here.value && valueTypes[here.value].groups && comparable(here, there)) return []
  return [
    {
      what: `The conversion "${name}" compares ${here.type} (per) with ${there.type} (toPer)`,
      at,
      expected: 'values of the same type, which tell one entity from another',
      cure: 'Correct per or toPer, or cast one of them',
    },
  ]
}
