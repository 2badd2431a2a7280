import { hash } from 'node:crypto'
import type { FarType, FarValue } from '../../destinations/contract.ts'
import type { OutputColumn } from '../../engine/contract.ts'
import type { ValueName } from '../../model/values.ts'
import type { Row } from '../../warehouses/contract.ts'
import type { FieldDirective, Given } from './directive.ts'
import { plain, writerOf, type Refusal, type Writer } from './writer.ts'

/** A field of the far side, and how it comes from a column. */
export interface FieldMapping {
  /** As the far side calls it. */
  readonly name: string
  readonly column: OutputColumn
  /** In the order in which they are written. */
  readonly directives: readonly {
    readonly directive: FieldDirective
    readonly args: Readonly<Record<string, unknown>>
  }[]
}

export interface MappingParts {
  readonly fields: readonly FieldMapping[]
  /** `@set`: the same value in every record. */
  readonly constants: Readonly<Record<string, FarValue>>
  /** The name of the field that identifies a record. */
  readonly key: string
  /** Fields that the far side can't do without. */
  readonly required: readonly string[]
}

/** A record as the far side shall hold it. `payload` is JSON with its names in order, so equal records have equal texts. */
export type Mapped =
  | {
      readonly is: 'record'
      readonly key: string | null
      readonly payload: string
      readonly hash: string
      readonly nulls: boolean
    }
  | { readonly is: 'refused'; readonly key: string | null; readonly refusal: Refusal }

/** From the columns of a row to the record that is sent. */
export interface Mapping {
  /** Changes whenever the mapping does. */
  readonly digest: string
  readonly key: string
  /** Every far field that it fills, in order. */
  readonly fields: readonly string[]
  map(row: Row): Mapped
}

/** `columns` gives the order of the values in a row. */
export function compileMapping(parts: MappingParts, columns: readonly OutputColumn[]): Mapping {
  const slots = slotsOf(parts, columns)
  const keySlot = slots.findIndex(({ name }) => name === parts.key)
  return {
    digest: digestOf(parts),
    key: parts.key,
    fields: slots.map(({ name }) => name),
    map: (row) => {
      let payload = '{'
      let nulls = false
      let refusal: Refusal | undefined
      let key: string | null = null
      for (let i = 0; i < slots.length; i++) {
        const slot = slots[i]!
        const value = slot.constant ?? slot.write(row[slot.at] ?? null)
        if (typeof value !== 'string') refusal ??= { ...value, field: slot.name }
        else if (value !== 'null') {
          if (i === keySlot) key = plain(value)
        } else if (i !== keySlot) {
          nulls = true
          if (slot.required)
            refusal ??= {
              reason: 'The far side requires it, and it is null',
              field: slot.name,
              code: 'REQUIRED',
            }
        }
        payload += slot.prefix + (value as string)
      }
      if (refusal) return { is: 'refused', key, refusal }
      payload += '}'
      return { is: 'record', key, payload, hash: hashOf(payload), nulls }
    },
  }
}

interface Slot {
  readonly name: string
  /** `,"Name":` */
  readonly prefix: string
  readonly at: number
  readonly write: Writer
  readonly constant?: string
  readonly required: boolean
}

function slotsOf({ fields, constants, required }: MappingParts, columns: readonly OutputColumn[]): Slot[] {
  const mapped = fields.map(({ name, column, directives }) => ({
    name,
    at: columns.indexOf(column),
    write: directives.reduce<Writer>(
      (inner, { directive, args }) => directive.wrap(args, inner),
      writerOf(column.type),
    ),
  }))
  const fixed = Object.entries(constants).map(([name, value]) => ({
    name,
    at: -1,
    write: writerOf('String'),
    constant: JSON.stringify(value),
  }))
  return [...mapped, ...fixed]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((slot, i) => ({
      ...slot,
      prefix: `${i === 0 ? '' : ','}${JSON.stringify(slot.name)}:`,
      required: required.includes(slot.name),
    }))
}

/** Sixteen bytes of SHA-256, as hex: enough that two values of a record never meet. */
function hashOf(payload: string): string {
  return hash('sha256', payload, 'hex').slice(0, 32)
}

function digestOf({ fields, constants, key }: MappingParts): string {
  const told = fields.map(({ name, column, directives }) => [
    name,
    column.model,
    column.path.slice(0, -1),
    column.field,
    directives.map(({ directive, args }) => [directive.name, args]),
  ])
  return hashOf(JSON.stringify([key, told, constants]))
}

const farTypes: Readonly<Record<ValueName, FarType>> = {
  ID: 'string',
  String: 'string',
  Enum: 'enum',
  Int: 'number',
  Float: 'number',
  Decimal: 'number',
  BigInt: 'number',
  Boolean: 'boolean',
  Date: 'date',
  DateTime: 'datetime',
  JSON: 'any',
}

/** What the far side will get in a field, as far as that is known before anything is read. */
export function givenBy(
  { column, directives }: FieldMapping,
  enumValues: readonly string[] | undefined,
): Given {
  const plainly: Given = {
    type: farTypes[column.type],
    nullable: true,
    ...(enumValues ? { values: enumValues } : {}),
  }
  return directives.reduce((given, { directive, args }) => directive.gives(args, given), plainly)
}
