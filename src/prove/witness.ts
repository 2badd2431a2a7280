import type { Model, Models } from '../model/model.ts'
import type { Witness } from './oracles/oracle.ts'
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
    ownerOf: (model, key) => owners.get(model)?.get(JSON.stringify(key)),
  }
}

/** Key → tenant, of a model that reads a table; what two tenants share tells of neither. */
function ownersOf(model: Model, scenes: readonly Scene[]): ReadonlyMap<string, string> {
  const owners = new Map<string, string>()
  const { source, warehouse } = model
  const rows = scenes.find((scene) => scene.warehouse === warehouse)?.rows
  if (source.is !== 'table' || !rows) return owners
  const found = rows.tables.find(
    ({ table }) =>
      table.name === source.name && (source.schema === undefined || table.schema === source.schema),
  )
  const places = model.key.map((column) => found?.columns.indexOf(column) ?? -1)
  if (!found || places.includes(-1)) return owners
  const shared = new Set<string>()
  for (const { tenant, values } of found.rows) {
    const key = JSON.stringify(places.map((place) => values[place] ?? ''))
    const id = tenant === undefined ? undefined : rows.tenants[tenant]?.id
    const known = owners.get(key)
    if (id === undefined || (known !== undefined && known !== id)) shared.add(key)
    else owners.set(key, id)
  }
  for (const key of shared) owners.delete(key)
  return owners
}
