import type { Dimension, Model, Models } from '../../model/model.ts'
import { tableOf, valuesIn } from './columns.ts'
import type { Masked, Witness } from '../oracles/oracle.ts'
import type { Scene } from './stage.ts'

/** What the made-up rows tell of whose they are. */
export function witnessOf(models: Models, scenes: readonly Scene[]): Witness {
  const tenants = scenes[0]?.rows.tenants ?? []
  const owners = new Map(
    [...models.byName.values()].map((model) => [model.name, ownersOf(model, scenes)] as const),
  )
  return {
    models,
    canaries: new Map(tenants.map(({ id, canary }) => [id, canary.toLowerCase()])),
    masked: maskedIn(models, scenes),
    ownerOf: (model, key) => owners.get(model)?.get(JSON.stringify(key)),
  }
}

/** Key → tenant, of a model that reads a table; what two tenants share tells of neither. */
function ownersOf(model: Model, scenes: readonly Scene[]): ReadonlyMap<string, string> {
  const owners = new Map<string, string>()
  const found = tableOf(model, scenes)
  const tenants = scenes[0]?.rows.tenants ?? []
  const places = model.key.map((column) => found?.columns.indexOf(column) ?? -1)
  if (!found || places.includes(-1)) return owners
  const shared = new Set<string>()
  for (const { tenant, values } of found.rows) {
    const key = JSON.stringify(places.map((place) => values[place] ?? ''))
    const id = tenant === undefined ? undefined : tenants[tenant]?.id
    const known = owners.get(key)
    if (id === undefined || (known !== undefined && known !== id)) shared.add(key)
    else owners.set(key, id)
  }
  for (const key of shared) owners.delete(key)
  return owners
}

/** Shorter ones stand in other words by chance. */
const LEAST = 8

function maskedIn(models: Models, scenes: readonly Scene[]): readonly Masked[] {
  const all = [...models.byName.values()].flatMap((model) =>
    [...model.fields.values()].flatMap((field) => (field.is === 'dimension' ? [{ model, field }] : [])),
  )
  const open = new Set(
    all
      .filter(({ field: { pii } }) => pii === undefined || pii.mask === 'NONE')
      .flatMap(({ model, field }) => valuesIn(model, field.name, scenes)),
  )
  const marks = new Map(scenes.flatMap((scene) => [...scene.marks]))
  const clearedFor = (mark: string) =>
    all.flatMap(({ model, field }) =>
      marks.get(placeOf(model, field)) === mark ? (field.pii?.clear ?? []) : [],
    )
  return all.flatMap(({ model, field }): readonly Masked[] => {
    const { name, pii } = field
    if (pii === undefined || pii.mask === 'NONE') return []
    const mark = marks.get(placeOf(model, field))
    // Of one column, several models may show the value, each to its own roles.
    if (mark !== undefined)
      return [{ model: model.name, field: name, clear: clearedFor(mark), values: [mark] }]
    const values = valuesIn(model, name, scenes).filter((value) => value.length >= LEAST && !open.has(value))
    return [{ model: model.name, field: name, clear: pii.clear, values }]
  })
}

function placeOf(model: Model, field: Dimension): string {
  return `${model.name}.${field.name}`
}
