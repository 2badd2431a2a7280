import { invariant } from '../../base/errors.ts'
import { modelNamed, type Link, type Model, type TenantKey } from '../../model/model.ts'
import { sql, type Fragment } from '../../sql/fragment.ts'
import type { Table } from '../plan/frame.ts'
import type { Source } from '../source.ts'
import type { Rendering } from './context.ts'

/** Where an operator's scan of a path-tenanted model hands out whose row it is. */
const TENANT_COLUMN = 'sluice_tenant'

/**
 * Reads a model's source under an alias. This is wall 2: in a tenant's scope the tenant is bound here, inside the scan,
 * so that no condition of a request stands beside it or could undo it.
 */
export function ownRows(rendering: Rendering, { model, alias }: Pick<Table, 'model' | 'alias'>): Fragment {
  rendering.reads.add(model.name)
  const base = source(model)
  const named = sql.id(alias)
  const { tenant } = model
  if (tenant.is === 'path') return sql`(${pathScan(rendering, model, tenant)}) ${named}`
  if (tenant.is === 'shared' || rendering.viewer.scope === 'operator') return sql`${base} ${named}`
  return sql`(select * from ${base} "s" where ${sql.id('s', tenant.column)} = ${boundTenant()}) ${named}`
}

/** Whose row it is, in an operator's scope; undefined for shared models. */
export function tenantOf({ model, alias }: Table): Fragment | undefined {
  if (model.tenant.is === 'shared') return undefined
  return sql.id(alias, model.tenant.is === 'column' ? model.tenant.column : TENANT_COLUMN)
}

function boundTenant(): Fragment {
  const tenant: Source = { is: 'tenant' }
  // A parameter of its own per scan: each takes the type of the column that it is compared with.
  return sql.param({ source: tenant })
}

function source({ source, name }: Model): Fragment {
  if (source.is === 'sql') return sql.authored(`(${source.text})`)
  invariant(source.name, `${name} has a source`)
  return source.schema ? sql.id(source.schema, source.name) : sql.id(source.name)
}

function pathScan(
  { models, viewer }: Rendering,
  model: Model,
  { links, column }: Extract<TenantKey, { is: 'path' }>,
): Fragment {
  const joins: Fragment[] = []
  const first: Fragment[] = []
  let here = 's'
  let at = model
  for (const [i, name] of links.entries()) {
    const link = at.fields.get(name)
    invariant(link?.is === 'link' && !link.many, `${model.name} reaches its tenant along to-one links`)
    const to = modelNamed(models, link.to)
    const there = `p${i}`
    const on = equal(link.on, here, there)
    if (i === 0) first.push(on)
    joins.push(
      i === 0 ? sql`${source(to)} ${sql.id(there)}` : sql` join ${source(to)} ${sql.id(there)} on ${on}`,
    )
    here = there
    at = to
  }
  const [on] = first
  invariant(on, `${model.name} has a tenant path`)
  const owner = sql.id(here, column)
  const path = sql.join(joins, '')
  if (viewer.scope === 'operator') {
    const inner = sql.join(joins.slice(1), '')
    const [head] = joins
    invariant(head, 'a path has a first step')
    return sql`select "s".*, ${owner} as ${sql.id(TENANT_COLUMN)} from ${source(model)} "s" join ${head} on ${on}${inner}`
  }
  return sql`select "s".* from ${source(model)} "s" where exists (select 1 from ${path} where ${on} and ${owner} = ${boundTenant()})`
}

/** A link's columns on both sides, equal. */
export function equal(on: Link['on'], here: string, there: string): Fragment {
  return sql.join(
    on.map((pair) => sql`${sql.id(there, pair.there)} = ${sql.id(here, pair.here)}`),
    ' and ',
  )
}
