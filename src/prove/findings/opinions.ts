import type { Field, Model, Models } from '../../model/model.ts'
import type { RelationPlan } from '../../warehouses/postgres/clone/blueprint.ts'
import type { Sighting } from './finding.ts'

/**
 * What else tells whose rows a table holds: made-up rows follow what the model says, so a model that says it wrongly is
 * held against its neighbours and the warehouse's keys.
 */
export function doubtsOf(models: Models, relations: readonly RelationPlan[]): readonly Sighting[] {
  const owned = [...models.byName.values()].filter(({ tenant }) => tenant.is === 'column')
  return [...models.byName.values()].flatMap((model) => {
    const relation = relationOf(model, relations)
    const why =
      relation && (byColumn(model, relation, owned) ?? byKey(model, relation, owned) ?? byPath(model, models))
    return why === undefined ? [] : [sighting(model, why)]
  })
}

/** A column that is the tenant in other models, and isn't here. */
function byColumn(model: Model, { columns }: RelationPlan, owned: readonly Model[]): string | undefined {
  if (model.tenant.is === 'column' && owned.filter((one) => columnOf(one) === columnOf(model)).length > 1)
    return undefined
  const others = owned.filter((one) => one.name !== model.name && columnOf(one) !== columnOf(model))
  // A column that is some model's key says who a row is about, not whose it is.
  const names = new Set(
    others.map(columnOf).filter((name) => !others.some(({ key }) => key.length === 1 && key[0] === name)),
  )
  const found = columns.find(({ name }) => names.has(name))
  const says = others.filter((one) => columnOf(one) === found?.name).map(({ name }) => name)
  if (!found || model.tenant.is === 'path') return undefined
  return `its column "${found.name}" is the tenant in ${says.join(', ')}`
}

/** A shared row that can't be without a tenant's row. */
function byKey(
  model: Model,
  { references, columns }: RelationPlan,
  owned: readonly Model[],
): string | undefined {
  if (model.tenant.is !== 'shared') return undefined
  const needed = references.find(
    (reference) =>
      reference.columns.every((name) => columns.find((column) => column.name === name)?.nullable === false) &&
      owned.some(({ source }) => source.is === 'table' && source.name === reference.to.name),
  )
  return (
    needed && `each of its rows needs a row of ${needed.to.schema}.${needed.to.name}, which is a tenant's`
  )
}

/** A path that ends at something that isn't its end's tenant. */
function byPath(model: Model, models: Models): string | undefined {
  if (model.tenant.is !== 'path') return undefined
  let end: Model | undefined = model
  for (const name of model.tenant.links) {
    const link: Field | undefined = end?.fields.get(name)
    end = link?.is === 'link' ? models.byName.get(link.to) : undefined
  }
  if (!end || (end.tenant.is === 'column' && end.tenant.column === model.tenant.column)) return undefined
  const says =
    end.tenant.is === 'column' ? `has "${end.tenant.column}" for its tenant` : 'has no tenant of its own'
  return `its path ends at "${model.tenant.column}" of ${end.name}, which ${says}`
}

function columnOf({ tenant }: Model): string | undefined {
  return tenant.is === 'column' ? tenant.column : undefined
}

function relationOf({ source }: Model, relations: readonly RelationPlan[]): RelationPlan | undefined {
  if (source.is !== 'table') return undefined
  return relations.find(
    ({ schema, name }) => name === source.name && (source.schema === undefined || source.schema === schema),
  )
}

function sighting(model: Model, why: string): Sighting {
  return {
    wall: 'all',
    oracle: 'second opinions',
    model: model.name,
    asker: 'any tenant',
    outlet: 'query',
    request: `type ${model.name} @model(…), ${model.at.file}:${model.at.line}`,
    seen: why,
    cure: `Correct the \`tenant\` of ${model.name} (${model.at.file}:${model.at.line}), or rename the column if it means something else`,
  }
}
