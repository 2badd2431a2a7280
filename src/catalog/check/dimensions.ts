import type { Fault, Faults } from '../../base/fault.ts'
import type { Dimension, Models } from '../../model/model.ts'
import type { Column } from '../../warehouses/contract.ts'
import { missingColumn, type Bound } from './bind.ts'
import { isTable } from './keys.ts'
import { canCarry, carriersOf } from './carry.ts'
import { checkClock } from './clock.ts'

/** Checks the fields that are columns. @returns the required ones that the warehouse keeps from being null */
export function checkDimensions(bound: Bound, models: Models, faults: Faults): readonly string[] {
  const assured: string[] = []
  for (const field of bound.model.fields.values()) {
    if (field.is !== 'dimension' || field.from.is !== 'column') continue
    const missing = missingColumn(bound, field.from.column, field.at, `The field "${field.name}"`)
    const column = bound.columns.get(field.from.column)
    if (missing) faults.add(missing)
    if (!column) continue
    const clock = checkClock(field, `its column "${column.name}"`, column.type)
    if (clock) faults.add(clock)
    const fault =
      checkType(field, column) ?? checkLabels(field, column, models) ?? checkNull(bound, field, column)
    if (fault) faults.add(fault)
    else if (field.required && !column.nullable) assured.push(field.name)
  }
  return assured
}

function checkType({ name, type, at, ...field }: Dimension, column: Column): Fault | undefined {
  if (!column.value) {
    return {
      what: `The field "${name}": a column of type ${column.type} cannot be carried`,
      at,
      expected: 'a column of text, numbers, times, booleans, JSON or an enum',
      cure: 'Remove the field, or cast it in the warehouse with a view',
    }
  }
  if (canCarry(type, column.value)) return undefined
  const types = carriersOf(column.value).map((value) =>
    value === 'Enum' ? 'an enum with its labels' : value,
  )
  return {
    what: `The field "${name}" is declared ${field.enum ?? type}, but its column "${column.name}" is ${column.type}`,
    at,
    expected: types.join(' or '),
    cure: `Write ${types[0]}`,
  }
}

function checkLabels(field: Dimension, column: Column, models: Models): Fault | undefined {
  const declared =
    field.enum === undefined ? undefined : models.enums.get(field.enum)?.values.map(({ name }) => name)
  if (!declared || !column.labels) return undefined
  const lacking = column.labels.filter((label) => !declared.includes(label))
  const extra = declared.filter((name) => !column.labels?.includes(name))
  if (lacking.length + extra.length === 0) return undefined
  const told = [
    ...(lacking.length > 0 ? [`lacks ${lacking.join(', ')}`] : []),
    ...(extra.length > 0 ? [`has ${extra.join(', ')}, which ${column.type} has not`] : []),
  ]
  return {
    what: `The field "${field.name}": the enum ${field.enum} ${told.join(' and ')}`,
    at: field.at,
    expected: `the labels of ${column.type}: ${column.labels.join(', ')}`,
    cure: 'Make the values of the enum the same, or declare the field as String',
  }
}

// Only a table can promise; of a view and of SQL nobody knows, so `!` stands there on the author's word.
function checkNull({ relation }: Bound, field: Dimension, column: Column): Fault | undefined {
  if (!field.required || !column.nullable || !relation || !isTable(relation)) return undefined
  return {
    what: `The field "${field.name}" is required, but its column "${column.name}" may be null`,
    at: field.at,
    expected: `${field.enum ?? field.type} without "!", or a column that is not null`,
    cure: 'Remove the "!", or set the column not null in the warehouse',
  }
}
