import { text } from 'node:stream/consumers'
import { SluiceError } from '../../base/errors.ts'
import { nearest } from '../../model/nearest.ts'
import { audit } from '../../store/audit.ts'
import { dropTenantDestination, listTenants, setTenantDestination } from '../../store/tenants.ts'
import type { Command } from '../command.ts'
import type { DestinationConfig } from '../config/schema.ts'
import { readSettings } from '../settings.ts'
import { refreshTenants } from '../tenants.ts'
import type { Wiring } from '../wiring.ts'

const takes = [
  { name: 'TENANT', about: 'whose account it is' },
  { name: 'DESTINATION', about: 'a destination of sluice.yaml with `per: tenant`' },
] as const

export const connect: Command = {
  name: 'connect',
  about: 'Keeps a tenant’s own account at a destination; its settings are encrypted',
  takes,
  options: [
    { flags: '--set <KEY=VALUE>', about: 'a setting; may be given several times', many: true },
    { flags: '--from-env <KEY=VARIABLE>', about: 'a setting from the environment: for secrets', many: true },
    { flags: '--from-stdin <KEY>', about: 'a setting from stdin: for a secret' },
  ],
  examples: [
    [
      'HOOK=… sluice tenant connect shop_001 shop_hook --set url=https://shop.example/in --from-env secret=HOOK',
      'checked, then kept; what was there is replaced',
    ],
    [
      'pass shop/hook | sluice tenant connect shop_001 shop_hook --set url=https://shop.example/in --from-stdin secret',
      'the secret is in no command line and no environment',
    ],
  ],
  async run({ wiring, output, environment }, { args: [id = '', name = ''], options }) {
    const rooms = wiring()
    const config = destinationOf(rooms, name)
    const settings = await readSettings(name, config, {
      set: (options['set'] as string[] | undefined) ?? [],
      fromEnv: (options['fromEnv'] as string[] | undefined) ?? [],
      fromStdin: options['fromStdin'] as string | undefined,
      environment,
      stdin: () => text(process.stdin),
    })
    const store = await rooms.store()
    if (!(await listTenants(store)).some((tenant) => tenant.id === id)) await refreshTenants(rooms)
    await setTenantDestination(store, id, name, settings)
    const keys = Object.keys(settings)
    await audit(store, {
      actor: 'cli',
      action: 'tenant.connect',
      tenant: id,
      details: { destination: name, keys },
    })
    if (output.json) return output.document({ tenant: id, destination: name, keys })
    output.note(`Tenant "${id}" is connected to "${name}" with ${keys.join(', ')}`)
    if (config['sandbox'] === true)
      output.note(
        'Not used yet: while sluice.yaml says `sandbox: true`, every tenant speaks to the simulator',
      )
  },
}

export const disconnect: Command = {
  name: 'disconnect',
  about: 'Forgets a tenant’s account at a destination; its syncs leave the tenant out from now on',
  takes,
  examples: [['sluice tenant disconnect shop_001 shop_hook', 'what was sent there stays there']],
  async run({ wiring, output }, { args: [id = '', name = ''] }) {
    const rooms = wiring()
    destinationOf(rooms, name)
    const store = await rooms.store()
    await dropTenantDestination(store, id, name)
    await audit(store, {
      actor: 'cli',
      action: 'tenant.disconnect',
      tenant: id,
      details: { destination: name },
    })
    if (output.json) output.document({ tenant: id, destination: name })
    else output.note(`Tenant "${id}" is not connected to "${name}"`)
  },
}

/** @throws USAGE where sluice.yaml has no such destination, or none that is per tenant */
function destinationOf({ project }: Wiring, name: string): DestinationConfig {
  const { destinations } = project.config
  const config = Object.hasOwn(destinations, name) ? destinations[name] : undefined
  if (config?.per === 'tenant') return config
  const known = Object.keys(destinations).filter((one) => destinations[one]?.per === 'tenant')
  const near = nearest(name, known)
  throw new SluiceError('USAGE', {
    what: config
      ? `The destination "${name}" is one account for all tenants`
      : `There is no destination "${name}"`,
    where: 'sluice.yaml',
    expected: known.length > 0 ? `one with \`per: tenant\`: ${known.join(', ')}` : 'one with `per: tenant`',
    cure: near ? `Write "${near}"` : 'Configure it under `destinations`',
  })
}
