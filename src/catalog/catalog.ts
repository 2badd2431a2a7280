import { invariant } from '../base/errors.ts'
import { measureKinds } from '../model/kinds/index.ts'
import {
  keyAmong,
  type Dimension,
  type Field,
  type Link,
  type Measure,
  type Model,
  type Models,
} from '../model/model.ts'
import { groupsFor, maskFor, type MaskName, type PiiKind } from '../model/rules.ts'
import { seenBy } from '../model/seen.ts'
import { definitionOf } from './definition.ts'
import { openLineage, type Lineage, type Use } from './lineage.ts'
import { trace, type Traced } from './trace.ts'

/** What `_catalog` answers, as plain data; `documents/schema/catalog.ts` has its GraphQL types, field for field. */
export interface Catalog {
  readonly models: readonly CatalogModel[]
  /** Null for a model that there isn't, and for one that these roles don't see. */
  readonly model: (given: { readonly name: string }) => CatalogModel | null
}

/** `null` in any of these: nothing was declared, or it isn't for these roles. */
export interface CatalogModel {
  readonly name: string
  readonly description: string | null
  readonly owner: { readonly team: string; readonly contact: string | null } | null
  readonly source: string | null
  readonly key: readonly string[] | null
  readonly tenancy: 'OWN' | 'SHARED'
  readonly freshness: CatalogFreshness | null
  readonly apiNames: {
    readonly one: string | null
    readonly many: string | null
    readonly metrics: string | null
  }
  /** Whether rules decide which of the tenant's rows a caller sees. What they say is nobody's business. */
  readonly rowRules: boolean
  readonly minGroup: CatalogGroups | null
  readonly dimensions: readonly CatalogDimension[]
  readonly measures: readonly CatalogMeasure[]
  readonly links: readonly CatalogLink[]
}

export interface CatalogFreshness {
  readonly column: string | null
  readonly warn: string | null
  readonly fail: string | null
}

export interface CatalogGroups {
  readonly size: number
  /** Those of them that the asker sees. */
  readonly by: readonly string[]
  /** Whether it is for the asker. */
  readonly holds: boolean
}

interface CatalogField {
  readonly name: string
  readonly description: string | null
  readonly deprecated: string | null
}

export interface CatalogDimension extends CatalogField {
  readonly type: string
  readonly required: boolean
  readonly time: boolean
  readonly zone: string | null
  readonly enum: string | null
  readonly pii: { readonly kind: PiiKind; readonly mask: MaskName } | null
  /** Whether the asker sees the mask. */
  readonly masked: boolean
  readonly definition: string | null
  readonly lineage: readonly CatalogLineage[]
}

export interface CatalogMeasure extends CatalogField {
  readonly kind: string
  readonly type: string
  readonly required: boolean
  readonly unit: string | null
  readonly additive: boolean
  readonly definition: string | null
  readonly lineage: readonly CatalogLineage[]
}

export interface CatalogLink extends CatalogField {
  readonly to: string
  readonly many: boolean
}

export interface CatalogLineage {
  readonly use: Use
  readonly direct: boolean
  readonly model: string
  readonly field: string | null
  readonly table: string | null
  readonly column: string | null
}

export interface CatalogOptions {
  /** Only what one of these roles may see is in it. */
  readonly roles: readonly string[]
  /** Whether the asker may know what the warehouse looks like: tables, columns and SQL. */
  readonly sources: boolean
}

/** What the model says of itself. Holds nothing that comes from a warehouse, and so nothing of any tenant. */
export function catalogOf(models: Models, { roles, sources }: CatalogOptions): Catalog {
  const seen = seenBy(models, roles)
  const page: Page = { seen, roles, lineage: openLineage(seen), sources }
  const described = [...seen.byName.values()].map((model) => describe(page, model))
  const byName = new Map(described.map((model) => [model.name, model]))
  return { models: described, model: ({ name }) => byName.get(name) ?? null }
}

interface Page {
  /** The models as the asker sees them. */
  readonly seen: Models
  readonly roles: readonly string[]
  readonly lineage: Lineage
  readonly sources: boolean
}

function describe(page: Page, model: Model): CatalogModel {
  const fields = [...model.fields.values()]
  const measures = fields.filter((field) => field.is === 'measure')
  const dimensions = fields.filter((field) => field.is === 'dimension')
  const key = keyAmong(model, dimensions)
  const inRows = groupsFor(model, page.roles) === undefined
  const unmasked = key?.every((field) => maskFor(field, page.roles) === undefined)
  return {
    name: model.name,
    description: model.description ?? null,
    owner: model.owner ? { team: model.owner.team, contact: model.owner.contact ?? null } : null,
    source: page.sources ? sourceOf(model) : null,
    key: key?.map(({ name }) => name) ?? null,
    tenancy: model.tenant.is === 'shared' ? 'SHARED' : 'OWN',
    freshness: freshnessOf(page, model),
    apiNames: {
      one: inRows && unmasked ? model.names.one : null,
      many: inRows ? model.names.many : null,
      metrics: measures.length > 0 ? model.names.metrics : null,
    },
    rowRules: model.rows.length > 0,
    minGroup: groupsOf(page, model),
    dimensions: dimensions.map((field) => dimensionOf(page, model, field)),
    measures: measures.map((field) => measureOf(page, model, field)),
    links: fields.filter((field) => field.is === 'link').map(linkOf),
  }
}

function freshnessOf({ sources }: Page, { freshness }: Model): CatalogFreshness | null {
  if (!freshness) return null
  const { column, warn = null, fail = null } = freshness
  return { column: sources ? column : null, warn, fail }
}

function groupsOf({ seen, roles }: Page, model: Model): CatalogGroups | null {
  const { minGroup } = model
  if (!minGroup) return null
  const by = minGroup.by.filter((path) => isSeen(seen, model, path.split('.')))
  return { size: minGroup.size, by, holds: groupsFor(model, roles) !== undefined }
}

function isSeen({ byName }: Models, from: Model, path: readonly string[]): boolean {
  let at: Model | undefined = from
  return path.every((name) => {
    const field = at?.fields.get(name)
    at = field?.is === 'link' ? byName.get(field.to) : undefined
    return field !== undefined
  })
}

function tableOf({ source }: Model): string | null {
  if (source.is === 'sql') return null
  return source.schema === undefined ? source.name : `${source.schema}.${source.name}`
}

function sourceOf(model: Model): string | null {
  return model.source.is === 'sql' ? model.source.text : tableOf(model)
}

function dimensionOf(page: Page, model: Model, field: Dimension): CatalogDimension {
  return {
    ...about(field),
    type: field.enum ?? field.type,
    required: field.required,
    time: field.time,
    zone: field.zone ?? null,
    enum: field.enum ?? null,
    pii: field.pii ? { kind: field.pii.kind, mask: field.pii.mask } : null,
    masked: maskFor(field, page.roles) !== undefined,
    ...computedFrom(page, model, field),
  }
}

function measureOf(page: Page, model: Model, field: Measure): CatalogMeasure {
  const { computation } = field
  const plain = computation.is === 'aggregate' && computation.along === undefined
  return {
    ...about(field),
    kind: field.kind,
    type: field.type,
    required: field.required,
    unit: field.unit ?? null,
    additive: plain && (measureKinds[field.kind]?.additive ?? false),
    ...computedFrom(page, model, field),
  }
}

function linkOf(field: Link): CatalogLink {
  return { ...about(field), to: field.to, many: field.many }
}

function about({ name, description, deprecated }: Field): CatalogField {
  return { name, description: description ?? null, deprecated: deprecated ?? null }
}

function computedFrom({ lineage, sources }: Page, model: Model, field: Field) {
  const origin = lineage(model.name, field.name)
  invariant(origin, `${model.name}.${field.name} has a lineage`)
  const entries = trace(origin)
    .filter((one) => sources || one.origin.is !== 'column')
    .map((one) => entryOf(one, sources))
  return { definition: definitionOf(origin, sources), lineage: entries.filter(isNews) }
}

/** A field says its column itself: the column needn't stand beside it. */
function isNews(entry: CatalogLineage, _: number, all: readonly CatalogLineage[]): boolean {
  const same = ({ model, field, column }: CatalogLineage) =>
    field !== null && model === entry.model && column === entry.column
  return entry.field !== null || entry.column === null || !all.some(same)
}

function entryOf({ use, direct, origin }: Traced, sources: boolean): CatalogLineage {
  const from = origin.is === 'field' && origin.field.is === 'dimension' ? origin.field.from : undefined
  const column = origin.is === 'column' ? origin.column : from?.is === 'column' ? from.column : null
  return {
    use,
    direct,
    model: origin.model.name,
    field: origin.is === 'field' ? origin.field.name : null,
    table: sources && (column !== null || origin.is === 'rows') ? tableOf(origin.model) : null,
    column: sources ? column : null,
  }
}
