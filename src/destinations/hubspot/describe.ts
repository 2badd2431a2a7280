import type { Description, FarField, FarSide, FarType } from '../contract.ts'
import { read } from '../kit/ask.ts'
import { bodyOf } from './body.ts'
import { reading } from './classify.ts'
import { propertyPath } from './paths.ts'
import type { HubSpotSettings } from './settings.ts'

/** A property as HubSpot describes it; as much of it as is used here. */
export interface Property {
  readonly name: string
  readonly label?: string
  readonly type: string
  readonly fieldType?: string
  readonly options?: readonly { readonly value: string; readonly hidden?: boolean }[]
  readonly externalOptions?: boolean
  readonly hasUniqueValue?: boolean
  readonly calculated?: boolean
  readonly archived?: boolean
  readonly modificationMetadata?: { readonly readOnlyValue?: boolean }
}

export async function describe(far: FarSide<HubSpotSettings>, object: string): Promise<Description> {
  const { settings } = far
  const url = propertyPath(settings, object)
  const response = await read(far, reading(settings.timezone), {
    method: 'GET',
    url,
    headers: bearer(settings),
  })
  const { results } = bodyOf(response)
  const properties = Array.isArray(results) ? (results as Property[]) : []
  return {
    object,
    fields: properties
      .filter(({ archived }) => archived !== true)
      .map((property) => fieldOf(property, object)),
  }
}

export function bearer({ token }: HubSpotSettings): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${token}` }
}

function fieldOf(property: Property, object: string): FarField {
  const options = optionsOf(property)
  return {
    name: property.name,
    ...(property.label === undefined ? {} : { label: property.label }),
    type: typeOf(property),
    ...(options === undefined ? {} : { options }),
    writable: property.calculated !== true && property.modificationMetadata?.readOnlyValue !== true,
    // HubSpot makes a record of any properties: only the sync's own key has to be there.
    required: false,
    unique: property.hasUniqueValue === true || (isContacts(object) && property.name === 'email'),
  }
}

const TYPES: Readonly<Record<string, FarType>> = {
  number: 'number',
  bool: 'boolean',
  date: 'date',
  datetime: 'datetime',
  enumeration: 'enum',
}

function typeOf(property: Property): FarType {
  if (property.fieldType === 'booleancheckbox') return 'boolean'
  // Owners and the like: the values are kept elsewhere, so they can't be checked beforehand.
  if (property.type === 'enumeration' && optionsOf(property) === undefined) return 'string'
  return Object.hasOwn(TYPES, property.type) ? (TYPES[property.type] ?? 'string') : 'string'
}

function optionsOf({ type, fieldType, externalOptions, options }: Property): readonly string[] | undefined {
  if (type !== 'enumeration' || fieldType === 'booleancheckbox' || externalOptions === true) return undefined
  return options && options.length > 0 ? options.map(({ value }) => value) : undefined
}

function isContacts(object: string): boolean {
  return object === 'contacts' || object === '0-1'
}
