import { SluiceError } from '../base/errors.ts'
import type { Dimension, Field, Link, Measure, Model, Models } from '../model/model.ts'
import { groupsFor, isCut, maskFor, type Held, type MinGroup } from '../model/rules.ts'
import { seesField, seesModel } from '../model/seen.ts'
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
  /** The model whose metrics are asked for: what is only told in groups is told nowhere else. */
  readonly home?: string
  /** Where a plan's hops into other warehouses are collected. */
  readonly hops: Hop[]
}

/** The roles by which a viewer is judged; undefined for who is no person and sees everything. */
export function heldBy({ scope, roles, whole }: Viewer): Held {
  return scope === 'operator' || whole ? undefined : roles
}

export function resolveModel(lens: Lens, name: string): Model {
  const model = lens.models.byName.get(name)
  const told = model && visible(lens, model) && (name === lens.home || !groupsOf(lens, model))
  if (!told) throw unknown(`There is no model "${name}"`)
  return model
}

export function resolveDimension(lens: Lens, model: Model, name: string): Dimension {
  const field = resolveField(lens, model, name)
  if (field.is !== 'dimension') throw unknown(`"${model.name}.${name}" is no dimension`)
  return field
}

/**
 * A dimension that rows of `root` are grouped by, at the end of `path`. A model that is told in groups has but those
 * that tell its groups apart: any other would cut a group in two.
 */
export function resolveGrouping(
  lens: Lens,
  root: Model,
  path: readonly string[],
  model: Model,
  name: string,
): Dimension {
  const dimension = resolveDimension(lens, model, name)
  const groups = groupsOf(lens, root)
  if (groups && !isCut(groups, [...path, name])) throw noField(model, name)
  return dimension
}

/**
 * A dimension that decides which rows of `root` there are, or in what order: what is masked doesn't, since values could
 * be tried out that way.
 */
export function resolveDeciding(
  lens: Lens,
  root: Model,
  path: readonly string[],
  model: Model,
  name: string,
): Dimension {
  const dimension = resolveGrouping(lens, root, path, model, name)
  if (isMasked(lens, dimension)) throw noField(model, name)
  return dimension
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

/** Model fields that only the author may name. What comes of it is shown to the viewer of the lens itself. */
export function everything(lens: Lens): Lens {
  return { ...lens, viewer: { scope: 'operator', roles: [] } }
}

function resolveField(lens: Lens, model: Model, name: string): Field {
  const field = model.fields.get(name)
  if (!field || !visible(lens, field)) throw noField(model, name)
  return field
}

/** Whether the viewer may know of a model or of a field. */
export function visible({ models, viewer }: Lens, what: Model | Field): boolean {
  const held = heldBy(viewer)
  return 'is' in what ? seesField(models, what, held) : seesModel(what, held)
}

/** Whether the viewer sees something else instead of a dimension's values. */
export function isMasked({ viewer }: Lens, dimension: Dimension): boolean {
  return maskFor(dimension, heldBy(viewer)) !== undefined
}

/** The groups that the viewer is told a model in; undefined where he sees its rows. */
export function groupsOf({ viewer }: Lens, model: Model): MinGroup | undefined {
  return groupsFor(model, heldBy(viewer))
}

/** The words for what isn't there, and for what this viewer isn't to know of. */
export function noField(model: Model, name: string): SluiceError {
  return unknown(`There is no field "${model.name}.${name}"`)
}

function unknown(what: string): SluiceError {
  return new SluiceError('INVALID_REQUEST', { what, expected: 'a name from the schema that this token sees' })
}
