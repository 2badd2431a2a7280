import type { Clock } from '../base/clock.ts'
import { SluiceError } from '../base/errors.ts'
import type { Quota } from '../destinations/contract.ts'
import { connectorNamed, FarFault, openDestination, type Destination } from '../destinations/index.ts'
import { blockQuota, takeQuota } from '../store/quota.ts'
import type { Store } from '../store/store.ts'
import { tenantDestination } from '../store/tenants.ts'

/** A destination as sluice.yaml has it. */
export interface DestinationConfig {
  readonly connector: string
  /** Each tenant has an account of its own there. */
  readonly per?: 'tenant' | undefined
  readonly sandbox?: unknown
  readonly [setting: string]: unknown
}

export interface Accounts {
  config(name: string): DestinationConfig | undefined
  /**
   * The lane's own account. A tenant's lane never gets the operator's credentials, nor another tenant's:
   * undefined where it has none of its own.
   */
  open(name: string, tenant: string | null): Promise<Destination | undefined>
}

export interface AccountsOptions {
  readonly destinations: Readonly<Record<string, DestinationConfig>>
  readonly store: Store
  readonly clock: Clock
  /** Where the simulator of a destination with `sandbox: true` is; asked only when one is opened. */
  readonly sandboxUrl: (destination: string, tenant: string | undefined) => Promise<string>
}

export function openAccounts({ destinations, store, clock, sandboxUrl }: AccountsOptions): Accounts {
  const config = (name: string) => (Object.hasOwn(destinations, name) ? destinations[name] : undefined)
  return {
    config,
    open: async (name, tenant) => {
      const configured = config(name)
      if (!configured) return undefined
      const { per: _, ...settings } = configured
      const inSandbox = configured.sandbox === true
      const own = tenant === null || inSandbox ? settings : await tenantDestination(store, tenant, name)
      if (own === undefined) return undefined
      return openDestination({
        name,
        connector: configured.connector,
        settings: { ...(own as Record<string, unknown>), ...operators(configured) },
        clock,
        ...(inSandbox ? { sandboxUrl: await sandboxUrl(name, tenant ?? undefined) } : {}),
        ...sharedQuota(store, clock, configured.connector, JSON.stringify([name, tenant])),
      })
    },
  }
}

/**
 * What sluice.yaml alone says of an account, whoever's it is. A tenant's own settings are a stranger's: they name a far
 * side and its credentials, and neither open the operator's network to it nor take more of a worker's time.
 */
function operators({ connector, sandbox, allowPrivate, timeoutMs, limits }: DestinationConfig) {
  return { connector, sandbox, allowPrivate, timeoutMs, limits }
}

/** Whoever waits longer than this gives its turn to the next run. */
const LONGEST_WAIT_MS = 60_000

/** One quota for an account, whichever sync, tenant or worker sends. */
function sharedQuota(store: Store, clock: Clock, connector: string, account: string) {
  const rates = connectorNamed(connector).objects.flatMap(({ limits }) => limits.rate ?? [])
  const slowest = rates.toSorted((a, b) => a.requests / a.perMs - b.requests / b.perMs)[0]
  if (!slowest) return {}
  return {
    admit: async () => {
      const ms = await takeQuota(store, account, slowest)
      if (ms > LONGEST_WAIT_MS) throw new FarFault("The account's quota is used up", 'no', { afterMs: ms })
      if (ms > 0) await clock.sleep(ms)
    },
    onQuota: ({ remaining, resetMs }: Quota) => {
      if (remaining <= 0) void blockQuota(store, account, resetMs).catch(() => undefined)
    },
  }
}

export function unknownDestination(name: string): SluiceError {
  return new SluiceError('INVALID_PROJECT', {
    what: `There is no destination \`${name}\``,
    expected: 'a name under `destinations` in sluice.yaml',
    cure: 'Configure it there, or correct `to` in the @sync',
  })
}
