import type { Inventory } from '../../warehouses/contract.ts'
import { draftEnums } from './enums.ts'
import { findInternal } from './exposure.ts'
import { draftLinks, farLink, type DraftLink } from './links.ts'
import { draftMeasures } from './measures.ts'
import { findRoutes, type Route } from './routes.ts'
import { chooseTables, type LeftOut, type Table } from './tables.ts'
import { namedTenant, proposeTenant, tenantCandidates, type ProposedTenant } from './tenant.ts'
import { firstFree, words } from './words.ts'
import { oneLine, writeEnum, writeModel } from './write.ts'

export interface DraftOptions {
  /** `table.column` or `schema.table.column`: what tells tenants apart. Proposed where absent. */
  readonly tenant?: string
}

export interface DraftedProject {
  /** Texts by name, such as `orders.graphql`: they belong into `schema/`. */
  readonly files: ReadonlyMap<string, string>
  /** What a person should read, a sentence each: the tenant and why, what was left out, what is to be decided. */
  readonly notes: readonly string[]
  /** For `tenants:` in `sluice.yaml`: the model whose rows are the tenants. */
  readonly tenants: { readonly from: string } | undefined
}

/**
 * A first model of a warehouse, that passes `loadModels` and `checkModels` as it is. Nothing is shown to every tenant
 * that isn't plainly reference data: what is in doubt gets `@allow(roles: ["internal"])` and a comment.
 * @throws USAGE for a `tenant` that isn't there
 */
export function draftProject(inventory: Inventory, options: DraftOptions = {}): DraftedProject {
  const { tables: byId, leftOut } = chooseTables(inventory)
  const tables = [...byId.values()]
  const links = draftLinks(byId)
  const tenant =
    options.tenant === undefined ? proposeTenant(tables, links) : namedTenant(options.tenant, tables)
  const routes = tenant ? findRoutes(tenant, tables, links) : new Map<Table, Route>()
  const far = tenant ? farLinks(tenant, routes, links) : []
  const unreached = tables.filter((table) => !routes.has(table))
  const internal = tenant
    ? findInternal(unreached, byId)
    : new Map(tables.map((table) => [table, 'no tenant was found']))
  const enums = draftEnums(tables)
  const files = new Map<string, string>()
  for (const table of tables) {
    const text = writeModel({
      table,
      links: [...(links.get(table) ?? []), ...(table === tenant?.table ? far : [])],
      measures: draftMeasures(table),
      enums,
      route: routes.get(table),
      internal: internal.get(table),
    })
    files.set(fileName(table.relation.name, files), text)
  }
  if (enums.size > 0) files.set(fileName('enums', files), [...enums.values()].map(writeEnum).join('\n'))
  if (leftOut.length > 0) files.set(fileName('left out', files), writeLeftOut(leftOut))
  return {
    files,
    notes: [
      ...tenantNotes(tenant, () => tenantCandidates(tables, links)),
      ...sharedNotes(unreached.filter((table) => !internal.has(table))),
      ...otherNotes(tenant, routes, internal, leftOut),
    ].map(oneLine),
    tenants: tenant && { from: tenant.table.type },
  }
}

/** Links from the tenant to what reaches it over other tables. */
function farLinks(
  tenant: ProposedTenant,
  routes: ReadonlyMap<Table, Route>,
  links: ReadonlyMap<Table, readonly DraftLink[]>,
): readonly DraftLink[] {
  return [...routes].flatMap(([table, route]) => {
    if (route.links.length === 0) return []
    const end = route.links.reduce<Table | undefined>(
      (at, name) => at && links.get(at)?.find((link) => link.name === name)?.to,
      table,
    )
    const last =
      end &&
      links
        .get(end)
        ?.find(({ reference, to }) => to === tenant.table && reference?.columns.includes(route.column))
    return last ? [farLink(table, tenant.table, [...route.links, last.name])] : []
  })
}

function fileName(name: string, taken: ReadonlyMap<string, string>): string {
  const base = words(name).join('_') || 'table'
  return `${firstFree([base], (free) => !taken.has(`${free}.graphql`))}.graphql`
}

function writeLeftOut(leftOut: readonly LeftOut[]): string {
  const lines = leftOut.map((one) => `# ${tellLeftOut(one)}`)
  return ['# What sluice init left out, and why.', ...lines, ''].join('\n')
}

function tellLeftOut({ relation, why }: LeftOut): string {
  return oneLine(`${relation.kind} ${relation.schema}.${relation.name}: ${why}.`)
}

function tenantNotes(
  tenant: ProposedTenant | undefined,
  candidates: () => readonly ProposedTenant[],
): readonly string[] {
  if (tenant) return [`The tenant is ${tenant.table.relation.name}.${tenant.column}: ${tenant.reason}.`]
  const none =
    'No tenant was found, so every model is for the role "internal" alone. Name one with --tenant table.column.'
  return [
    none,
    ...candidates().map(
      ({ table, column, reason }) => `It may be --tenant ${table.relation.name}.${column}: ${reason}.`,
    ),
  ]
}

/** What every tenant sees must be read by a person. */
function sharedNotes(shared: readonly Table[]): readonly string[] {
  if (shared.length === 0) return []
  const names = shared.map(({ type }) => type).join(', ')
  return [
    `Every tenant sees every row of ${names}: reference data, as it seems. Add @allow to what is not for all.`,
  ]
}

function otherNotes(
  tenant: ProposedTenant | undefined,
  routes: ReadonlyMap<Table, Route>,
  internal: ReadonlyMap<Table, string>,
  leftOut: readonly LeftOut[],
): readonly string[] {
  const unsure = [...routes].flatMap(([{ type }, { others }]) =>
    others.length > 0 ? [`Decide whose rows ${type} has: there are several ways to the tenant.`] : [],
  )
  const hidden = tenant
    ? [...internal].map(([{ type }, why]) => `${type} is for the role "internal" alone: ${why}.`)
    : []
  return [...unsure, ...hidden, ...leftOut.map((one) => `Left out: ${tellLeftOut(one)}`)]
}
