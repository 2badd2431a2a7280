import { shareOf } from '../../model/names.ts'
import type { ValueName } from '../../model/values.ts'
import type { Column } from '../../warehouses/contract.ts'
import { claim, columnOf, type Table } from './tables.ts'
import { camel, capital, words } from './words.ts'

/** A measure as it will be written. */
export interface DraftMeasure {
  readonly name: string
  readonly type: string
  readonly argument: string
  readonly comment?: string
}

/** Numbers that mean nothing when added up, nor on average. */
const labels =
  /(^|_)(id|code|no|nr|num|number|year|month|week|day|hour|zip|postal|phone|lat|lon|lng|latitude|longitude|version|position|rank|sort|sort_order|display_order|level|sequence|seq|flag|status|type|key|discontinued|active|enabled|deleted|priority)$|^(is|has)_/
/** Numbers that mean something on average, but not added up. */
const rates =
  /(^|_)(rate|ratio|percent|percentage|pct|price|discount|score|rating|age|temperature|factor|margin|tax_rate|duration|interval)$/

const averageTypes: Partial<Record<ValueName, string>> = {
  Int: 'Decimal',
  BigInt: 'Decimal',
  Decimal: 'Decimal',
  Float: 'Decimal',
}
const sumTypes: Partial<Record<ValueName, string>> = {
  Int: 'BigInt',
  BigInt: 'Decimal',
  Decimal: 'Decimal',
  Float: 'Decimal',
}

/** How many rows there are; sums and averages of what can be summed and averaged; an amount where a line has its parts. */
export function draftMeasures(table: Table): readonly DraftMeasure[] {
  const one = camel(words(table.type))
  const count = claimMeasure(table.taken, [`${one}Count`, `${one}RowCount`])
  const measures: DraftMeasure[] = [{ name: count, type: 'Int!', argument: 'count: true' }]
  const line = lineAmount(table)
  if (line) measures.push(line)
  for (const column of table.relation.columns) {
    if (isNumber(table, column)) measures.push(...ofColumn(table, column))
  }
  const latest = latestOf(table)
  return latest ? [...measures, latest] : measures
}

/** The latest of the table's first time: when the last order was, the last visit. */
function latestOf({ fields, taken, relation }: Table): DraftMeasure | undefined {
  const time = relation.columns.find(({ value }) => value === 'Date' || value === 'DateTime')
  const field = time && fields.get(time.name)
  if (!field || !time.value) return undefined
  return {
    name: claim(taken, [`last${capital(field)}`, `latest${capital(field)}`]),
    type: time.value,
    argument: `max: "{${field}}"`,
  }
}

/** A measure whose share has a name that is free too. */
function claimMeasure(taken: Set<string>, candidates: readonly string[]): string {
  const name = claim(taken, candidates, (one) => !taken.has(shareOf(one)))
  taken.add(shareOf(name))
  return name
}

function isNumber({ key, relation }: Table, { name, value }: Column): boolean {
  if (value === undefined || sumTypes[value] === undefined || labels.test(words(name).join('_'))) return false
  return !key.includes(name) && !relation.references.some(({ columns }) => columns.includes(name))
}

function ofColumn({ fields, taken }: Table, { name, value }: Column): readonly DraftMeasure[] {
  const field = fields.get(name)
  if (field === undefined || value === undefined) return []
  const measure = (kind: string, prefix: string, type: string | undefined): DraftMeasure => ({
    name: claimMeasure(taken, [`${prefix}${capital(field)}`, `${field}${capital(kind)}`]),
    type: type ?? 'Decimal',
    argument: `${kind}: "${exact(field, value)}"`,
  })
  const average = measure('avg', 'average', averageTypes[value])
  if (rates.test(words(name).join('_'))) return [average]
  const prefix = field.startsWith('total') ? 'sumOf' : 'total'
  return [measure('sum', prefix, sumTypes[value]), average]
}

/** Quantity times price, less a discount that is a fraction: the amount of an order line. */
function lineAmount(table: Table): DraftMeasure | undefined {
  const quantity = numberNamed(table, ['quantity', 'qty'])
  const price = numberNamed(table, ['unit_price', 'price'])
  if (!quantity || !price) return undefined
  const discount = numberNamed(table, ['discount'])
  const fraction =
    discount && discount.column.value !== 'Int' && discount.column.value !== 'BigInt' ? discount : undefined
  const part = ({ field, column }: { field: string; column: Column }) => exact(field, column.value)
  const less = fraction ? ` * (1 - ${part(fraction)})` : ''
  return {
    name: claim(table.taken, ['revenue', 'lineRevenue']),
    type: 'Decimal',
    argument: `sum: "${part(quantity)} * ${part(price)}${less}"`,
    comment: fraction
      ? `decide: taken that "${fraction.column.name}" is a fraction of the price`
      : 'decide: quantity times price',
  }
}

/** Floats are added up as decimals: PostgreSQL sums a `real` in six digits. */
function exact(field: string, value: ValueName | undefined): string {
  return value === 'Float' ? `{${field}}::numeric` : `{${field}}`
}

function numberNamed(table: Table, names: readonly string[]): { field: string; column: Column } | undefined {
  for (const [name, field] of table.fields) {
    const column = names.includes(words(name).join('_')) ? columnOf(table, name) : undefined
    if (column?.value !== undefined && sumTypes[column.value] !== undefined) return { field, column }
  }
  return undefined
}
