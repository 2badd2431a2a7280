import type { Model, Models } from '../../model/model.ts'
import type { Spot } from './locate.ts'

/** What to do where the compiler let a row through, as far as the model tells. */
export function cureOf(models: Models, { model: name, field: fieldName }: Spot): string {
  const model = name === undefined ? undefined : models.byName.get(name)
  if (!model) return 'Report it with the seed: it is a defect of Sluice'
  const place = `${model.at.file}:${model.at.line}`
  const field = fieldName === undefined ? undefined : model.fields.get(fieldName)
  if (field?.is === 'dimension' && field.from.is === 'sql')
    return `Look at the @sql of ${model.name}.${field.name} (${field.at.file}:${field.at.line}): it reads past the row that it belongs to`
  if (model.tenant.is === 'shared')
    return `${model.name} (${place}) is \`shared: true\`, yet rows of its source belong to tenants: give it a \`tenant\``
  if (model.source.is === 'sql')
    return `Look at the \`sql\` of ${model.name} (${place}): it puts rows of several tenants into one`
  return `Look at the \`tenant\` of ${model.name} (${place}): is \`${tenantOf(model)}\` whose rows they are?`
}

function tenantOf({ tenant }: Model): string {
  if (tenant.is === 'shared') return 'shared'
  return tenant.is === 'path' ? [...tenant.links, tenant.column].join('.') : tenant.column
}
