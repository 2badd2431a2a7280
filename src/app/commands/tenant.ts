import {
  addTenant,
  listTenantDestinations,
  listTenants,
  removeTenant,
  setTenantStatus,
} from '../../store/tenants.ts'
import { audit } from '../../store/audit.ts'
import type { Command } from '../command.ts'
import { counted } from '../counted.ts'
import { table } from '../output.ts'
import { refreshTenants } from '../tenants.ts'
import { connect, disconnect } from './connect.ts'

const list: Command = {
  name: 'list',
  about: 'The tenants that this Sluice knows',
  examples: [
    ['sluice tenant list', 'a table'],
    ['sluice tenant list --json', 'a JSON array of {id, name, status, since, destinations}'],
  ],
  async run({ wiring, output }) {
    const rooms = wiring()
    const store = await rooms.store()
    await refreshTenants(rooms)
    const connected = Map.groupBy(await listTenantDestinations(store), (one) => one.tenant)
    const tenants = (await listTenants(store)).map((one) => ({
      ...one,
      destinations: (connected.get(one.id) ?? []).map(({ destination }) => destination),
    }))
    if (output.json) return output.document(tenants)
    if (tenants.length === 0) return output.note('There are no tenants yet. Add one: sluice tenant add ID')
    const rows = tenants.map(({ id, name, status, since, destinations }) => [
      id,
      name,
      status,
      since.toISOString().slice(0, 10),
      destinations.join(', ') || null,
    ])
    output.answer(table(['tenant', 'name', 'status', 'since', 'connected to'], rows))
  },
}

const add: Command = {
  name: 'add',
  about: 'Registers a tenant',
  takes: [{ name: 'ID', about: "the value of the tenant's column in the warehouse" }],
  options: [{ flags: '--name <NAME>', about: 'as people call it' }],
  examples: [
    ['sluice tenant add ALFKI --name "Alfreds Futterkiste"', 'from now on tokens for ALFKI are accepted'],
    ['sluice tenant add ALFKI', 'one that was removed begins anew: what was issued before stays refused'],
  ],
  async run({ wiring, output }, { args: [id = ''], options }) {
    const store = await wiring().store()
    const name = typeof options['name'] === 'string' ? options['name'] : null
    const twin = lookAlike(id, await listTenants(store))
    const added = await addTenant(store, id, name)
    await audit(store, { actor: 'cli', action: 'tenant.add', tenant: id })
    if (twin !== undefined) output.note(`It looks like ${JSON.stringify(twin)}, which is another tenant`)
    if (output.json) output.document(added)
    else output.note(`Tenant "${id}" is registered`)
  },
}

function statusCommand(name: 'suspend' | 'resume', about: string, does: string): Command {
  const status = name === 'suspend' ? 'suspended' : 'active'
  return {
    name,
    about,
    takes: [{ name: 'ID', about: 'the tenant' }],
    examples: [[`sluice tenant ${name} shop_001`, does]],
    async run({ wiring, output }, { args: [id = ''] }) {
      const store = await wiring().store()
      await setTenantStatus(store, id, status)
      await audit(store, { actor: 'cli', action: `tenant.${name}`, tenant: id })
      if (output.json) output.document({ id, status })
      else output.note(`Tenant "${id}" is ${status}`)
    },
  }
}

const remove: Command = {
  name: 'remove',
  about: 'Removes a tenant: its API keys are revoked, its own accounts at destinations forgotten',
  takes: [{ name: 'ID', about: 'the tenant' }],
  examples: [['sluice tenant remove shop_001', 'its rows in the warehouse and what syncs did for it stay']],
  async run({ wiring, output }, { args: [id = ''] }) {
    const store = await wiring().store()
    const gone = await removeTenant(store, id)
    await audit(store, { actor: 'cli', action: 'tenant.remove', tenant: id, details: gone })
    if (output.json) return output.document({ id, status: 'removed', ...gone })
    output.note(
      `Tenant "${id}" is removed, with ${counted(gone.keys, 'API key')} and ${counted(gone.destinations, 'account')}`,
    )
  },
}

/** A tenant whose id differs in nothing that a person would see. */
function lookAlike(id: string, tenants: readonly { readonly id: string }[]): string | undefined {
  const seen = (text: string) =>
    text
      .normalize('NFKC')
      .replaceAll(/[\s\p{Cf}]/gu, '')
      .toLowerCase()
  return tenants.find((one) => one.id !== id && seen(one.id) === seen(id))?.id
}

export const tenant: Command = {
  name: 'tenant',
  about: 'Who is served, and where each has an account of its own',
  examples: [['sluice tenant list', 'who there is']],
  commands: [
    list,
    add,
    connect,
    disconnect,
    statusCommand(
      'suspend',
      'Refuses a tenant’s tokens and API keys, and cuts what runs for it',
      'refused by every server when the command returns',
    ),
    statusCommand(
      'resume',
      'Serves a suspended tenant again',
      'served by every server when the command returns',
    ),
    remove,
  ],
}
