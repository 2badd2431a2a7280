import type { Clock } from '../../base/clock.ts'
import type { Log } from '../../base/log.ts'
import type { Warehouse } from '../contract.ts'
import { contextSigner } from './context.ts'
import { describe } from './describe.ts'
import { dialect } from './dialect.ts'
import { Driver } from './driver/index.ts'
import { guardOf } from './guard/index.ts'
import { inspect } from './inspect.ts'
import { asOwner } from './owner.ts'

export { roleUrl } from './guard/role.ts'
export { dialect } from './dialect.ts'

export interface PostgresOptions {
  /** The warehouse's name in `sluice.yaml`. */
  readonly name: string
  /** The serving role's address: a role that owns nothing and only reads. */
  readonly url: string
  /** The operator role's address; without it nothing can be read across tenants. */
  readonly operatorUrl?: string
  /** The owner's address: for `guard --apply`, and so that privileges hide nothing from `inspect`. */
  readonly ownerUrl?: string
  /** Signs the tenant of each trip; the warehouse has what checks it (`sluice guard`). 32 bytes. */
  readonly contextKey: Uint8Array
  /** Connections for answers, for syncs and for exports. Four for answers: at saturation ten made p99 2.3–2.9 times worse, and no more throughput. */
  readonly pool?: { readonly serve?: number; readonly sync?: number; readonly export?: number }
  readonly log: Log
  /** For `run`, unless a run asks otherwise. */
  readonly statementTimeoutMs: number
  /** For `stream`, its reader's pauses included. An hour by default. */
  readonly streamTimeoutMs?: number
  /** How long to wait for a connection, a free one or a new one. Ten seconds by default. */
  readonly connectMs?: number
  readonly clock?: Clock
}

/** Opens nothing yet: connections are made when they are needed, so a server that is down is told by `ping`. */
export function openPostgres(options: PostgresOptions): Warehouse {
  const { name, url, operatorUrl, ownerUrl, pool = {} } = options
  const signer = contextSigner(options.contextKey, options.clock)
  const driver = new Driver({
    name,
    signer,
    url,
    ...(operatorUrl === undefined ? {} : { operatorUrl }),
    pool: { serve: pool.serve ?? 4, sync: pool.sync ?? 2, export: pool.export ?? 4 },
    connectMs: options.connectMs ?? 10_000,
    statementTimeoutMs: options.statementTimeoutMs,
    streamTimeoutMs: options.streamTimeoutMs ?? 3_600_000,
    log: options.log,
  })
  const widest = ownerUrl ?? url
  return {
    name,
    dialect,
    run: (scope, statements, asked) => driver.run(scope, statements, asked),
    stream: (scope, statement, asked) => driver.stream(scope, statement, asked),
    inspect: () => asOwner(name, widest, inspect),
    describe: async (texts) =>
      texts.length === 0 ? [] : asOwner(name, widest, (client) => describe(client, texts)),
    guard: guardOf({ ...options, signer }),
    ping: () => driver.ping(),
    load: () => driver.load(),
    close: () => driver.close(),
  }
}
