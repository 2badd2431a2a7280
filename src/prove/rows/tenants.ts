import { SluiceError } from '../../base/errors.ts'
import type { ColumnPlan, RelationPlan } from '../../warehouses/postgres/clone/blueprint.ts'
import type { SyntheticTenant } from './contract.ts'
import type { Random } from '../random.ts'
import { listedIn, type Cuts } from './bounds.ts'
import type { Ownership } from './owners.ts'
import { BLOCK } from './values/numbers.ts'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const CANARY_LENGTH = 8

/** A word that begins with the `place`th letter, so that even the first letter of it tells whose it is. */
export function canaryOf(place: number, random: Random): string {
  const all = `${LETTERS}0123456789`
  const tail = Array.from({ length: CANARY_LENGTH - 2 }, () => all[random.below(all.length)])
  // The second is a rare letter: no word of a schema should begin like a canary.
  return `${LETTERS[(place * 7) % LETTERS.length]}${'qxzjkv'[random.below(6)]}${tail.join('')}`
}

/** Tenants as alike as the tenant columns of all warehouses let them be: a letter's case, or a digit, tells them apart. */
export function tenantsOf(
  count: number,
  columns: readonly TenantColumn[],
  random: Random,
): readonly SyntheticTenant[] {
  return idsFor(count, columns, random)
    .slice(0, count)
    .map((id, i) => ({ id, canary: canaryOf(i, random), unit: 10n ** BigInt(BLOCK * i) }))
}

/** The columns of one warehouse that say a row's tenant. */
export function tenantColumns(
  ownership: ReadonlyMap<RelationPlan, Ownership>,
  cuts: Cuts,
): readonly TenantColumn[] {
  return [...ownership].flatMap(([table, said]) => {
    const column = said.is === 'column' ? table.columns.find(({ name }) => name === said.column) : undefined
    return column === undefined ? [] : [{ table, column, listed: listedIn(cuts, table, column.name) }]
  })
}

export interface TenantColumn {
  readonly table: RelationPlan
  readonly column: ColumnPlan
  /** The tenants that the table's partitions are for. */
  readonly listed: readonly string[]
}

function idsFor(count: number, columns: readonly TenantColumn[], random: Random): readonly string[] {
  const shapes = columns.map(({ column }) => column.value)
  const bases = new Set(shapes.map((shape) => (shape.is === 'scalar' ? shape.base : shape.is)))
  const length = Math.min(...shapes.map((shape) => (shape.is === 'scalar' ? (shape.length ?? 64) : 64)))
  const listed = columns.find((one) => one.listed.length >= count)?.listed
  if (listed !== undefined) return listed
  for (const shape of shapes) {
    if (shape.is === 'enum') return enough(shape.labels, count, columns)
  }
  if (bases.has('bool')) return enough(['true', 'false'], count, columns)
  if (bases.has('uuid')) {
    const stem = Array.from({ length: 12 }, () => random.below(16).toString(16)).join('')
    return numbered(count, (i) => `0000000${i}-0000-4000-8000-${stem}`)
  }
  // 7, 77 and 777: each begins with the one before.
  if ([...bases].some((base) => /^(int[248]|numeric|oid|float[48])$/.test(base))) {
    return numbered(count, (i) => (i <= 4 && length >= count ? '7'.repeat(i) : String(7 + i)))
  }
  if (length < 6) return numbered(count, (i) => (LETTERS[(i * 5) % 26] ?? '').repeat(Math.min(2, length)))
  const stem = Array.from({ length: 4 }, () => LETTERS[random.below(26)]).join('')
  const cased = columns.every(({ column }) => column.exact)
  const alike = [`t${stem}`, cased ? `T${stem}` : `t${stem}x`, `t${stem}%`]
  return numbered(count, (i) => alike[i - 1] ?? `t${stem.slice(0, 2)}${i}`)
}

function numbered(count: number, id: (i: number) => string): readonly string[] {
  return Array.from({ length: count }, (_, i) => id(i + 1))
}

function enough(
  labels: readonly string[],
  count: number,
  columns: readonly TenantColumn[],
): readonly string[] {
  if (labels.length >= 2) return labels.slice(0, count)
  throw new SluiceError('INVALID_PROJECT', {
    what: 'The tenant column can hold one tenant only, so no two can be told apart',
    where: columns.map(({ table, column }) => `${table.schema}.${table.name}.${column.name}`).join(', '),
    expected: 'a type with at least two values',
  })
}
