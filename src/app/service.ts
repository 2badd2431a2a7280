import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SluiceError } from '../base/errors.ts'
import { createServer } from '../serve/index.ts'
import type { Check, Demo, PoolUse, Readiness, ServerParts } from '../serve/settings.ts'
import { audit } from '../store/audit.ts'
import type { Warehouse } from '../warehouses/contract.ts'
import { openAccess } from './access.ts'
import type { Config } from './config/index.ts'
import { refuseMismatched } from './checks.ts'
import { lookAtGuards, refuseUnguarded, type Guarding } from './guarding.ts'
import { memo } from './project.ts'
import { refreshTenants } from './tenants.ts'
import type { Wiring } from './wiring.ts'

export interface ServiceOptions {
  readonly port: number
  readonly host: string
  readonly development: boolean
  readonly demo?: Demo
}

/** The running API. */
export interface Service {
  readonly port: number
  readonly host: string
  readonly url: string
}

const DEFAULT_PORT = 4_000
const REFRESH_MS = 60_000
const GUARD_MS = 30_000

/** Where to listen: SLUICE_PORT, then sluice.yaml, then 4000 on this machine alone. @throws USAGE */
export function listenAt({ project }: Wiring): { port: number; host: string } {
  const { environment, config } = project
  const given = environment['SLUICE_PORT']
  const port = given === undefined || given === '' ? (config.serve.port ?? DEFAULT_PORT) : Number(given)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) {
    return { port, host: config.serve.host ?? '127.0.0.1' }
  }
  throw new SluiceError('USAGE', {
    what: `SLUICE_PORT is "${given}"`,
    expected: 'a port, 0 to 65535',
    cure: 'Set it to a number, or unset it for 4000',
  })
}

/**
 * Starts the API.
 * @throws INVALID_PROJECT for models that the warehouse doesn't fit, UNGUARDED for one that doesn't keep tenants apart, CONFLICT for a taken port
 */
export async function startService(wiring: Wiring, options: ServiceOptions): Promise<Service> {
  const { project } = wiring
  const { log, clock, config } = project
  await refuseMismatched(wiring)
  const guardings = await lookAtGuards(wiring)
  refuseUnguarded(guardings)
  await auditWaived(wiring, guardings)
  await refreshTenants(wiring)
  const server = await createServer({
    engine: await wiring.engine(),
    ...(await openAccess(wiring)),
    auth: wiring.auth(),
    dashboards: await wiring.dashboards(),
    trusted: await wiring.documents(),
    limits: wiring.limits(),
    pools: poolsOf(await wiring.warehouses()),
    ...metricsOf(config),
    clock,
    log,
    readiness: readinessOf(wiring),
    development: options.development,
    ...(config.serve.tenants && { tenants: config.serve.tenants }),
    ...(config.serve.origins && { origins: config.serve.origins }),
    ...(config.serve.sources && { sources: config.serve.sources }),
    ...(options.demo && { demo: options.demo }),
    ...webFolder(),
  })
  const port = await server.listen(options.port, options.host)
  wiring.onClose(() => server.close())
  keepTenantsFresh(wiring)
  return { port, host: options.host, url: `http://${shown(options.host)}:${port}` }
}

/** Each start that serves a warehouse whose guard is waived leaves a trace. */
async function auditWaived(wiring: Wiring, guardings: readonly Guarding[]): Promise<void> {
  for (const { warehouse, waived, findings } of guardings) {
    if (waived === undefined) continue
    const details = { warehouse, reason: waived, missing: findings.length }
    await audit(await wiring.store(), { actor: 'server', action: 'guard.waived', details })
  }
}

/** `/metrics` is nobody's unless sluice.yaml says whose. */
function metricsOf({ serve: { metrics } }: Config): Pick<ServerParts, 'metrics'> {
  return metrics === undefined || metrics === false ? {} : { metrics }
}

function poolsOf(warehouses: ReadonlyMap<string, Warehouse>): () => readonly PoolUse[] {
  return () =>
    [...warehouses].flatMap(([warehouse, open]) => open.load().map((load) => ({ warehouse, ...load })))
}

function keepTenantsFresh(wiring: Wiring): void {
  const { log } = wiring.project
  const timer = setInterval(() => {
    refreshTenants(wiring).catch((error: unknown) =>
      log.warn({ err: error }, 'the tenants could not be refreshed'),
    )
  }, REFRESH_MS)
  timer.unref()
  wiring.onClose(async () => clearInterval(timer))
}

/** Asked by every `/readyz`: pings each time, looks at the guards every half minute. */
function readinessOf(wiring: Wiring): () => Promise<Readiness> {
  const { clock } = wiring.project
  const guards = memo(() => lookAtGuards(wiring))
  return async () => {
    const checks: Check[] = [{ name: 'model', state: 'ok' }]
    checks.push(await check('store', async () => (await wiring.store()).ping()))
    for (const [name, warehouse] of await wiring.warehouses()) {
      checks.push(await check(`warehouse ${name}`, () => warehouse.ping()))
    }
    const looked = await guards(String(Math.floor(clock.now().getTime() / GUARD_MS))).catch(() => [])
    for (const { warehouse, waived, findings } of looked)
      checks.push(guardCheck(warehouse, waived, findings.length))
    return { ready: checks.every(({ state }) => state !== 'failed'), checks }
  }
}

function guardCheck(warehouse: string, waived: string | undefined, missing: number): Check {
  const name = `guard ${warehouse}`
  if (waived !== undefined) return { name, state: 'waived', reason: waived }
  return missing === 0
    ? { name, state: 'ok' }
    : { name, state: 'failed', reason: 'row-level security is missing' }
}

async function check(name: string, work: () => Promise<unknown>): Promise<Check> {
  try {
    await work()
    return { name, state: 'ok' }
  } catch (error) {
    return { name, state: 'failed', reason: error instanceof SluiceError ? error.code : 'INTERNAL' }
  }
}

/** The built pages: beside `src/` in a checkout, beside `dist/` in a package. */
function webFolder(): { web?: { folder: string } } {
  let at = dirname(fileURLToPath(import.meta.url))
  while (dirname(at) !== at) {
    const folder = join(at, 'web', 'dist')
    if (existsSync(join(folder, 'index.html'))) return { web: { folder } }
    at = dirname(at)
  }
  return {}
}

function shown(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}
