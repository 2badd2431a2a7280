import { Kind, type FieldDefinitionNode, type TypeNode } from 'graphql'
import { nearest } from '../nearest.ts'
import { reservedField } from '../names.ts'
import { valueTypes, type ValueName } from '../values.ts'
import type { Dimension } from '../model.ts'
import { readDirectives, type Directive } from './directive.ts'
import { readAllow } from './header.ts'
import { fault, listed, placeOf, type Draft, type Loading } from './loading.ts'

/** A field before it is known what it becomes: its directives, and its type taken apart. */
export interface RawField {
  readonly node: FieldDefinitionNode
  readonly name: string
  readonly directives: ReadonlyMap<string, Directive>
  readonly type: FieldType
}

export interface FieldType {
  readonly name: string
  readonly list: boolean
  /** `!` at the outside. */
  readonly required: boolean
}

/** What every field has, whatever it is. */
export type FieldBase = Omit<Dimension, 'is' | 'type' | 'enum' | 'time' | 'zone' | 'pii' | 'from'>

/** Every field of a model; names that are at fault are told and stay, so that other faults are told too. */
export function readFields(loading: Loading, draft: Draft): readonly RawField[] {
  const raw = new Map<string, RawField>()
  for (const node of draft.node.fields ?? []) {
    const name = node.name.value
    if (raw.has(name)) {
      fault(
        loading,
        node.name,
        `"${draft.name}" has two fields "${name}"`,
        'one field of a name',
        'Rename or remove one',
      )
      continue
    }
    checkField(loading, node)
    raw.set(name, { node, name, directives: readDirectives(loading, node), type: takeApart(node.type) })
  }
  if (raw.size === 0) {
    fault(
      loading,
      draft.node.name,
      `"${draft.name}" has no fields`,
      'at least the fields of its key',
      'Add fields in braces',
    )
  }
  return [...raw.values()]
}

function checkField(loading: Loading, node: FieldDefinitionNode): void {
  const name = node.name.value
  const why = reservedField(name)
  if (why) {
    const cure = 'Rename the field and keep the column with @column(name: …)'
    fault(
      loading,
      node.name,
      `"${name}" cannot be the name of a field: ${why}`,
      'a name that the API leaves free',
      cure,
    )
  }
  const [argument] = node.arguments ?? []
  if (argument) {
    fault(
      loading,
      argument,
      `"${name}" has arguments`,
      'a field without arguments',
      'Remove them; the API adds its own',
    )
  }
}

function takeApart(type: TypeNode): FieldType {
  if (type.kind === Kind.NON_NULL_TYPE) return { ...takeApart(type.type), required: true }
  if (type.kind === Kind.NAMED_TYPE) return { name: type.name.value, list: false, required: false }
  return { ...takeApart(type.type), list: true, required: false }
}

export function fieldBase(loading: Loading, raw: RawField): FieldBase {
  const allow = readAllow(loading, raw.directives.get('allow'))
  const deprecated = raw.directives.get('deprecated')
  return {
    name: raw.name,
    required: raw.type.required,
    at: placeOf(raw.node.name),
    ...(raw.node.description && { description: raw.node.description.value }),
    ...(deprecated && { deprecated: deprecated.texts.get('reason')?.value ?? 'No longer supported' }),
    ...(allow && { allow }),
  }
}

/** The value type of a dimension or a measure; undefined after a fault. */
export function valueType(
  loading: Loading,
  raw: RawField,
): { readonly type: ValueName; readonly enum?: string } | undefined {
  const { name, list } = raw.type
  if (list) {
    fault(
      loading,
      raw.node.type,
      `"${raw.name}" is a list of ${name}`,
      'one value; only links are lists',
      `Write ${name}`,
    )
    return undefined
  }
  if (loading.enums.has(name)) return { type: 'Enum', enum: name }
  if (isScalar(name)) return { type: name }
  const scalars = Object.keys(valueTypes).filter(isScalar)
  if (loading.declared.has(name)) {
    const cure = `Add @link, or use one of ${listed(scalars)}`
    fault(
      loading,
      raw.node.type,
      `"${raw.name}" has the type "${name}", but no @link`,
      'a scalar, an enum, or a link',
      cure,
    )
    return undefined
  }
  const near = nearest(name, [...scalars, ...loading.declared])
  const expected = `one of ${listed(scalars)}, or an enum or a model of the project`
  fault(
    loading,
    raw.node.type,
    `Unknown type "${name}"`,
    expected,
    near ? `Write ${near}` : 'Declare the enum, or correct the type',
  )
  return undefined
}

function isScalar(name: string): name is ValueName {
  return Object.hasOwn(valueTypes, name) && name !== 'Enum'
}
