import { openAccounts, type Accounts } from '../sync/index.ts'
import { openSandbox } from './sandbox.ts'
import type { Wiring } from './wiring.ts'

/** The destinations of sluice.yaml, each opened when a sync or `doctor` needs it; the sandbox with the first that is in it. */
export async function accountsOf(wiring: Wiring): Promise<Accounts> {
  const { config, clock } = wiring.project
  return openAccounts({
    destinations: config.destinations,
    store: await wiring.store(),
    clock,
    sandboxUrl: async (name, tenant) => (await openSandbox(wiring)).urlFor(name, tenant),
  })
}
