import type { Model, Models } from '../../model/model.ts'

/** The model that a root field of the API reads; undefined for `metrics`, and for what asks about the API itself. */
export function rootModel(models: Models, field: string): Model | undefined {
  return [...models.byName.values()].find(({ names }) => Object.values(names).includes(field))
}

/** The model that a field below `model` leads to: another along a link, the same below `nodes`, `rows` and the like. */
export function stepInto(models: Models, model: Model | undefined, field: string): Model | undefined {
  if (!model) return rootModel(models, field)
  for (const link of model.fields.values())
    if (link.is === 'link' && (link.name === field || link.metrics === field))
      return models.byName.get(link.to)
  return model
}

/** Whether a field leads from `model` to rows that are other ones, be it of the same model. */
export function isHop(models: Models, model: Model | undefined, field: string): boolean {
  if (!model) return rootModel(models, field) !== undefined
  return [...model.fields.values()].some(
    (link) => link.is === 'link' && (link.name === field || link.metrics === field),
  )
}
