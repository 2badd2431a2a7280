import { createHash } from 'node:crypto'
import type { EnumTypeDefinitionNode } from 'graphql'
import type { Fault } from '../../base/fault.ts'
import type { Enum, Model, Models, TenantKey } from '../model.ts'
import type { MinGroup, RowRule } from '../rules.ts'
import { checkClashes } from './clashes.ts'
import { readClears } from './clears.ts'
import { checkCycles } from './cycles.ts'
import { readDimension } from './dimension.ts'
import { readFields, type RawField } from './field.ts'
import { readFiles } from './files.ts'
import { checkFormula } from './formula.ts'
import { readMinGroup } from './groups.ts'
import { readHeader } from './header.ts'
import { checkKeys } from './keys.ts'
import { checkAlong, readLink } from './link.ts'
import { openLoading, placeOf, type Draft, type Loading } from './loading.ts'
import { readMeasure } from './measure.ts'
import { checkColumns, checkDerived } from './pii.ts'
import { reachAll } from './reference.ts'
import { claimsIn, readRowRules } from './rules.ts'
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
  const rules = new Map([...loading.drafts.values()].map((draft) => [draft.name, readRules(loading, draft)]))
  for (const draft of loading.drafts.values())
    checkKeys(loading, draft, rules.get(draft.name)?.tenant ?? { is: 'shared' })
  checkColumns(loading)
  checkCycles(loading)
  checkClashes(loading)
  // Who may see a measure can only be said of what is whole.
  if (loading.faults.found.length === 0) readClears(loading, rules)
  return { models: freeze(loading, rules, hash(sources)), faults: loading.faults.found }
}

/** Which rows of a model are whose: all of it needs the fields of every model. */
interface Rules {
  readonly tenant: TenantKey
  readonly rows: readonly RowRule[]
  readonly minGroup?: MinGroup
}

function readRules(loading: Loading, draft: Draft): Rules {
  const tenant = readTenantKey(loading, draft)
  const rows = readRowRules(loading, draft)
  const minGroup = readMinGroup(loading, draft)
  return { tenant, rows, ...(minGroup && { minGroup }) }
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
    checkDerived(loading, draft, raw)
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

function freeze(loading: Loading, rules: ReadonlyMap<string, Rules>, version: string): Models {
  const nowhere: Rules = { tenant: { is: 'column', column: '' }, rows: [] }
  const byName = new Map<string, Model>()
  for (const draft of loading.drafts.values()) {
    const {
      node,
      tenantPath: _tenantPath,
      rowRules: _rowRules,
      smallGroups: _smallGroups,
      broken: _broken,
      measures: _measures,
      computed: _computed,
      fields,
      ...header
    } = draft
    // In the order of the file, not in the order of reading.
    const order = new Map(node.fields?.map((field, i) => [field.name.value, i]))
    const inOrder = [...fields].sort(([a], [b]) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
    const own = rules.get(header.name) ?? nowhere
    byName.set(header.name, Object.freeze({ ...header, ...own, fields: new Map(inOrder) }))
  }
  const models = [...byName.values()]
  return Object.freeze({
    byName,
    enums: loading.enums,
    roles: sorted(models.flatMap(rolesIn)),
    claims: sorted(models.flatMap(({ rows }) => rows.flatMap(claimsIn))),
    version,
  })
}

/** Every role that a rule of the model, or of one of its fields, names. */
function rolesIn({ allow = [], rows, minGroup, fields }: Model): readonly string[] {
  const inFields = [...fields.values()].flatMap((field) => [
    ...(field.allow ?? []),
    ...(field.is === 'dimension' ? (field.pii?.clear ?? []) : []),
  ])
  return [...allow, ...rows.flatMap(({ roles = [] }) => roles), ...(minGroup?.clear ?? []), ...inFields]
}

function sorted(names: readonly string[]): readonly string[] {
  return Object.freeze([...new Set(names)].sort())
}

function hash(sources: ReadonlyMap<string, string>): string {
  const digest = createHash('sha256')
  for (const [file, text] of [...sources].sort(([a], [b]) => (a < b ? -1 : 1))) {
    digest.update(JSON.stringify([file, text]))
  }
  return digest.digest('hex').slice(0, 16)
}
