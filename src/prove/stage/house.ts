import { PassThrough } from 'node:stream'
import { pino } from 'pino'
import type { Clock } from '../../base/clock.ts'
import { createEngine, type Engine } from '../../engine/index.ts'
import type { Models } from '../../model/model.ts'
import type { Dashboards } from '../../serve/dashboards/dashboard.ts'
import { createServer } from '../../serve/index.ts'
import type { TrustedDocuments } from '../../serve/trusted/trusted.ts'
import { openPostgres } from '../../warehouses/postgres/index.ts'
import type { Warehouse } from '../../warehouses/contract.ts'
import type { Request } from '../attacks/attack.ts'
import { openTokens } from './tokens.ts'

/** What a house serves, and to whom; the same for every house of a proof, so that answers can be compared. */
export interface HouseParts {
  readonly models: Models
  readonly dashboards: Dashboards
  readonly documents: TrustedDocuments
  readonly tenants: readonly string[]
  readonly claims: Readonly<Record<string, unknown>>
  readonly clock: Clock
  readonly cursorKey: Uint8Array
  readonly contextKey: Uint8Array
  readonly secret: string
}

/** The real server in this process, over HTTP, on databases that nobody else uses. */
export interface House {
  readonly engine: Engine
  readonly warehouses: ReadonlyMap<string, Warehouse>
  /** Sends a request as `tenant`. @throws where `signal` fires first */
  send(tenant: string, request: Request, signal?: AbortSignal): Promise<Reply>
  /** The same on the same connections, where the time of a statement runs out at once. */
  hurry(tenant: string, request: Request): Promise<Reply>
  /** Everything that its log has been told. */
  log(): string
  close(): Promise<void>
}

export interface Reply {
  readonly status: number
  readonly text: string
  /** Every byte that a client sees: status, headers, body. */
  readonly all: string
}

/** So few that tenants follow each other on the same connection all the time. */
const CONNECTIONS = 2
const STATEMENT_MS = 20_000
/** Nothing is refused for being asked for too often: that would hide what the answer is. */
const MANY = 1_000_000_000
const WAITING = { perTenant: 8, waiting: MANY, patience: 120_000 }
const generous = {
  requests: { perSecond: MANY, burst: MANY },
  unseen: { perSecond: MANY, burst: MANY },
  budget: { cost: MANY },
  turns: { ...WAITING, atOnce: 8, reserved: 0, allWaiting: MANY },
  exports: { ...WAITING, atOnce: 4, reserved: 0, perTenant: 4, allWaiting: MANY },
}

/** `addresses`: of each warehouse, as the role that serves here. */
export async function openHouse(parts: HouseParts, addresses: ReadonlyMap<string, string>): Promise<House> {
  const { models, clock, tenants, secret } = parts
  const told: string[] = []
  const stream = new PassThrough()
  stream.on('data', (bytes: Buffer) => told.push(bytes.toString()))
  const log = pino({ level: 'trace' }, stream)
  const open = ([name, url]: readonly [string, string]) => {
    const pool = { serve: CONNECTIONS, sync: 1, export: CONNECTIONS }
    const { contextKey } = parts
    const options = { name, url, pool, log, statementTimeoutMs: STATEMENT_MS, contextKey }
    return [name, openPostgres(options)] as const
  }
  const warehouses = new Map([...addresses].map(open))
  const engine = createEngine({ models, warehouses, cursorKey: parts.cursorKey })
  const serving = {
    engine,
    directory: { knows: (tenant: string) => Promise.resolve(tenants.includes(tenant)) },
    auth: { secret },
    dashboards: parts.dashboards,
    trusted: parts.documents,
    clock,
    log,
    readiness: () => Promise.resolve({ ready: true, checks: [] }),
    development: false,
  }
  const server = await createServer({ ...serving, limits: generous })
  const hurried = await createServer({ ...serving, limits: { ...generous, timeout: 1 } })
  const url = `http://127.0.0.1:${await server.listen(0)}`
  const hurriedUrl = `http://127.0.0.1:${await hurried.listen(0)}`
  const tokenFor = openTokens({ secret, clock, claims: parts.claims })
  const sent = async (to: string, tenant: string, request: Request, signal?: AbortSignal) => {
    const other = tenants.find((one) => one !== tenant) ?? ''
    return receive(to, request, await tokenFor(tenant, other, request), signal)
  }
  return {
    engine,
    warehouses,
    log: () => told.join(''),
    send: (tenant, request, signal) => sent(url, tenant, request, signal),
    hurry: (tenant, request) => sent(hurriedUrl, tenant, request),
    async close() {
      await Promise.all([server.close(), hurried.close()])
      await Promise.all([...warehouses.values()].map((warehouse) => warehouse.close()))
    },
  }
}

async function receive(
  url: string,
  { method, path, body, headers }: Request,
  token: string | undefined,
  signal?: AbortSignal,
): Promise<Reply> {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      accept: 'application/json',
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  })
  const text = await response.text()
  const told = [...response.headers].map(([name, value]) => `${name}: ${value}`)
  return { status: response.status, text, all: [response.status, ...told, text].join('\n') }
}
