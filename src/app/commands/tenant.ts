import { listTenantDestinations, listTenants, putTenants, setTenantStatus } from '../../store/tenants.ts'
import { audit } from '../../store/audit.ts'
import type { Command } from '../command.ts'
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
  ],
  async run({ wiring, output }, { args: [id = ''], options }) {
    const store = await wiring().store()
    const name = typeof options['name'] === 'string' ? options['name'] : null
    await putTenants(store, [{ id, name }])
    await audit(store, { actor: 'cli', action: 'tenant.add', tenant: id })
    if (output.json) output.document({ id, name })
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

export const tenant: Command = {
  name: 'tenant',
  about: 'Who is served, and where each has an account of its own',
  examples: [['sluice tenant list', 'who there is']],
  commands: [
    list,
    add,
    connect,
    disconnect,
    statusCommand('suspend', 'Refuses a tenant’s tokens', 'refused within five seconds'),
    statusCommand('resume', 'Serves a suspended tenant again', 'served again within five seconds'),
  ],
}
