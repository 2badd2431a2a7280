import { printExp, type Exp } from './expression.ts'
import {
  enumName,
  enumWords,
  type Computed,
  type FieldSpec,
  type FormulaSpec,
  type ModelSpec,
  type Row,
} from './spec.ts'
import type { ColumnSpec } from './spec.ts'
import { Instant, wallText } from '../values/calendar.ts'
import { Num } from '../values/num.ts'
import type { Value } from '../values/value.ts'

/** The world's models as a user writes them. */
export function printSdl(models: readonly ModelSpec[]): string {
  return [...models.map(printModel), `enum ${enumName} { ${enumWords.join(' ')} }`].join('\n\n')
}

function printModel({ name, table, key, tenant, fields }: ModelSpec): string {
  const whose =
    tenant.is === 'shared'
      ? 'shared: true'
      : `tenant: ${text(tenant.is === 'path' ? `${tenant.links.join('.')}.tenant_id` : 'tenant_id')}`
  const head = `type ${name} @model(source: ${text(table)}, key: ${names(key)}, ${whose}) {`
  return [head, ...fields.map((field) => `  ${printField(field)}`), '}'].join('\n')
}

function printField(field: FieldSpec): string {
  switch (field.is) {
    case 'dimension': {
      const type = `${field.enum ?? field.type}${field.required ? '!' : ''}`
      const from =
        field.from.is === 'column'
          ? `@column(name: ${text(field.from.column.name)})`
          : `@sql(expr: ${text(printExp(field.from.exp))})`
      const time = field.time ? ` @time${field.zone ? `(zone: ${text(field.zone)})` : ''}` : ''
      return `${field.name}: ${type} ${from}${time}`
    }
    case 'link': {
      const type = field.many ? `[${field.to}!]!` : field.to
      if (field.along) return `${field.name}: ${type} @link(along: ${text(field.along.join('.'))})`
      const [from, to] = [field.on.map(({ here }) => here), field.on.map(({ there }) => there)]
      return `${field.name}: ${type} @link(from: ${names(from)}, to: ${names(to)})`
    }
    case 'measure':
      return `${field.name}: ${field.type}${field.required ? '!' : ''} @measure(${printComputed(field.computation)})`
  }
}

function printComputed(computed: Computed): string {
  if (computed.is === 'formula') return `expr: ${text(printFormula(computed.formula))}`
  const where = computed.where ? `, where: ${text(printExp(computed.where))}` : ''
  if (computed.is === 'conversion') {
    const { per, at, to, within, take } = computed
    const toWhere = to.where ? `, toWhere: ${text(printExp(to.where))}` : ''
    return `conversion: {per: ${text(printExp(per))}, at: ${text(at)}, to: ${text(to.model)}, toPer: ${text(printExp(to.per))}, toAt: ${text(to.at)}${toWhere}, within: ${text(within)}, take: ${take}}${where}`
  }
  return `${printAggregate(computed)}${where}${computed.along ? `, ${printAlong(computed.along)}` : ''}`
}

function printAggregate({ fn, of, p }: Extract<Computed, { is: 'aggregate' }>): string {
  if (fn === 'percentile')
    return p === '0.5' ? `median: ${printOf(of)}` : `percentile: ${printOf(of)}, p: ${p}`
  return `${fn}: ${of ? printOf(of) : 'true'}`
}

function printAlong(along: NonNullable<Extract<Computed, { is: 'aggregate' }>['along']>): string {
  const over = `over: ${text(along.over)}`
  if (along.is === 'semiAdditive') return `semiAdditive: {${over}, take: ${along.take}}`
  const window = along.window ? `, window: ${text(along.window)}` : ''
  return `cumulative: {${over}${window}${along.toDate ? `, toDate: ${along.toDate}` : ''}}`
}

function printOf(of: Exp | undefined): string {
  return text(of ? printExp(of) : '')
}

function printFormula(formula: FormulaSpec): string {
  switch (formula.is) {
    case 'number':
      return formula.text
    case 'measure':
      return `{${formula.path.join('.')}}`
    case 'binary':
      return `(${printFormula(formula.left)} ${formula.op} ${printFormula(formula.right)})`
    case 'call':
      return `${formula.fn}(${formula.args.map(printFormula).join(', ')})`
  }
}

/** The tables of the world, with the rows of all tenants. */
export function printTables(models: readonly ModelSpec[], rows: ReadonlyMap<string, readonly Row[]>): string {
  const made = models.map((model) => {
    const owned = model.tenant.is === 'column'
    const columns = model.columns.map(
      ({ name, type, nullable }) => `${name} ${sqlType(type)}${nullable ? '' : ' not null'}`,
    )
    const key = [...(owned ? ['tenant_id'] : []), ...model.key]
    const table = `create table ${model.table} (${[...(owned ? ['tenant_id text not null'] : []), ...columns, `primary key (${key.join(', ')})`].join(', ')});`
    return [table, ...inserts(model, rows.get(model.name) ?? [])].join('\n')
  })
  return [
    `create schema world;`,
    `create type world.mood as enum (${enumWords.map(literal).join(', ')});`,
    ...made,
  ].join('\n')
}

function inserts(model: ModelSpec, rows: readonly Row[]): string[] {
  const columns = [
    ...(model.tenant.is === 'column' ? ['tenant_id'] : []),
    ...model.columns.map(({ name }) => name),
  ]
  const types = new Map(model.columns.map(({ name, type }) => [name, type]))
  const values = rows.map(
    (row) => `(${columns.map((name) => sqlValue(row[name] ?? null, types.get(name))).join(', ')})`,
  )
  return values.length === 0
    ? []
    : [`insert into ${model.table} (${columns.join(', ')}) values\n  ${values.join(',\n  ')};`]
}

function sqlValue(value: Value, type: ColumnSpec['type'] | undefined): string {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return String(value)
  if (value instanceof Num) return decimalText(value)
  if (value instanceof Instant) return literal(type === 'timestamp' ? wallText(value.micros) : String(value))
  return literal(String(value))
}

/** A fraction of tenths, hundredths and so on. */
export function decimalText({ n, d }: Num): string {
  let places = 1
  while (10n ** BigInt(places) % d !== 0n) places += 1
  const digits = String((n * 10n ** BigInt(places)) / d)
  const [sign, size] = digits.startsWith('-') ? ['-', digits.slice(1)] : ['', digits]
  const padded = size.padStart(places + 1, '0')
  const part = padded.slice(-places).replace(/0+$/, '')
  return sign + padded.slice(0, -places) + (part && `.${part}`)
}

function sqlType(type: ColumnSpec['type']): string {
  return type === 'enum' ? 'world.mood' : type
}

const text = (value: string) => JSON.stringify(value)
const names = (of: readonly string[]) =>
  of.length === 1 ? text(of[0] ?? '') : `[${of.map(text).join(', ')}]`
const literal = (value: string) => `'${value.replaceAll("'", "''")}'`
