import { SluiceError } from '../base/errors.ts'
import type { Engine } from '../engine/index.ts'
import type { RowsQuery, Selection } from '../engine/index.ts'
import type { Dimension, Model } from '../model/model.ts'
import { nearest } from '../model/nearest.ts'
import { putTenants } from '../store/tenants.ts'
import { openOperatorScope } from '../tenant/scope.ts'
import type { Wiring } from './wiring.ts'

/**
 * Brings the store's tenants in step with the model that `tenants.from` names. Tenants are only added: what left the
 * warehouse has no rows to be shown, and its history of syncs stays. One that was removed here isn't brought back.
 * @returns how many the warehouse has; undefined where `tenants.from` isn't set
 */
export async function refreshTenants(wiring: Wiring): Promise<number | undefined> {
  const { config, loaded } = wiring.project
  const from = config.tenants?.from
  if (from === undefined) return undefined
  const engine = await wiring.engine()
  const model = engine.models.byName.get(from)
  if (!model) {
    const { line, column } = loaded.placeOf(['tenants', 'from'])
    const near = nearest(from, engine.models.byName.keys())
    throw new SluiceError('INVALID_PROJECT', {
      what: `There is no model "${from}"`,
      where: `sluice.yaml:${line}:${column}`,
      expected: `the name of a type in schema/${near ? `, such as ${near}` : ''}`,
      cure: 'Correct `tenants.from`',
    })
  }
  const found = await readTenants(engine, model)
  await putTenants(await wiring.store(), found)
  return found.length
}

/** @throws NOT_FOUND for a tenant that isn't served, also after a look at the warehouse's own list */
export async function assertServed(wiring: Wiring, tenant: string): Promise<void> {
  const directory = await wiring.directory()
  const now = wiring.project.clock.now()
  if (await directory.knows(tenant, now)) return
  await refreshTenants(wiring)
  if (await directory.knows(tenant, now)) return
  throw new SluiceError('NOT_FOUND', {
    what: `There is no tenant "${tenant}"`,
    expected: 'one that is registered, and not suspended',
    cure: '`sluice tenant list` shows them; `sluice tenant add` registers one',
  })
}

async function readTenants(engine: Engine, model: Model): Promise<{ id: string; name: string | null }[]> {
  const select = [tenantField(model), nameField(model)]
    .filter((field) => field !== undefined)
    .map(({ name }): Selection => ({ is: 'dimension', as: name, field: name }))
  const query: RowsQuery = { is: 'rows', model: model.name, orderBy: [], select, shape: { is: 'list' } }
  const compiled = engine.compile(query, { scope: 'operator', roles: engine.models.roles })
  const tenants = new Map<string, string | null>()
  const scope = openOperatorScope('tenants.from')
  for await (const rows of engine.stream(scope, compiled, { variables: {}, now: new Date() })) {
    for (const [id, name] of rows) if (id) tenants.set(id, name ?? null)
  }
  return [...tenants].map(([id, name]) => ({ id, name }))
}

/** @throws INVALID_PROJECT where no field of the model is its tenant column */
function tenantField(model: Model): Dimension {
  const { tenant } = model
  const column = tenant.is === 'column' ? tenant.column : undefined
  const field = dimensions(model).find(({ from }) => from.is === 'column' && from.column === column)
  if (field) return field
  throw new SluiceError('INVALID_PROJECT', {
    what: `The model "${model.name}" cannot tell who the tenants are`,
    where: `${model.at.file}:${model.at.line}:${model.at.column}`,
    expected: 'a tenant key that is a column of its own, and a field for that column',
    cure: `Name another model in \`tenants.from\`, or add the field`,
  })
}

/** What people call a tenant: `name`, or else the first field that ends so (`companyName`). */
function nameField(model: Model): Dimension | undefined {
  const texts = dimensions(model).filter(({ type, from }) => type === 'String' && from.is === 'column')
  return texts.find(({ name }) => name === 'name') ?? texts.find(({ name }) => name.endsWith('Name'))
}

function dimensions(model: Model): Dimension[] {
  return [...model.fields.values()].filter((field) => field.is === 'dimension')
}
