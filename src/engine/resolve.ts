import { SluiceError } from '../base/errors.ts'
import {
  allowed,
  type Dimension,
  type Field,
  type Link,
  type Measure,
  type Model,
  type Models,
} from '../model/model.ts'
import type { Hop, Viewer } from './contract.ts'
import type { Calendar } from './query.ts'

/** The model as one viewer sees it. What the roles don't allow is told in the same words as what isn't there. */
export interface Lens {
  readonly models: Models
  readonly viewer: Viewer
  /** Required fields, as `Model.field`, whose columns can't be null. */
  readonly assured: ReadonlySet<string>
  /** Where days, weeks and years begin for the question. */
  readonly calendar?: Calendar
  /** Where a plan's hops into other warehouses are collected. */
  readonly hops: Hop[]
}

export function resolveModel(lens: Lens, name: string): Model {
  const model = lens.models.byName.get(name)
  if (!model || !visible(lens, model)) throw unknown(`There is no model "${name}"`)
  return model
}

export function resolveDimension(lens: Lens, model: Model, name: string): Dimension {
  const field = resolveField(lens, model, name)
  if (field.is !== 'dimension') throw unknown(`"${model.name}.${name}" is no dimension`)
  return field
}

export function resolveMeasure(lens: Lens, model: Model, name: string): Measure {
  const field = resolveField(lens, model, name)
  if (field.is !== 'measure') throw unknown(`"${model.name}.${name}" is no measure`)
  return field
}

export function resolveLink(
  lens: Lens,
  model: Model,
  name: string,
  many: boolean,
): { link: Link; to: Model } {
  const field = resolveField(lens, model, name)
  if (field.is !== 'link' || field.many !== many) {
    throw unknown(`"${model.name}.${name}" is no ${many ? 'to-many' : 'to-one'} link`)
  }
  return { link: field, to: resolveModel(lens, field.to) }
}

/** A link that one statement can follow: both its ends are in one warehouse. */
export function resolveJoin(
  lens: Lens,
  model: Model,
  name: string,
  many: boolean,
): { link: Link; to: Model } {
  const found = resolveLink(lens, model, name, many)
  if (found.to.warehouse === model.warehouse) return found
  throw new SluiceError('INVALID_REQUEST', {
    what: `"${model.name}.${name}" leads to another warehouse, where it can only be selected below a row`,
    expected: 'conditions, orders, groups and measures within one warehouse',
  })
}

/** Model fields that only the author may name. */
export function everything(lens: Lens): Lens {
  return { ...lens, viewer: { scope: 'operator', roles: [] } }
}

function resolveField(lens: Lens, model: Model, name: string): Field {
  const field = model.fields.get(name)
  if (!field || !visible(lens, field)) throw unknown(`There is no field "${model.name}.${name}"`)
  return field
}

// An operator's sync sees the whole model: the roles are those of people.
export function visible(lens: Lens, what: { readonly allow?: readonly string[] }): boolean {
  return lens.viewer.scope === 'operator' || allowed(what.allow, lens.viewer.roles)
}

function unknown(what: string): SluiceError {
  return new SluiceError('INVALID_REQUEST', { what, expected: 'a name from the schema that this token sees' })
}
