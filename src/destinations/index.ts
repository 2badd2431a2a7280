import { SluiceError } from '../base/errors.ts'
import type { Connector } from './contract.ts'
import { hubspot } from './hubspot/index.ts'
import { configure, type SettingsFault } from './kit/settings.ts'
import { open, type Destination, type OpenOptions } from './open.ts'
import { webhook } from './webhook/index.ts'

export { FarFault } from './kit/fault.ts'
export { batches } from './kit/batches.ts'
export type { Destination, OpenOptions } from './open.ts'
export type { SettingsFault } from './kit/settings.ts'

/** Every kind of far side. A new one is a folder, and a line here and in `sandbox.ts`. */
export const connectors: readonly Connector[] = [hubspot, webhook]

/** Opens a destination of sluice.yaml. `connector` is its `connector:` there. */
export function openDestination(options: OpenOptions & { readonly connector: string }): Destination {
  return open(connectorNamed(options.connector), options)
}

/** What is wrong with a destination's settings, without opening it: paths below its name in sluice.yaml. */
export function checkSettings(
  connector: string,
  raw: Readonly<Record<string, unknown>>,
): readonly SettingsFault[] {
  const known = connectors.find(({ name }) => name === connector)
  if (!known) return [{ path: ['connector'], message: `expected ${names()}` }]
  const configured = configure(known, raw, raw['sandbox'] === true ? 'http://127.0.0.1/' : undefined)
  return 'faults' in configured ? configured.faults : []
}

/** @throws INVALID_PROJECT for a name that isn't listed */
export function connectorNamed(name: string): Connector {
  const found = connectors.find((connector) => connector.name === name)
  if (found) return found
  throw new SluiceError('INVALID_PROJECT', {
    what: `There is no connector \`${name}\``,
    where: 'destinations in sluice.yaml',
    expected: names(),
    cure: 'Correct `connector`',
  })
}

function names(): string {
  return connectors.map(({ name }) => `\`${name}\``).join(' or ')
}
