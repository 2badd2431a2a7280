import { hash } from 'node:crypto'
import type { Connector } from '../contract.ts'
import type { Configured } from './settings.ts'

/**
 * Names a far side for the ledger: `hubspot at https://api.hubapi.com, account 4711`. A path or query may hold what
 * lets one in, so it is there as a digest. Every sandbox of a destination is one and the same, wherever it listens.
 */
export function accountOf<Settings>(
  connector: Connector<Settings>,
  configured: Configured<Settings>,
): string {
  if (configured.sandbox) return `${connector.name}, sandbox`
  const url = new URL(connector.base(configured.settings))
  const rest = url.pathname === '/' && url.search === '' ? '' : url.pathname + url.search
  const account = connector.account?.(configured.settings)
  return [
    `${connector.name} at ${url.origin}`,
    ...(rest ? [`path ${hash('sha256', rest, 'hex').slice(0, 12)}`] : []),
    ...(account === undefined ? [] : [`account ${account}`]),
  ].join(', ')
}
