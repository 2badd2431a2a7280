import { never } from '../base/errors.ts'
import { formulaReferences, isReference, type Expression } from '../model/expression.ts'
import type { Aggregation, Computation, Conversion } from '../model/kinds/kind.ts'
import type { Dimension, Field, Link, Model, Models } from '../model/model.ts'

/** Something that numbers come from: a field with what it is made of, a column, or that rows are there at all. */
export type Origin = FieldOrigin | ColumnOrigin | RowsOrigin

export interface FieldOrigin {
  readonly is: 'field'
  readonly model: Model
  readonly field: Field
  /** In the order in which the model says them, each once. Shared by all that leads here, so it is a graph, not a tree. */
  readonly from: readonly Ingredient[]
  /** Whether all that the field names is there; in narrowed models some of it may be hidden. */
  readonly whole: boolean
}

export interface ColumnOrigin {
  readonly is: 'column'
  readonly model: Model
  readonly column: string
}

/** What `count: true` counts. */
export interface RowsOrigin {
  readonly is: 'rows'
  readonly model: Model
}

/** An origin, and what it does for the field that is made of it. */
export interface Ingredient {
  readonly use: Use
  readonly origin: Origin
}

/**
 * `VALUE`: its values are shown or computed with. `FILTER`: it says which rows count. `TIME`: they are laid out along
 * it. `ENTITY`: it says whose balance or whose conversion it is. `LINK`: rows are found along it.
 */
export type Use = 'VALUE' | 'FILTER' | 'TIME' | 'ENTITY' | 'LINK'

/** Where a field comes from; undefined where the models have no such field. */
export type Lineage = (model: string, field: string) => FieldOrigin | undefined

/**
 * The lineage of `models`, each field's worked out when it is first asked for. Of models that are narrowed to what some
 * roles see (`seenBy`) it holds nothing else: what leads through a hidden field or link isn't there.
 */
export function openLineage(models: Models): Lineage {
  const known = new Map<string, FieldOrigin>()
  const lineage: Lineage = (modelName, fieldName) => {
    const id = `${modelName}.${fieldName}`
    const had = known.get(id)
    if (had) return had
    const model = models.byName.get(modelName)
    const field = model?.fields.get(fieldName)
    if (!model || !field) return undefined
    // The loader has refused fields that need themselves, so this comes to an end.
    const named = ingredientsOf({ models, lineage, model }, field)
    const from = distinct(named.filter((one) => one !== undefined))
    const whole = !named.includes(undefined)
    const origin: FieldOrigin = Object.freeze({ is: 'field', model, field, from, whole })
    known.set(id, origin)
    return origin
  }
  return lineage
}

/** What a field names, in order; undefined stands for what the models don't have. */
type Named = readonly (Ingredient | undefined)[]

/** Where a field is read, so that its references can be followed. */
interface Site {
  readonly models: Models
  readonly lineage: Lineage
  readonly model: Model
}

function ingredientsOf(site: Site, field: Field): Named {
  switch (field.is) {
    case 'dimension':
      return ofDimension(site, field)
    case 'link':
      return ofLink(site, field)
    case 'measure':
      return ofComputation(site, field.computation)
    default:
      return never(field)
  }
}

function ofDimension(site: Site, { from }: Dimension): Named {
  return from.is === 'column'
    ? [column('VALUE', site.model, from.column)]
    : mentioned(site, 'VALUE', from.expr)
}

function ofLink(site: Site, link: Link): Named {
  const target = site.models.byName.get(link.to)
  if (!target) return [undefined]
  if (link.along) return alongLinks(site, target, link.along)?.named ?? [undefined]
  return link.on.flatMap(({ here, there }) => [
    column('LINK', site.model, here),
    column('LINK', target, there),
  ])
}

function ofComputation(site: Site, computation: Computation): Named {
  switch (computation.is) {
    case 'aggregate':
      return ofAggregation(site, computation)
    case 'conversion':
      return ofConversion(site, computation)
    case 'formula':
      return formulaReferences(computation.formula).flatMap(({ path }) => ofMeasure(site, path))
    default:
      return never(computation)
  }
}

function ofAggregation(site: Site, { of, where, along }: Aggregation): Named {
  const counted: Ingredient = { use: 'VALUE', origin: { is: 'rows', model: site.model } }
  const entity = along?.is === 'semiAdditive' ? along.per : []
  return [
    ...(of ? mentioned(site, 'VALUE', of) : [counted]),
    ...mentioned(site, 'FILTER', where),
    ...(along ? own(site, 'TIME', along.over) : []),
    ...entity.map((name) => column('ENTITY', site.model, name)),
  ]
}

function ofConversion(site: Site, { per, at, where, to }: Conversion): Named {
  const events = (side: Site, event: Omit<Conversion['to'], 'model'>) => [
    ...mentioned(side, 'ENTITY', event.per),
    ...own(side, 'TIME', event.at),
    ...mentioned(side, 'FILTER', event.where),
  ]
  const there = site.models.byName.get(to.model)
  const from = { per, at, ...(where && { where }) }
  return [...events(site, from), ...(there ? events({ ...site, model: there }, to) : [undefined])]
}

/** `{revenue}` is a measure of this model, `{Customer.customerCount}` one of another. */
function ofMeasure(site: Site, path: readonly string[]): Named {
  const [first = '', second] = path
  if (second === undefined) return own(site, 'VALUE', first)
  const model = site.models.byName.get(first)
  return model ? own({ ...site, model }, 'VALUE', second) : [undefined]
}

/** Every reference of an expression over dimensions, with the links that it goes along. */
function mentioned(site: Site, use: Use, expression: Expression | undefined): Named {
  const references = expression?.parts.filter(isReference) ?? []
  return references.flatMap(({ path }) => {
    const way = alongLinks(site, site.model, path.slice(0, -1))
    const field = way && site.lineage(way.end.name, path.at(-1) ?? '')
    return way && field ? [{ use, origin: field }, ...way.named] : [undefined]
  })
}

interface Way {
  readonly named: readonly Ingredient[]
  readonly end: Model
}

/** The links of a path, and the model that they lead to; undefined where one of them isn't there. */
function alongLinks(site: Site, start: Model, names: readonly string[]): Way | undefined {
  let end = start
  const named: Ingredient[] = []
  for (const name of names) {
    const link = site.lineage(end.name, name)
    const target = link?.field.is === 'link' ? site.models.byName.get(link.field.to) : undefined
    if (!link || !target) return undefined
    named.push({ use: 'LINK', origin: link })
    end = target
  }
  return { named, end }
}

function own({ lineage, model }: Site, use: Use, field: string): Named {
  const origin = lineage(model.name, field)
  return origin ? [{ use, origin }] : [undefined]
}

function column(use: Use, model: Model, name: string): Ingredient {
  return { use, origin: { is: 'column', model, column: name } }
}

/** What tells one ingredient from another. */
export function nameOf({ use, origin }: Ingredient): string {
  const last = origin.is === 'field' ? origin.field.name : origin.is === 'column' ? origin.column : ''
  return JSON.stringify([use, origin.is, origin.model.name, last])
}

function distinct(ingredients: readonly Ingredient[]): readonly Ingredient[] {
  return Object.freeze([...new Map(ingredients.map((one) => [nameOf(one), one])).values()])
}
