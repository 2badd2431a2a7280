import {
  keyAmong,
  modelNamed,
  type Dimension,
  type Link,
  type Measure,
  type Model,
  type Models,
} from '../../model/model.ts'
import { groupsFor, maskFor, type Held } from '../../model/rules.ts'
import { seesField, seesModel } from '../../model/seen.ts'
import { valueTypes } from '../../model/values.ts'

/** The part of the model that one set of roles sees; `undefined` roles see all of it (a sync). */
export interface View {
  readonly models: Models
  readonly roles: Held
}

export function visibleModels(view: View): readonly Model[] {
  return [...view.models.byName.values()].filter((model) => isShown(view, model))
}

/** Whether rows of a model are told, one by one. */
export function hasRows({ roles }: View, model: Model): boolean {
  return groupsFor(model, roles) === undefined
}

export function dimensions(view: View, model: Model): readonly Dimension[] {
  return fields(view, model).filter((field) => field.is === 'dimension')
}

/** Whether a dimension's values may be compared and ordered: a mask shows, and must not answer guesses. */
export function isComparable({ roles }: View, dimension: Dimension): boolean {
  return maskFor(dimension, roles) === undefined
}

export function measures(view: View, model: Model): readonly Measure[] {
  return fields(view, model).filter((field) => field.is === 'measure')
}

export function isMeasured(view: View, model: Model): boolean {
  return measures(view, model).length > 0
}

/** These models, and all that they lead to along to-one links, in the order of the model. */
export function reachable(view: View, from: readonly Model[]): readonly Model[] {
  const found = new Set(from)
  // A set that grows while it is walked is walked to its end.
  for (const model of found) {
    for (const { to } of links(view, model, false)) found.add(modelNamed(view.models, to))
  }
  return [...view.models.byName.values()].filter((model) => found.has(model))
}

/** Links that one statement can follow: the target is visible, and in the same warehouse. */
export function links(view: View, model: Model, many: boolean): readonly Link[] {
  return visibleLinks(view, model).filter(
    (link) => link.many === many && view.models.byName.get(link.to)?.warehouse === model.warehouse,
  )
}

/** To-one links into another warehouse: they can be selected below a row, and nothing else. */
export function hops(view: View, model: Model): readonly Link[] {
  return visibleLinks(view, model).filter(
    (link) => !link.many && view.models.byName.get(link.to)?.warehouse !== model.warehouse,
  )
}

function visibleLinks(view: View, model: Model): readonly Link[] {
  return fields(view, model)
    .filter((field) => field.is === 'link')
    .filter((link) => isShown(view, modelNamed(view.models, link.to)))
}

function fields({ models, roles }: View, model: Model) {
  return [...model.fields.values()].filter((field) => seesField(models, field, roles))
}

// Of JSON alone there is nothing to group by, and inputs without fields are no GraphQL.
function isShown(view: View, model: Model): boolean {
  return (
    seesModel(model, view.roles) &&
    dimensions(view, model).some(({ type }) => valueTypes[type].groups) &&
    (hasRows(view, model) || isMeasured(view, model))
  )
}

/** The dimensions that a row can be looked up by, in the key's order; undefined where one isn't seen as it is. */
export function keyDimensions(view: View, model: Model): readonly Dimension[] | undefined {
  return keyAmong(
    model,
    dimensions(view, model).filter((one) => isComparable(view, one)),
  )
}
