import { allowed, type Field, type Link, type Model, type Models } from './model.ts'
import { groupsFor, isCleared, isCut, leadsToCut, type Held } from './rules.ts'

/**
 * The models as a set of roles sees them: what is hidden isn't there, nor is a link to it, nor one that no statement can
 * follow: to many rows of another warehouse. Of a model that is only told in groups there is what these are told by.
 */
export function seenBy(models: Models, held: Held): Models {
  const visible = [...models.byName.values()].filter((model) => seesModel(model, held))
  return Object.freeze({
    ...models,
    byName: new Map(visible.map((model) => [model.name, narrow(models, model, held)])),
  })
}

function narrow(models: Models, model: Model, held: Held): Model {
  const groups = groupsFor(model, held)
  const fields = [...model.fields].filter(
    ([name, field]) =>
      seesField(models, field, held) &&
      isFollowed(models, model, field) &&
      (!groups || field.is === 'measure' || isCut(groups, [name]) || leadsToCut(groups, [name])),
  )
  return Object.freeze({ ...model, fields: new Map(fields) })
}

export function seesModel({ allow }: Model, held: Held): boolean {
  return held === undefined || allowed(allow, held)
}

/** Whether these roles see a field of a model that they see, should its rows or its groups be told at all. */
export function seesField(models: Models, field: Field, held: Held): boolean {
  if (held !== undefined && !allowed(field.allow, held)) return false
  if (field.is === 'measure') return isCleared(field, held)
  return field.is === 'dimension' || seesLink(models, field, held)
}

// What is only told in groups is no place to go to, nor one to pass through.
function seesLink(models: Models, { to, along = [] }: Link, held: Held): boolean {
  const target = models.byName.get(to)
  if (!target || !seesModel(target, held) || groupsFor(target, held)) return false
  return passed(models, target, along).every((model) => !groupsFor(model, held))
}

/** The models between the ends of a link over several steps. */
function passed({ byName }: Models, target: Model, along: readonly string[]): readonly Model[] {
  const found: Model[] = []
  let at = target
  for (const name of along.slice(0, -1)) {
    const link = at.fields.get(name)
    const next = link?.is === 'link' ? byName.get(link.to) : undefined
    if (!next) return found
    found.push(next)
    at = next
  }
  return found
}

function isFollowed({ byName }: Models, model: Model, field: Field): boolean {
  return field.is !== 'link' || !field.many || byName.get(field.to)?.warehouse === model.warehouse
}
