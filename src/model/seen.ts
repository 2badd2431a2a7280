import { allowed, type Field, type Model, type Models } from './model.ts'

/**
 * The models as a set of roles sees them: what is hidden isn't there, nor is a link to it, nor one that no statement can
 * follow: to many rows of another warehouse.
 */
export function seenBy(models: Models, roles: readonly string[]): Models {
  const visible = [...models.byName.values()].filter(({ allow }) => allowed(allow, roles))
  const kept = new Map(visible.map((model) => [model.name, model]))
  const byName = new Map(visible.map((model) => [model.name, narrow(model, kept, roles)]))
  return Object.freeze({ ...models, byName })
}

function narrow(model: Model, kept: ReadonlyMap<string, Model>, roles: readonly string[]): Model {
  const fields = [...model.fields].filter(
    ([, field]) => allowed(field.allow, roles) && isFollowed(field, model, kept),
  )
  return Object.freeze({ ...model, fields: new Map(fields) })
}

function isFollowed(field: Field, model: Model, kept: ReadonlyMap<string, Model>): boolean {
  if (field.is !== 'link') return true
  const target = kept.get(field.to)
  return target !== undefined && (!field.many || target.warehouse === model.warehouse)
}
