import {
  allowed,
  keyAmong,
  modelNamed,
  type Dimension,
  type Link,
  type Measure,
  type Model,
  type Models,
} from '../../model/model.ts'
import { valueTypes } from '../../model/values.ts'

/** The part of the model that one set of roles sees; `undefined` roles see all of it (an operator's sync). */
export interface View {
  readonly models: Models
  readonly roles: readonly string[] | undefined
}

export function visibleModels(view: View): readonly Model[] {
  return [...view.models.byName.values()].filter((model) => isShown(view, model))
}

export function dimensions(view: View, model: Model): readonly Dimension[] {
  return fields(view, model).filter((field) => field.is === 'dimension')
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
    .filter((link) => {
      const target = view.models.byName.get(link.to)
      return target !== undefined && isShown(view, target)
    })
}

function fields(view: View, model: Model) {
  return [...model.fields.values()].filter((field) => isVisible(view, field))
}

// Of JSON alone there is nothing to order or to group by, and inputs without fields are no GraphQL.
function isShown(view: View, model: Model): boolean {
  return isVisible(view, model) && dimensions(view, model).some(({ type }) => valueTypes[type].groups)
}

function isVisible({ roles }: View, what: { readonly allow?: readonly string[] }): boolean {
  return roles === undefined || allowed(what.allow, roles)
}

/** The dimensions that make up the key, in its order; undefined where a key column has no visible dimension. */
export function keyDimensions(view: View, model: Model): readonly Dimension[] | undefined {
  return keyAmong(model, dimensions(view, model))
}
