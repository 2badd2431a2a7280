import { randomBytes } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { pino } from 'pino'
import { createEngine, type Engine } from '../../../src/engine/index.ts'
import { loadModels } from '../../../src/model/index.ts'
import type { Models } from '../../../src/model/model.ts'
import { mintToken } from '../../../src/serve/auth/mint.ts'
import { createServer } from '../../../src/serve/index.ts'
import type { GivenLimits } from '../../../src/serve/limits/limits.ts'
import type { Warehouse } from '../../../src/warehouses/contract.ts'
import { auth } from '../../serve/api.ts'
import { now } from '../../support/desk.ts'
import { openShop, shopTenants, type Shop } from '../../support/shop.ts'
import { removal, schema, widened } from './schema.ts'
import { keepOutput } from '../../support/log/suite.ts'
import { openGuarded, openWarehouse, roleOf } from '../../support/warehouse.ts'

export interface Home {
  readonly shop: Shop
  readonly models: Models
  readonly engine: Engine
  /** Everything that the log was told, as text. */
  log(): string
  post(
    tenant: string,
    body: unknown,
    roles?: readonly string[],
    accept?: string,
    signal?: AbortSignal,
  ): Promise<Reply>
  get(path: string): Promise<Reply>
  close(): Promise<void>
}

export interface Reply {
  readonly status: number
  readonly text: string
  /** Every byte of the answer that a client sees: status, headers, body. */
  readonly all: string
}

export interface HomeOptions {
  /** What it stands on, where several do; it stays when this one is closed. */
  readonly on?: Ground
  /** Whose rows stay; the others' are deleted. */
  readonly tenants?: readonly string[]
  /** Any unless told: for several whose cursors are compared. */
  readonly cursorKey?: Uint8Array
  /** Stands before the warehouse, as a test takes walls away. */
  readonly around?: (warehouse: Warehouse) => Warehouse
  /** The serving role's address, where a test takes another. */
  readonly url?: (shop: Shop) => string
  readonly connections?: number
  readonly limits?: GivenLimits
  /** Stands before the engine. */
  readonly aroundEngine?: (engine: Engine) => Engine
  /** Which tenants are known, where a test says otherwise. */
  readonly knows?: (tenant: string) => boolean
  /** What the model has beyond the oracle's, and what its tables need for that. */
  readonly more?: { readonly schema: (text: string) => string; readonly ddl: string }
}

/** A database with its rows, roles and policies, on which servers may stand. */
export interface Ground {
  readonly shop: Shop
  readonly models: Models
  close(): Promise<void>
}

export async function openGround({
  tenants = shopTenants,
  more,
}: Pick<HomeOptions, 'tenants' | 'more'>): Promise<Ground> {
  const shop = await openShop()
  await shop.database.query(widened() + (more?.ddl ?? ''))
  for (const gone of shopTenants.filter((tenant) => !tenants.includes(tenant)))
    await shop.database.query(removal(gone))
  const { models, faults } = loadModels(new Map([['schema/shop.graphql', more?.schema(schema) ?? schema]]))
  if (faults.length > 0) throw new Error(JSON.stringify(faults))
  const guarded = await openGuarded(shop.database, models)
  await guarded.close()
  return { shop, models, close: () => shop.close() }
}

export async function openHome(options: HomeOptions = {}): Promise<Home> {
  const { cursorKey = randomBytes(32), around = (warehouse) => warehouse } = options
  const ground = options.on ?? (await openGround(options))
  const { shop, models } = ground
  const told: string[] = []
  const stream = new PassThrough()
  stream.on('data', (bytes: Buffer) => {
    told.push(bytes.toString())
    keepOutput(bytes.toString())
  })
  const log = pino({ level: 'trace' }, stream)
  const warehouse = openWarehouse(shop.database, {
    url: options.url?.(shop) ?? roleOf(shop.database, 'serve'),
    pool: { serve: options.connections ?? 1 },
    log,
  })
  const built = createEngine({ models, warehouses: new Map([['default', around(warehouse)]]), cursorKey })
  const engine = options.aroundEngine?.(built) ?? built
  const knows = options.knows ?? ((tenant: string) => shopTenants.includes(tenant))
  const clock = { now: () => now, sleep: () => Promise.resolve() }
  const server = await createServer({
    engine,
    directory: { knows: (tenant) => Promise.resolve(knows(tenant)) },
    auth,
    dashboards: new Map(),
    clock,
    log,
    readiness: () => Promise.resolve({ ready: true, checks: [] }),
    development: false,
    // The clock stands still, so that what has been used up would never come back.
    limits: {
      requests: { perSecond: 1_000_000, burst: 1_000_000 },
      unseen: { perSecond: 1_000_000, burst: 1_000_000_000 },
      budget: { cost: 1_000_000_000_000 },
      ...options.limits,
    },
  })
  const url = `http://127.0.0.1:${await server.listen(0)}`
  const send = async (path: string, init?: RequestInit): Promise<Reply> => {
    const response = await fetch(url + path, init)
    const text = await response.text()
    const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`)
    return { status: response.status, text, all: [response.status, ...headers, text].join('\n') }
  }
  return {
    shop,
    models,
    engine,
    log: () => told.join(''),
    get: (path) => send(path),
    post: async (tenant, body, roles = [], accept = 'application/json', signal) =>
      send('/graphql', {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await mintToken({ auth, tenant, roles, clock, expiresIn: 86_400 })}`,
          'content-type': 'application/json',
          accept,
        },
        body: JSON.stringify(body),
        ...(signal ? { signal } : {}),
      }),
    close: async () => {
      await server.close()
      await warehouse.close()
      if (!options.on) await ground.close()
    },
  }
}

/** The same twice: with everybody's rows, and with those of the first tenant alone. */
export async function openPair(): Promise<{ all: Home; alone: Home; close: () => Promise<void> }> {
  const cursorKey = randomBytes(32)
  const all = await openHome({ cursorKey })
  const alone = await openHome({ cursorKey, tenants: shopTenants.slice(0, 1) })
  return { all, alone, close: () => Promise.all([all.close(), alone.close()]).then(() => {}) }
}
