import { createHash } from 'node:crypto'
import type { EnumTypeDefinitionNode } from 'graphql'
import type { Fault } from '../../base/fault.ts'
import type { Enum, Model, Models, TenantKey } from '../model.ts'
import { checkClashes } from './clashes.ts'
import { checkCycles } from './cycles.ts'
import { readDimension } from './dimension.ts'
import { readFields, type RawField } from './field.ts'
import { readFiles } from './files.ts'
import { checkFormula } from './formula.ts'
import { readHeader } from './header.ts'
import { checkKeys } from './keys.ts'
import { checkAlong, readLink } from './link.ts'
import { openLoading, placeOf, type Draft, type Loading } from './loading.ts'
import { readMeasure } from './measure.ts'
import { reachAll } from './reference.ts'
import { readTenantKey } from './tenant.ts'

/** What `loadModels` gives: where `faults` has errors, `models` is what could be read of it, and not to be served. */
export interface Loaded {
  readonly models: Models
  readonly faults: readonly Fault[]
}

/** Reads the schema files of a project, by file name. Pure; every fault is told, none thrown. */
export function loadModels(sources: ReadonlyMap<string, string>): Loaded {
  const loading = openLoading()
  const { types, enums } = readFiles(loading, sources)
  for (const node of enums) loading.enums.set(node.name.value, readEnum(node))
  for (const node of types) {
    const draft = readHeader(loading, node)
    if (draft) loading.drafts.set(draft.name, draft)
  }
  readAllFields(loading)
  const tenants = new Map(
    [...loading.drafts.values()].map((draft) => [draft.name, readTenantKey(loading, draft)]),
  )
  for (const draft of loading.drafts.values())
    checkKeys(loading, draft, tenants.get(draft.name) ?? { is: 'shared' })
  checkCycles(loading)
  checkClashes(loading)
  return { models: freeze(loading, tenants, hash(sources)), faults: loading.faults.found }
}

function readEnum({ name, description, values = [] }: EnumTypeDefinitionNode): Enum {
  return Object.freeze({
    name: name.value,
    at: placeOf(name),
    ...(description && { description: description.value }),
    values: Object.freeze(
      values.map((value) => ({
        name: value.name.value,
        ...(value.description && { description: value.description.value }),
      })),
    ),
  })
}

/** Links need every model's key, references every dimension and link, formulas every measure: hence the order. */
function readAllFields(loading: Loading): void {
  const all = [...loading.drafts.values()].flatMap((draft) =>
    readFields(loading, draft).map((raw) => ({ draft, raw })),
  )
  for (const { draft, raw } of all) {
    const link = raw.directives.get('link')
    if (link) keep(draft, raw, readLink(loading, draft, raw, link))
    else if (!raw.directives.has('measure')) keep(draft, raw, readDimension(loading, raw))
  }
  for (const { draft, raw } of all) {
    checkAlong(loading, draft, raw)
    checkReferences(loading, draft, raw)
  }
  for (const { draft, raw } of all) {
    const measure = raw.directives.get('measure')
    if (measure && !raw.directives.has('link')) keep(draft, raw, readMeasure(loading, draft, raw, measure))
  }
  for (const { draft, raw } of all) {
    const field = draft.fields.get(raw.name)
    if (field?.is === 'measure') checkFormula(loading, draft, raw, field)
  }
}

function keep(
  draft: Draft,
  { name }: RawField,
  field: Parameters<Draft['fields']['set']>[1] | undefined,
): void {
  if (field) draft.fields.set(name, field)
  else draft.broken.add(name)
}

function checkReferences(loading: Loading, draft: Draft, { name, directives }: RawField): void {
  const field = draft.fields.get(name)
  const text = directives.get('sql')?.texts.get('expr')
  if (field?.is === 'dimension' && field.from.is === 'sql' && text)
    reachAll(loading, draft, text, field.from.expr)
}

function freeze(loading: Loading, tenants: ReadonlyMap<string, TenantKey>, version: string): Models {
  const byName = new Map<string, Model>()
  const roles = new Set<string>()
  for (const {
    node,
    tenantPath: _,
    broken: __,
    measures: ___,
    fields,
    ...header
  } of loading.drafts.values()) {
    // In the order of the file, not in the order of reading.
    const order = new Map(node.fields?.map((field, i) => [field.name.value, i]))
    const sorted = [...fields].sort(([a], [b]) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
    const tenant = tenants.get(header.name) ?? { is: 'column', column: '' }
    byName.set(header.name, Object.freeze({ ...header, tenant, fields: new Map(sorted) }))
    for (const role of header.allow ?? []) roles.add(role)
    for (const field of fields.values()) for (const role of field.allow ?? []) roles.add(role)
  }
  return Object.freeze({
    byName,
    enums: loading.enums,
    roles: Object.freeze([...roles].sort()),
    claims: [],
    version,
  })
}

function hash(sources: ReadonlyMap<string, string>): string {
  const digest = createHash('sha256')
  for (const [file, text] of [...sources].sort(([a], [b]) => (a < b ? -1 : 1))) {
    digest.update(JSON.stringify([file, text]))
  }
  return digest.digest('hex').slice(0, 16)
}
