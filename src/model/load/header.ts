import type { FieldDefinitionNode, ObjectTypeDefinitionNode } from 'graphql'
import { nearest } from '../nearest.ts'
import { apiNames } from '../names.ts'
import { operandKinds } from '../operands.ts'
import { splitName } from '../parse/name.ts'
import type { Model, Source } from '../model.ts'
import { readDirectives, readRepeated, type Directive } from './directive.ts'
import { readRoles } from './roles.ts'
import { fault, placeOf, type Draft, type Loading, type Text } from './loading.ts'

/** What stands on the type itself. Undefined where it is no model at all. */
export function readHeader(loading: Loading, node: ObjectTypeDefinitionNode): Draft | undefined {
  const directives = readDirectives(loading, node)
  const model = directives.get('model')
  const name = node.name.value
  for (const part of node.interfaces ?? []) {
    fault(
      loading,
      part,
      `"${name}" implements an interface`,
      'a type without interfaces',
      'Remove "implements"',
    )
  }
  if (!model) {
    // A misspelt @model has been told already.
    if (node.directives?.some((directive) => nearest(directive.name.value, ['model']))) return undefined
    const expected = '@model(source: "schema.table", key: "…", tenant: "…")'
    fault(
      loading,
      node.name,
      `"${name}" has no @model`,
      expected,
      'Bind the type to a table, view or SQL with @model',
    )
    return undefined
  }
  const owner = readOwner(directives.get('owner'))
  const freshness = readFreshness(loading, directives.get('freshness'))
  const allow = readAllow(loading, directives.get('allow'))
  const rowRules = readRepeated(loading, node, 'rows')
  return {
    name,
    node,
    names: apiNames(name),
    warehouse: model.texts.get('warehouse')?.value ?? 'default',
    source: readSource(loading, model, name),
    key: readKey(loading, model, name),
    tenantPath: readTenant(loading, model, name),
    fields: new Map(),
    measures: new Set(node.fields?.filter(isMeasure).map((field) => field.name.value)),
    broken: new Set(),
    computed: new Set(),
    rowRules,
    smallGroups: directives.get('minGroup'),
    at: placeOf(node.name),
    ...(node.description && { description: node.description.value }),
    ...(owner && { owner }),
    ...(freshness && { freshness }),
    ...(allow && { allow }),
  }
}

function isMeasure({ directives }: FieldDefinitionNode): boolean {
  return directives?.some((directive) => directive.name.value === 'measure') ?? false
}

function readSource(loading: Loading, model: Directive, name: string): Source {
  const table = model.texts.get('source')
  const query = model.texts.get('sql')
  const nothing: Source = { is: 'table', name: '' }
  if (table && query) {
    fault(loading, model.node, `"${name}" has both a source and SQL`, 'either source or sql', 'Remove one')
  }
  if (table) return readTable(loading, table) ?? nothing
  if (query) return readQuery(loading, query)
  if (!model.written.has('source') && !model.written.has('sql')) {
    fault(
      loading,
      model.node,
      `"${name}" has no source`,
      'source: "schema.table", or sql: "select …"',
      'Say where its rows are',
    )
  }
  return nothing
}

function readTable(loading: Loading, text: Text): Source | undefined {
  const parts = splitName(text.value)
  const [first, second] = parts ?? []
  if (first === undefined || (parts && parts.length > 2)) {
    fault(
      loading,
      text.node,
      `"${text.value}" is not the name of a table`,
      'table or schema.table, as the catalog spells them; a name with a dot inside in double quotes',
      'Correct the name',
    )
    return undefined
  }
  return second === undefined ? { is: 'table', name: first } : { is: 'table', schema: first, name: second }
}

function readQuery(loading: Loading, { value, node }: Text): Source {
  if (!/^\s*(?:select|with)\b/i.test(value) || value.includes(';')) {
    fault(
      loading,
      node,
      'The SQL of a model is not one query',
      'one select without ";"',
      'Write a single select',
    )
  }
  return { is: 'sql', text: value.trim() }
}

function readKey(loading: Loading, model: Directive, name: string): readonly string[] {
  const key = model.names.get('key')?.map(({ value }) => value) ?? []
  if (key.length === 0 && (model.names.has('key') || !model.written.has('key'))) {
    const expected = 'key: "column", or key: ["one", "other"]'
    fault(
      loading,
      model.node,
      `"${name}" has no key`,
      expected,
      'Name the columns that tell one row from another',
    )
  }
  if (new Set(key).size < key.length) {
    fault(loading, model.node, `The key of "${name}" names a column twice`, 'each column once', 'Remove one')
  }
  return key
}

function readTenant(loading: Loading, model: Directive, name: string): Text | undefined {
  const tenant = model.texts.get('tenant')
  const shared = model.flags.get('shared')
  if (tenant && shared?.value) {
    fault(
      loading,
      shared.node,
      `"${name}" has a tenant and is shared`,
      'either tenant, or shared: true for data that every tenant may see',
      'Remove "shared" if the rows belong to tenants',
    )
  } else if (!model.written.has('tenant') && !shared?.value) {
    fault(
      loading,
      model.node,
      `"${name}" has no tenant`,
      'tenant: "column", tenant: "link.column", or shared: true for data that every tenant may see',
      'Say whose rows they are',
    )
  }
  return tenant
}

function readOwner(owner: Directive | undefined): Model['owner'] {
  const team = owner?.texts.get('team')?.value
  const contact = owner?.texts.get('contact')?.value
  return team === undefined ? undefined : { team, ...(contact !== undefined && { contact }) }
}

function readFreshness(loading: Loading, freshness: Directive | undefined): Model['freshness'] {
  const column = freshness?.texts.get('column')?.value
  if (!freshness || column === undefined) return undefined
  const warn = readAge(loading, freshness.texts.get('warn'))
  const fail = readAge(loading, freshness.texts.get('fail'))
  return { column, ...(warn !== undefined && { warn }), ...(fail !== undefined && { fail }) }
}

function readAge(loading: Loading, text: Text | undefined): string | undefined {
  if (!text) return undefined
  if (text.value.startsWith('P')) {
    try {
      return operandKinds.Duration.accept(text.value)
    } catch {
      // Told below, with its place.
    }
  }
  fault(
    loading,
    text.node,
    `"${text.value}" is not an age`,
    'an ISO 8601 duration such as "PT6H" or "P1D"',
    'Correct the duration',
  )
  return undefined
}

/** Roles of an `@allow`, on a type or a field. */
export function readAllow(loading: Loading, allow: Directive | undefined): readonly string[] | undefined {
  return allow && readRoles(loading, allow, 'roles', '@allow names no role', 'Name a role, or remove @allow')
}
