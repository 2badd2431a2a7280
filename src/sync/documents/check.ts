import type { Faults, Place } from '../../base/fault.ts'
import { SluiceError } from '../../base/errors.ts'
import type { Description, FarField, FarType, FarValue } from '../../destinations/contract.ts'
import type { Destination } from '../../destinations/index.ts'
import type { Enum } from '../../model/model.ts'
import { nearest } from '../../model/nearest.ts'
import type { Given } from '../mapping/directive.ts'
import { givenBy, type FieldMapping } from '../mapping/mapping.ts'
import type { SyncDocument } from './document.ts'

/** A sync's fields with the columns that fill them. */
export type Bound = SyncDocument['fields'][number] & FieldMapping

/** Holds a sync against the destination: nothing is sent before all of this is in order. @returns what it says of itself */
export async function checkSync(
  sync: SyncDocument,
  bound: readonly Bound[],
  enums: ReadonlyMap<string, Enum>,
  destination: Pick<Destination, 'describe' | 'kind' | 'connector'>,
  faults: Faults,
): Promise<Description | undefined> {
  if (!checkKind(sync, destination, faults)) return undefined
  const description = await destination.describe(sync.object)
  const far = new Map(description.fields.map((field) => [field.name, field]))
  for (const field of bound) {
    const values = field.column.enum
      ? enums.get(field.column.enum)?.values.map(({ name }) => name)
      : undefined
    const target = findField(far, description, field.name, field.at, sync, faults)
    if (target) checkField(target, givenBy(field, values), field.at, faults)
  }
  for (const { field, value, at } of sync.constants) {
    const target = findField(far, description, field, at, sync, faults)
    if (target) checkField(target, givenConstant(value), at, faults)
  }
  checkKey(sync, far, description, faults)
  checkRequired(sync, description, faults)
  return description
}

/** What of the mapping's own directives is wrong, told where they stand. */
export function checkDirectives(bound: readonly Bound[], faults: Faults): void {
  for (const { column, name: _, ...field } of bound) {
    for (const { directive, args, at } of field.directives) {
      const wrong = directive.check(args, column)
      if (wrong) faults.add({ ...wrong, at })
    }
  }
}

function checkKind(sync: SyncDocument, destination: Pick<Destination, 'kind'>, faults: Faults): boolean {
  try {
    const { modes, label } = destination.kind(sync.object)
    if (modes.includes(sync.mode)) return true
    faults.add({
      what: `${label} can't be synced in mode ${sync.mode}`,
      at: sync.places.mode,
      expected: modes.join(' or '),
      cure: 'Choose one of these modes',
    })
  } catch (error) {
    if (!(error instanceof SluiceError) || error.code !== 'INVALID_PROJECT') throw error
    const { what, expected = 'an object that the destination has', cure = 'Correct `object`' } = error.parts
    faults.add({ what, at: sync.places.object, expected, cure })
  }
  return false
}

function findField(
  far: ReadonlyMap<string, FarField>,
  { open, object }: Description,
  name: string,
  at: Place,
  sync: SyncDocument,
  faults: Faults,
): FarField | undefined {
  const found = far.get(name)
  if (found || open) return found
  const meant = nearest(name, far.keys())
  faults.add({
    what: `\`${object}\` of destination \`${sync.to}\` has no field \`${name}\``,
    at,
    expected: 'the name of a field there',
    cure: meant ? `Did you mean \`${meant}\`?` : 'Create the field there, or take this one out',
  })
  return undefined
}

// What each type of the far side takes.
const takes: Readonly<Record<FarType, readonly FarType[]>> = {
  string: ['string', 'number', 'boolean', 'date', 'datetime', 'enum', 'any'],
  number: ['number'],
  boolean: ['boolean'],
  date: ['date'],
  datetime: ['datetime', 'date'],
  enum: ['enum', 'string'],
  any: ['string', 'number', 'boolean', 'date', 'datetime', 'enum', 'any'],
}

function checkField(far: FarField, given: Given, at: Place, faults: Faults): void {
  if (!far.writable) {
    faults.add({
      what: `\`${far.name}\` can't be written`,
      at,
      expected: 'a field that the far side lets us write',
      cure: 'Take it out',
    })
    return
  }
  const numbers =
    far.type === 'number' &&
    given.values?.every((value) => value.trim() !== '' && !Number.isNaN(Number(value)))
  if (!takes[far.type].includes(given.type) && !numbers) {
    faults.add({
      what: `\`${far.name}\` is a ${far.type} there, and gets a ${given.type}`,
      at,
      expected: `a ${takes[far.type].join(' or ')}`,
      cure:
        far.type === 'date' && given.type === 'datetime'
          ? 'Add @format(date: "yyyy-MM-dd")'
          : 'Select another field, or convert it with @map or @format',
    })
    return
  }
  const options = far.options ?? []
  const [strange, ...more] = far.options
    ? (given.values ?? []).filter((value) => !options.includes(value))
    : []
  if (strange === undefined) return
  const meant = nearest(strange, options)
  faults.add({
    what: `\`${far.name}\` doesn't take ${[strange, ...more].map((value) => `"${value}"`).join(', ')}`,
    at,
    expected: `one of ${options.map((value) => `"${value}"`).join(', ')}`,
    cure: meant ? `Did you mean "${meant}"? Translate with @map` : 'Translate the values with @map',
  })
}

function givenConstant(value: FarValue): Given {
  const type = typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'string'
  return { type, values: [JSON.stringify(value).replace(/^"|"$/g, '')], nullable: value === null }
}

function checkKey(
  sync: SyncDocument,
  far: ReadonlyMap<string, FarField>,
  { open }: Description,
  faults: Faults,
): void {
  const key = far.get(sync.key)
  if (open || !key || key.unique) return
  const uniques = [...far.values()].filter(({ unique }) => unique).map(({ name }) => `\`${name}\``)
  faults.add({
    what: `\`${sync.key}\` isn't unique at the far side`,
    at: sync.places.key,
    expected: uniques.length > 0 ? `one of ${uniques.join(', ')}` : 'a field whose values are unique there',
    cure: 'Choose a unique field, or make this one unique there',
  })
}

function checkRequired(sync: SyncDocument, { fields }: Description, faults: Faults): void {
  const filled = new Set([
    ...sync.fields.map(({ name }) => name),
    ...sync.constants.map(({ field }) => field),
  ])
  for (const { name, required } of fields) {
    if (!required || filled.has(name)) continue
    faults.add({
      what: `\`${name}\` is required there, and nothing fills it`,
      at: sync.at,
      expected: `an alias \`${name}: …\` or @set(field: "${name}", …)`,
      cure: 'Add one of them',
    })
  }
}
