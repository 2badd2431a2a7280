import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, type QueryResult } from 'pg'
import { startEmbedded } from '../../../src/warehouses/postgres/embedded/index.ts'
import { suiteLog } from '../../support/log/suite.ts'

export interface Demo {
  readonly origin: string
  /** Asks the demo's warehouse itself, past Sluice, as the tables' owner's superior. */
  sql(text: string, values: readonly unknown[]): Promise<QueryResult>
  close(): Promise<void>
}

const home = join(import.meta.dirname, '../../..')
const PATIENCE_MS = 90_000

/** The demo as `npm start` runs it, small, on a copy of the project with a state folder of its own. */
export async function startDemo(): Promise<Demo> {
  const dir = mkdtempSync(join(tmpdir(), 'sluice-demo-'))
  for (const name of ['schema', 'syncs', 'dashboards', 'sluice.yaml'])
    cpSync(join(home, name), join(dir, name), { recursive: true })
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const child = spawn(
    process.execPath,
    [join(home, 'bin/sluice.js'), 'demo', '--profile', 'small', '--project', dir],
    {
      env: { ...process.env, SLUICE_PORT: String(port), SLUICE_DATABASE_URL: undefined, NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let said = ''
  child.stdout.on('data', (chunk) => (said += String(chunk)))
  child.stderr.on('data', (chunk) => (said += String(chunk)))
  const gone = once(child, 'exit')
  await ready(
    origin,
    () => child.exitCode !== null,
    () => said,
  )
  const embedded = await startEmbedded({ dir: join(dir, '.sluice'), log: suiteLog })
  const client = new Client({
    connectionString: embedded.superuserUrl.replace(/\/postgres(?=\?|$)/, '/warehouse'),
  })
  await client.connect()
  return {
    origin,
    sql: (text, values) => client.query(text, [...values]),
    async close() {
      await client.end()
      child.kill('SIGTERM')
      await gone
      await embedded.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

async function ready(origin: string, ended: () => boolean, said: () => string): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  while (performance.now() < until && !ended()) {
    const response = await fetch(`${origin}/readyz`).catch(() => undefined)
    if (response?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`The demo didn't get ready. It said:\n${said()}`)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
