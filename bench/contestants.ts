import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Workload } from './workloads.ts'

/** Who is measured: how it is asked, and its process. */
export interface Contestant {
  readonly name: string
  readonly url: string
  readonly process: ChildProcess
  body(workload: Workload): string
  /** What stands in the `Authorization` header for a tenant. */
  token(tenant: string): string
}

export interface Setting {
  /** What all of them get in their environment: addresses, secret, pool size. */
  readonly env: Readonly<Record<string, string>>
  readonly tokens: ReadonlyMap<string, string>
}

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const env = (setting: Setting) => ({
  ...process.env,
  NODE_ENV: 'production',
  GRAPHILE_ENV: 'production',
  ...setting.env,
})

export async function startContestants(setting: Setting): Promise<readonly Contestant[]> {
  const token = (tenant: string) => setting.tokens.get(tenant)!
  const graphql = (words: 'sluice' | 'apollo' | 'postgraphile') => (workload: Workload) =>
    JSON.stringify({ query: workload[words], variables: workload.variables })
  const [limit, sluice, apollo, postgraphile] = await Promise.all([
    forked('contestants/limit.ts', setting),
    served(setting),
    forked('contestants/apollo.ts', setting),
    forked('rivals/postgraphile.js', setting),
  ])
  return [
    {
      name: 'limit',
      ...limit,
      body: ({ name }) => JSON.stringify({ query: name }),
      token: (tenant) => tenant,
    },
    { name: 'sluice', ...sluice, body: graphql('sluice'), token },
    { name: 'apollo+knex', ...apollo, body: graphql('apollo'), token },
    { name: 'postgraphile', ...postgraphile, body: graphql('postgraphile'), token },
  ]
}

interface Started {
  readonly url: string
  readonly process: ChildProcess
}

async function forked(file: string, setting: Setting): Promise<Started> {
  const child = fork(at(file), { env: env(setting), stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const [port] = (await Promise.race([once(child, 'message'), ended(child, file)])) as [number]
  return { url: `http://127.0.0.1:${port}`, process: child }
}

/** Sluice as anybody runs it: its own command line. */
async function served(setting: Setting): Promise<Started> {
  const port = await freePort()
  const child = spawn(process.execPath, [at('../bin/sluice.js'), 'serve', '--project', at('project')], {
    env: { ...env(setting), SLUICE_PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  await Promise.race([ready(url), ended(child, 'sluice serve')])
  return { url, process: child }
}

async function ready(url: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('Sluice was not ready after a minute')
}

async function ended(child: ChildProcess, what: string): Promise<never> {
  const [code] = await once(child, 'exit')
  throw new Error(`${what} ended with ${code}`)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  return port
}
