import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { Client, escapeIdentifier } from 'pg'
import { silentLog } from '../src/base/log.ts'
import type { Models } from '../src/model/model.ts'
import { openKeys } from '../src/app/secrets.ts'
import { startEmbedded } from '../src/warehouses/postgres/embedded/index.ts'
import { openPostgres, roleUrl } from '../src/warehouses/postgres/index.ts'

export const secret = 'a secret that only the bench uses, 32 letters'

/** Signs whose rows are asked for: Sluice's own, and the rivals sign as it does. */
export const contextKey = openKeys('', secret).context('default')

/** The bench's own PostgreSQL, kept below `folder` between runs. */
export interface Ground {
  readonly folder: string
  readonly postmaster: number
  /** The server's version. */
  readonly version: string
  readonly say: (what: string) => void
  /** A warehouse of this name, and what contestants get in their environment to reach it. */
  warehouse(name: string): Promise<Readonly<Record<string, string>>>
  /** An empty store in the place of the one that was there. */
  freshStore(): Promise<void>
  /** The same wall for all contestants: Sluice's policies, and the roles that they bind. */
  guard(env: Readonly<Record<string, string>>, models: Models): Promise<void>
  stop(): Promise<void>
}

const STORE = 'bench_store'

export async function openGround(folder: string, say: (what: string) => void): Promise<Ground> {
  mkdirSync(folder, { recursive: true })
  const embedded = await startEmbedded({ dir: folder, log: silentLog, progress: say, durable: false })
  return {
    folder,
    say,
    version: await versionOf(embedded.superuserUrl),
    postmaster: Number(readFileSync(postmasterFile(folder), 'utf8').split('\n')[0]),
    async warehouse(name) {
      const owner = await embedded.ensureDatabase(name)
      const role = (role: string) => roleUrl(owner, { name: role, password: secret.replaceAll(/\W/g, '') })
      return {
        BENCH_URL: role('bench_serve'),
        BENCH_OPERATOR: role('bench_operator'),
        BENCH_OWNER: owner,
        BENCH_STORE: await embedded.ensureDatabase(STORE),
        BENCH_SECRET: secret,
        // All that the served project keeps to itself follows from it, the key of the context too.
        SLUICE_SECRET: secret,
        BENCH_CONTEXT_KEY: Buffer.from(contextKey).toString('hex'),
      }
    },
    async freshStore() {
      await dropDatabase(embedded.superuserUrl, STORE)
      await embedded.ensureDatabase(STORE)
    },
    guard,
    stop: () => embedded.stop(),
  }
}

async function guard(env: Readonly<Record<string, string>>, models: Models): Promise<void> {
  const warehouse = openPostgres({
    name: 'default',
    url: env['BENCH_URL']!,
    operatorUrl: env['BENCH_OPERATOR']!,
    ownerUrl: env['BENCH_OWNER']!,
    contextKey,
    log: silentLog,
    statementTimeoutMs: 60_000,
  })
  try {
    await warehouse.guard.apply(models)
  } finally {
    await warehouse.close()
  }
}

async function dropDatabase(superuserUrl: string, name: string): Promise<void> {
  await ask(superuserUrl, `drop database if exists ${escapeIdentifier(name)} with (force)`)
}

async function versionOf(url: string): Promise<string> {
  const [row] = await ask<{ server_version: string }>(url, 'show server_version')
  return row!.server_version
}

/** Runs SQL on a connection of its own; of several statements the last one's rows. */
export async function ask<Row extends object>(url: string, text: string): Promise<readonly Row[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Row>(text)
    return rows
  } finally {
    await client.end()
  }
}

function postmasterFile(folder: string): string {
  const found = execFileSync('find', [folder, '-name', 'postmaster.pid'], { encoding: 'utf8' })
    .trim()
    .split('\n')[0]
  if (!found) throw new Error(`No postmaster.pid below ${folder}`)
  return found
}
