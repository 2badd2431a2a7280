import { modelNamed, type Model, type Models } from '../../../model/model.ts'
import type { Catalog } from './catalog.ts'
import type { RelationFact } from './fact.ts'
import { quoted } from './name.ts'
import { isTenant } from './policy.ts'

/** What a relation must do for the models that read it. */
export interface Demand {
  readonly model: string
  readonly relation: RelationFact
  /** The condition on each row for the tenant to see it; undefined where all tenants may see all rows. */
  readonly tenant?: string
  /** Why no condition can be written, if so. */
  readonly unknown?: string
}

/** Every relation that the models of one warehouse read, directly or through views and SQL; each once. */
export function demandsOf(models: Models, warehouse: string, catalog: Catalog): readonly Demand[] {
  const mine = [...models.byName.values()].filter((model) => model.warehouse === warehouse)
  const demands = new Map<string, Demand>()
  // A model that stands on the table itself knows its tenant best, and one with a tenant better than a shared one.
  const direct = mine.filter((model) => catalog.sourceOf(model) !== undefined)
  for (const model of direct.toSorted((a, b) => rank(a) - rank(b))) {
    const relation = catalog.sourceOf(model)
    if (relation && !demands.has(relation.oid))
      demands.set(relation.oid, demandOf(model, relation, models, catalog))
  }
  for (const model of mine) {
    for (const relation of catalog.readsOf(model)) {
      if (!demands.has(relation.oid)) demands.set(relation.oid, inferred(model, relation))
    }
  }
  return [...demands.values()]
}

function rank(model: Model): number {
  return ['column', 'path', 'shared'].indexOf(model.tenant.is)
}

function demandOf(model: Model, relation: RelationFact, models: Models, catalog: Catalog): Demand {
  const base = { model: model.name, relation }
  if (model.tenant.is === 'shared') return base
  if (model.tenant.is === 'column') return own(base, relation, model.tenant.column)
  const condition = alongPath(model, model.tenant.links, model.tenant.column, models, catalog)
  return condition === undefined
    ? { ...base, unknown: `its tenant path leads through a model that is no table of this warehouse` }
    : { ...base, tenant: condition }
}

/** A table below a view or an SQL model: it has the tenant where it has a column of the same name. */
function inferred(model: Model, relation: RelationFact): Demand {
  const base = { model: model.name, relation }
  if (model.tenant.is === 'shared') return base
  if (model.tenant.is === 'column') return own(base, relation, model.tenant.column)
  return { ...base, unknown: 'no model says which of its columns is the tenant' }
}

function own(
  base: { model: string; relation: RelationFact },
  relation: RelationFact,
  column: string,
): Demand {
  const type = relation.columns[column]
  if (type === undefined)
    return { ...base, unknown: `it has no column "${column}" and no model says what its tenant is` }
  return { ...base, tenant: isTenant(quoted(column), type) }
}

/** `customer_id in (select t.id from customers t where t.tenant_id = …)`, one step a link. */
function alongPath(
  model: Model,
  links: readonly string[],
  column: string,
  models: Models,
  catalog: Catalog,
  alias = '',
): string | undefined {
  const name = (column: string) => (alias === '' ? quoted(column) : quoted(alias, column))
  const [first, ...rest] = links
  if (first === undefined) {
    const type = catalog.sourceOf(model)?.columns[column]
    return type === undefined ? undefined : isTenant(name(column), type)
  }
  const link = model.fields.get(first)
  if (link?.is !== 'link') return undefined
  const target = modelNamed(models, link.to)
  const relation = catalog.sourceOf(target)
  if (relation === undefined || target.warehouse !== model.warehouse) return undefined
  const next = `t${links.length}`
  const condition = alongPath(target, rest, column, models, catalog, next)
  if (condition === undefined) return undefined
  const here = link.on.map((pair) => name(pair.here)).join(', ')
  const there = link.on.map((pair) => quoted(next, pair.there)).join(', ')
  const left = link.on.length === 1 ? here : `(${here})`
  return `${left} IN (SELECT ${there} FROM ${quoted(relation.schema, relation.name)} ${quoted(next)} WHERE ${condition})`
}
