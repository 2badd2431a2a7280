import { linkMetricsName, plural } from '../../model/names.ts'
import type { Reference } from '../../warehouses/contract.ts'
import { claim, idOf, referencesOf, type Table } from './tables.ts'
import { camel, capital, words } from './words.ts'

/** A link as it will be written. */
export interface DraftLink {
  readonly name: string
  readonly to: Table
  readonly many: boolean
  readonly from?: readonly string[]
  readonly there?: readonly string[]
  /** For a to-many link over several steps: how its rows lead back. */
  readonly along?: readonly string[]
  /** The foreign key that a to-one link follows; undefined for links against it. */
  readonly reference?: Reference
}

/** Links along every foreign key and against it, by table. Those along come first: they name what a row has. */
export function draftLinks(tables: ReadonlyMap<string, Table>): ReadonlyMap<Table, readonly DraftLink[]> {
  const links = new Map([...tables.values()].map((table) => [table, [] as DraftLink[]]))
  for (const [table, list] of links) {
    const references = referencesOf(table, tables)
    for (const reference of references) {
      const target = tables.get(idOf(reference.to))
      if (target) list.push(forward(table, target, reference, isOneOfSeveral(reference, references)))
    }
  }
  for (const table of tables.values()) {
    const references = referencesOf(table, tables)
    for (const reference of references) {
      const target = tables.get(idOf(reference.to))
      const several = target === table || isOneOfSeveral(reference, references)
      if (target) links.get(target)?.push(backward(table, target, reference, several))
    }
  }
  return links
}

/** What hangs on a tenant over several steps: `orderDetails` of a customer, so that their measures are at hand there. */
export function farLink(table: Table, tenant: Table, along: readonly string[]): DraftLink {
  const base = plural(lower(table.type))
  const candidates = [base, `${base}By${capital(along[0] ?? '')}`]
  const name = claim(tenant.taken, candidates, (link) => !tenant.taken.has(linkMetricsName(link)))
  tenant.taken.add(linkMetricsName(name))
  return { name, to: table, many: true, along }
}

function isOneOfSeveral(reference: Reference, references: readonly Reference[]): boolean {
  return references.some((other) => other !== reference && idOf(other.to) === idOf(reference.to))
}

/** `customer_id` gives `customer`; where the column says nothing (`ship_via`) the target gives its name. */
function forward(table: Table, target: Table, reference: Reference, several: boolean): DraftLink {
  const column = reference.columns.at(-1) ?? ''
  const said = withoutSuffix(column)
  const whole = camel(words(column))
  const ofTarget = lower(target.type)
  const candidates = [
    said ?? '',
    ...(target === table || several ? [] : [ofTarget]),
    `${said ?? whole}${target.type}`,
    `${whole}Link`,
  ]
  const name = claim(table.taken, candidates)
  const [from, there] = ordered(reference, target)
  return { name, to: target, many: false, from, ...(there && { there }), reference }
}

/** What a column of a foreign key says about its far side: undefined where it says nothing. */
function withoutSuffix(column: string): string | undefined {
  const parts = words(column)
  const last = parts.at(-1) ?? ''
  return parts.length > 1 && ['id', 'key', 'code', 'fk', 'uuid', 'guid', 'sk', 'ref'].includes(last)
    ? camel(parts.slice(0, -1))
    : undefined
}

/** The columns here in the order of the target's key; beside them those there, unless they are that key. */
function ordered(
  { columns, to }: Reference,
  target: Table,
): [from: readonly string[], there?: readonly string[]] {
  const isKey =
    to.columns.length === target.key.length && target.key.every((column) => to.columns.includes(column))
  if (!isKey) return [columns, to.columns]
  return [target.key.map((column) => columns[to.columns.indexOf(column)] ?? '')]
}

/** The rows that refer to this one: `orders`; where several foreign keys do, `ordersByShipper` tells them apart. */
function backward(table: Table, target: Table, reference: Reference, several: boolean): DraftLink {
  const many = ![table.key, ...table.relation.uniques].some((set) =>
    set.every((column) => reference.columns.includes(column)),
  )
  const one = lower(table.type)
  const base = many ? plural(one) : one
  const column = reference.columns.at(-1) ?? ''
  const by = `${base}By${capital(withoutSuffix(column) ?? camel(words(column)))}`
  const candidates = several ? [by] : [base, by]
  const name = claim(target.taken, candidates, (link) => !many || !target.taken.has(linkMetricsName(link)))
  if (many) target.taken.add(linkMetricsName(name))
  const [from, there] = ordered(reference, target)
  const here = there && there.length > 0 ? { from: there, there: from } : { there: from }
  return { name, to: table, many, ...here }
}

function lower(type: string): string {
  return camel(words(type))
}
