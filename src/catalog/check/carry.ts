import type { ValueName } from '../../model/values.ts'
import type { Column, Inventory } from '../../warehouses/contract.ts'

/** Which values of the warehouse a declared type can carry without losing anything. */
const carries: Readonly<Record<ValueName, readonly ValueName[]>> = {
  ID: ['ID', 'String', 'Int', 'BigInt', 'Enum'],
  String: ['String', 'ID', 'Enum'],
  Int: ['Int'],
  BigInt: ['BigInt', 'Int'],
  Decimal: ['Decimal', 'BigInt', 'Int', 'Float'],
  Float: ['Float', 'Int'],
  Boolean: ['Boolean'],
  Date: ['Date'],
  DateTime: ['DateTime'],
  JSON: ['JSON'],
  // Of a text column nobody knows which values it has; of an enum the labels are compared.
  Enum: ['Enum', 'String'],
}

export function canCarry(declared: ValueName, value: ValueName): boolean {
  return carries[declared].includes(value)
}

/** Declared types that can carry a value, the closest first. */
export function carriersOf(value: ValueName): readonly ValueName[] {
  return [value, ...carriers.filter((declared) => declared !== value && canCarry(declared, value))]
}

const carriers: readonly ValueName[] = [
  'ID',
  'String',
  'Int',
  'BigInt',
  'Decimal',
  'Float',
  'Boolean',
  'Date',
  'DateTime',
  'JSON',
]

/** The names that SQL gives its types. */
const valuesByName: Readonly<Record<string, ValueName>> = {
  smallint: 'Int',
  integer: 'Int',
  bigint: 'BigInt',
  numeric: 'Decimal',
  real: 'Float',
  'double precision': 'Float',
  boolean: 'Boolean',
  date: 'Date',
  timestamp: 'DateTime',
  'timestamp without time zone': 'DateTime',
  'timestamp with time zone': 'DateTime',
  uuid: 'ID',
  text: 'String',
  'character varying': 'String',
  character: 'String',
  name: 'String',
  citext: 'String',
  json: 'JSON',
  jsonb: 'JSON',
}

/** What a described type is to Sluice; types of the warehouse's own are looked up among its columns. */
export function valueOfType(type: string, { relations }: Inventory): ValueName | undefined {
  const known = valuesByName[bare(type)]
  if (known) return known
  for (const relation of relations) {
    const column = relation.columns.find((one) => one.type === type)
    if (column) return column.value
  }
  return undefined
}

/**
 * Whether a type tells an instant, or what some clock showed, without saying where it hangs; undefined for types that
 * are no timestamps.
 */
export function clockOf(type: string): 'instant' | 'wall' | undefined {
  if (valuesByName[bare(type)] !== 'DateTime') return undefined
  return bare(type).endsWith('with time zone') ? 'instant' : 'wall'
}

/** Without length or precision: `timestamp(3) with time zone`. */
function bare(type: string): string {
  return type.replace(/\(\d+(?:,-?\d+)?\)/, '')
}

const numeric: readonly (ValueName | undefined)[] = ['Int', 'BigInt', 'Decimal', 'Float']
const text: readonly (ValueName | undefined)[] = ['String']

/** Whether the warehouse can compare values of two types, such as the columns of a link. */
export function comparable(
  here: Pick<Column, 'type' | 'value'>,
  there: Pick<Column, 'type' | 'value'>,
): boolean {
  if (here.value === 'Enum' || there.value === 'Enum') return here.type === there.type
  if (here.value === there.value) return here.value !== undefined && here.value !== 'JSON'
  return [numeric, text].some((kin) => kin.includes(here.value) && kin.includes(there.value))
}
