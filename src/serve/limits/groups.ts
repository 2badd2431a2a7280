import type { Selection } from '../../engine/query.ts'
import type { Dimension, Models } from '../../model/model.ts'

/**
 * How many groups a question for measures can have at most, as far as its dimensions tell: one where it groups by
 * nothing, an enum's labels and null, a boolean's two and null. Infinity where only the rows could tell.
 */
export function groupsOf(select: readonly Selection[], model: string | undefined, models: Models): number {
  return select.reduce((product, field) => product * valuesOf(field, model, models), 1)
}

function valuesOf(field: Selection, model: string | undefined, models: Models): number {
  switch (field.is) {
    case 'dimension':
      return valuesIn(model, field.field, models)
    case 'one':
    case 'each':
      return groupsOf(field.select, targetOf(model, field.link, models), models)
    case 'group':
      return groupsOf(field.select, field.model, models)
    case 'time':
      return Infinity
    default:
      return 1
  }
}

function valuesIn(model: string | undefined, name: string, models: Models): number {
  const field = models.byName.get(model ?? '')?.fields.get(name)
  return field?.is === 'dimension' ? valuesOfType(field, models) : Infinity
}

function valuesOfType({ type, enum: named }: Dimension, models: Models): number {
  if (type === 'Boolean') return 3
  const labels = named === undefined ? undefined : models.enums.get(named)?.values.length
  return labels === undefined ? Infinity : labels + 1
}

function targetOf(model: string | undefined, link: string, models: Models): string | undefined {
  const field = models.byName.get(model ?? '')?.fields.get(link)
  return field?.is === 'link' ? field.to : undefined
}
