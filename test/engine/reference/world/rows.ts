import { day, instant } from '../values/calendar.ts'
import type { Choice } from './choice.ts'
import { num } from '../values/num.ts'
import { enumWords, type ColumnSpec, type ModelSpec, type Row } from './spec.ts'
import { Word, type SqlType, type Value } from '../values/value.ts'

/** Few values, so that there are ties and groups; each is there for a trap. */
export const pools: Readonly<Record<SqlType, readonly Value[]>> = {
  text: [
    '',
    'a',
    'A',
    "b'c",
    'd"e',
    String.raw`back\slash`,
    '50%_off',
    'ünï',
    'ÜNÏ',
    '日本',
    '😀a',
    ' lead',
    '{x}',
    'X',
    'Y',
  ],
  enum: enumWords.map((name, place) => new Word(name, place)),
  int: ['0', '1', '2', '2', '3', '-4', '100'].map(num),
  bigint: ['0', '7', '9007199254740993', '9007199254740992', '-9007199254740993'].map(num),
  numeric: [
    '0',
    '1.25',
    '1.25',
    '-3.5',
    '10',
    '0.000001',
    '12345678901234567890.123456',
    '-0.1',
    '99.99',
  ].map(num),
  float8: ['0', '0.25', '1.5', '-2.75', '1000.5'].map(num),
  boolean: [true, false],
  date: [
    '2025-12-31',
    '2026-01-01',
    '2026-01-31',
    '2026-02-28',
    '2026-03-29',
    '2026-03-30',
    '2024-02-29',
    '2026-10-25',
  ].map(day),
  // Around changes of the clock in Paris, New York and Lord Howe, ends of months and of years, and to the microsecond.
  timestamptz: [
    '2025-12-31T23:30:00Z',
    '2026-01-01T00:00:00Z',
    '2026-01-31T12:00:00Z',
    '2026-02-28T22:59:59.999999Z',
    '2026-03-08T06:59:59.999999Z',
    '2026-03-08T07:00:00Z',
    '2026-03-28T23:30:00Z',
    '2026-03-29T00:30:00Z',
    '2026-03-29T01:00:00Z',
    '2026-03-29T21:59:00Z',
    '2026-03-30T11:59:59.5Z',
    '2026-03-30T12:00:00Z',
    '2026-04-04T15:15:00Z',
    '2025-03-29T10:00:00Z',
    '2025-10-26T00:30:00Z',
    '2025-10-26T01:30:00Z',
    '2025-11-02T05:30:00Z',
    '2025-11-02T06:30:00Z',
    '2024-02-29T10:00:00Z',
  ].map(instant),
  // Wall clocks: the first is shown by no clock in Paris, the second twice.
  timestamp: [
    '2026-03-29T02:30:00Z',
    '2025-10-26T02:30:00Z',
    '2026-01-01T00:00:00Z',
    '2025-12-31T23:59:59Z',
    '2026-03-30T11:00:00Z',
    '2026-02-14T08:30:00Z',
  ].map(instant),
}

/** Rows of every model, those of all tenants together. A row of a tenant's own table has `tenant_id`. */
export function randomRows(
  choice: Choice,
  models: readonly ModelSpec[],
  tenants: readonly string[],
): ReadonlyMap<string, readonly Row[]> {
  const made = new Map<string, readonly Row[]>()
  // First the keys, so that links can lead anywhere, also backward and to a tenant that has no right to it.
  const keys = new Map(models.map((model) => [model.name, keysOf(choice, model, tenants)]))
  for (const model of models) {
    const rows = (keys.get(model.name) ?? []).map((key) => {
      const linked = linkedColumns(choice, model, key, keys)
      const plain = model.columns.filter(({ name }) => !(name in key) && !(name in linked))
      return {
        ...key,
        ...linked,
        ...Object.fromEntries(plain.map((column) => [column.name, cell(choice, column)])),
      }
    })
    made.set(model.name, unique(model, rows))
  }
  return made
}

type Key = Readonly<Record<string, Value>>

/** Keys of tables whose keys are their own; those whose key is a link's get as many blanks. */
function keysOf(choice: Choice, model: ModelSpec, tenants: readonly string[]): readonly Key[] {
  const owners = model.tenant.is === 'column' ? tenants : [undefined]
  const most = { Place: 4, Sale: 12, Visit: 10, SaleLine: 24, Membership: 20, Balance: 16 }[model.name] ?? 5
  return owners.flatMap((tenant, i) =>
    choice.times(choice.int(Math.floor(most / 2), most), (n) => {
      const key = model.columns
        .filter((column) => model.key.includes(column.name) && !column.refers)
        .map((column): [string, Value] => [column.name, keyCell(choice, model, column, i * 100 + n + 1)])
      return { ...(tenant === undefined ? {} : { tenant_id: tenant }), ...Object.fromEntries(key) }
    }),
  )
}

/** Parts of a composite key are the same for several tenants, as are regions; sales tell their tenant by their number. */
function keyCell(choice: Choice, model: ModelSpec, { type, name }: ColumnSpec, n: number): Value {
  if (model.name === 'Region') return num(n % 100)
  if (model.name === 'Place') return `P'${n}`
  if (name === 'account') return num(choice.int(1, 3))
  if (type === 'date') return choice.one(pools.date)
  if (name === 'code') return choice.one(['X', 'Y', 'y"'])
  return name === 'part' || name === 'line' ? num(choice.int(1, 3)) : type === 'text' ? String(n) : num(n)
}

function linkedColumns(
  choice: Choice,
  model: ModelSpec,
  key: Key,
  keys: ReadonlyMap<string, readonly Key[]>,
): Row {
  const links = new Map<string, ColumnSpec[]>()
  for (const column of model.columns) {
    if (column.refers) links.set(column.refers.link, [...(links.get(column.refers.link) ?? []), column])
  }
  const cells: Record<string, Value> = {}
  for (const columns of links.values()) {
    const target = keys.get(columns[0]?.refers?.model ?? '') ?? []
    const own = target.filter((one) => one['tenant_id'] === key['tenant_id'])
    const chosen =
      target.length === 0 ? undefined : choice.one(own.length > 0 && choice.chance(80) ? own : target)
    const lost = choice.chance(25)
    for (const column of columns) {
      const value = chosen?.[column.refers?.column ?? ''] ?? null
      cells[column.name] = column.nullable && (lost || value === null) ? null : (value ?? dangling(column))
    }
  }
  return cells
}

function dangling({ type }: ColumnSpec): Value {
  return type === 'text' ? 'nowhere' : num(999)
}

function cell(choice: Choice, column: ColumnSpec): Value {
  return column.nullable && choice.chance(25) ? null : choice.one(poolOf(column))
}

/** What a column's values are of. */
export function poolOf({ type, words }: ColumnSpec): readonly Value[] {
  return words ? enumWords : pools[type]
}

function unique(model: ModelSpec, rows: readonly Row[]): readonly Row[] {
  const columns = [...(model.tenant.is === 'column' ? ['tenant_id'] : []), ...model.key]
  return [...new Map(rows.map((row) => [columns.map((name) => String(row[name])).join('|'), row])).values()]
}
