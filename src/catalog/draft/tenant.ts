import { SluiceError } from '../../base/errors.ts'
import { nearest } from '../../model/nearest.ts'
import { splitName } from '../../model/parse/name.ts'
import type { DraftLink } from './links.ts'
import { findRoutes, type TenantColumn } from './routes.ts'
import { columnOf, type Table } from './tables.ts'
import { words } from './words.ts'

export interface ProposedTenant extends TenantColumn {
  /** Why this one, for the person who must agree. */
  readonly reason: string
}

/** What tenants are called, the surest words first. */
const partyWords = [
  ['tenant'],
  ['workspace'],
  ['organization', 'organisation', 'org'],
  ['account'],
  ['company'],
  ['shop', 'store', 'merchant', 'seller'],
  ['client', 'customer'],
] as const

/**
 * The tenant column that `--tenant table.column` names.
 * @throws USAGE where the draft has no such table or column
 */
export function namedTenant(text: string, tables: readonly Table[]): ProposedTenant {
  const parts = splitName(text) ?? []
  const [column, name, schema] = [...parts].reverse()
  const table = tables.find(
    ({ relation }) => relation.name === name && (!schema || relation.schema === schema),
  )
  if (!table || column === undefined || !columnOf(table, column)) throw unknownTenant(text, table, tables)
  return { table, column, reason: 'you named it with --tenant' }
}

function unknownTenant(text: string, table: Table | undefined, tables: readonly Table[]): SluiceError {
  const columns = (one: Table) => one.relation.columns.map(({ name }) => `${one.relation.name}.${name}`)
  const near = nearest(text, (table ? [table] : tables).flatMap(columns))
  return new SluiceError('USAGE', {
    what: `There is no column "${text}" in a table that becomes a model`,
    where: '--tenant',
    expected: table ? `one of ${columns(table).join(', ')}` : 'table.column, or schema.table.column',
    cure: near ? `Try --tenant ${near}` : 'Name a table with a primary key, and a column of it',
  })
}

/** The table whose name says that it holds parties, and from which most others are reached; undefined where none is. */
export function proposeTenant(
  tables: readonly Table[],
  links: ReadonlyMap<Table, readonly DraftLink[]>,
): ProposedTenant | undefined {
  const candidates = tables.flatMap((table) => {
    const [column, ...more] = table.key
    const rank = partyWords.findIndex((names) => names.some((name) => isCalled(table, name)))
    if (rank < 0 || column === undefined || more.length > 0) return []
    return [{ table, column, rank, reached: findRoutes({ table, column }, tables, links).size - 1 }]
  })
  const [best] = candidates
    .filter(({ reached }) => reached > 0)
    .sort((a, b) => a.rank - b.rank || b.reached - a.reached)
  if (!best) return undefined
  const { table, column, reached } = best
  return { table, column, reason: `its name says that it holds parties, and ${leading(reached)} to it` }
}

const MOST_CANDIDATES = 5

/**
 * What may tell tenants apart where nothing is sure enough to be proposed: keys that other tables lead to, and columns
 * called after a party. The ones so called first, then those with most tables behind them.
 */
export function tenantCandidates(
  tables: readonly Table[],
  links: ReadonlyMap<Table, readonly DraftLink[]>,
): readonly ProposedTenant[] {
  const keys = tables.flatMap((table) => (table.key.length === 1 ? [{ table, column: table.key[0]! }] : []))
  const called = new Map<string, TenantColumn>()
  for (const table of tables) {
    for (const { name } of table.relation.columns) {
      const [party = '', id, ...more] = words(name)
      if (id !== 'id' || more.length > 0 || table.key.includes(name) || called.has(name)) continue
      if (partyWords.some((names: readonly string[]) => names.includes(party)))
        called.set(name, { table, column: name })
    }
  }
  const found = [...keys, ...called.values()].flatMap(({ table, column }) => {
    const reached = findRoutes({ table, column }, tables, links).size - 1
    const named = called.get(column)?.table === table
    const why = [
      ...(named ? ['it is called after a party'] : []),
      ...(reached > 0 ? [`${leading(reached)} to it`] : []),
    ]
    return why.length > 0 ? [{ table, column, reached, named, reason: why.join(', and ') }] : []
  })
  return found
    .sort((a, b) => Number(b.named) - Number(a.named) || b.reached - a.reached)
    .slice(0, MOST_CANDIDATES)
}

function leading(tables: number): string {
  return tables === 1 ? '1 other table leads' : `${tables} other tables lead`
}

function isCalled({ type }: Table, name: string): boolean {
  return words(type).at(-1) === name
}
