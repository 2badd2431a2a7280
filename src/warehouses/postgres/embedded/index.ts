import { createHmac } from 'node:crypto'
import { mkdirSync, realpathSync } from 'node:fs'
import { Client, escapeIdentifier, escapeLiteral } from 'pg'
import { systemClock } from '../../../base/clock.ts'
import type { Log } from '../../../base/log.ts'
import { addressOf, type Home } from './home.ts'
import { takeShare } from './share.ts'

export interface EmbeddedOptions {
  /** The project's `.sluice`: the data goes below it. */
  readonly dir: string
  readonly log: Log
  /** Told what is going on, for a person who waits. */
  readonly progress?: (what: string) => void
  /** false for tests: faster, and gone after a power cut. */
  readonly durable?: boolean
}

/** A running PostgreSQL 18 that this process has a share in. */
export interface Embedded {
  /** Whether this process started it; false if it was running already. */
  readonly ours: boolean
  readonly superuserUrl: string
  /** The address of a database for its owner: a login that is no superuser and may create roles. */
  url(database: string): string
  /** Makes the database and its owner unless they are there. @returns the owner's address */
  ensureDatabase(database: string): Promise<string>
  /** Gives up the share; the last process to leave shuts the server down. */
  stop(): Promise<void>
}

const OWNER = 'sluice_owner'
const RESTARTS = 5

/**
 * Starts the project's own PostgreSQL, or joins the one that runs. If it is killed, it is started again.
 * @throws UNAVAILABLE with the cure, for anything that keeps it from running
 */
export async function startEmbedded({ dir, log, progress, durable }: EmbeddedOptions): Promise<Embedded> {
  mkdirSync(dir, { recursive: true })
  const options = { dir: realpathSync(dir), durable: durable ?? true, progress: progress ?? (() => {}), lost }
  let stopped = false
  let share = await takeShare(options)
  const ours = share.started

  function lost(): void {
    if (!stopped) void restart()
  }
  async function restart(): Promise<void> {
    for (let attempt = 1; !stopped && attempt <= RESTARTS; attempt++) {
      log.warn({ attempt }, 'the embedded PostgreSQL went away; starting it again')
      try {
        share = await takeShare(options)
        return
      } catch (error) {
        log.error({ err: error }, 'the embedded PostgreSQL did not start')
        await systemClock.sleep(1_000 * attempt)
      }
    }
  }

  return {
    ours,
    superuserUrl: addressOf(share.home, 'postgres'),
    url: (database) => ownerAddress(share.home, database),
    ensureDatabase: (database) => ensureDatabase(share.home, database),
    async stop() {
      if (stopped) return
      stopped = true
      await share.leave()
    },
  }
}

// Not the superuser's: whoever is given a database's address gets no more than that.
function ownerPassword(home: Home): string {
  return createHmac('sha256', home.settings.password).update(OWNER).digest('base64url')
}

function ownerAddress(home: Home, database: string): string {
  return addressOf(home, database, { user: OWNER, password: ownerPassword(home) })
}

async function ensureDatabase(home: Home, database: string): Promise<string> {
  const client = new Client({ connectionString: addressOf(home, 'postgres') })
  await client.connect()
  try {
    const owner = await client.query('select 1 from pg_roles where rolname = $1', [OWNER])
    if (owner.rowCount === 0) {
      const secret = escapeLiteral(ownerPassword(home))
      await unlessThere(client, `create role ${OWNER} login createrole password ${secret}`)
    }
    const found = await client.query('select 1 from pg_database where datname = $1', [database])
    if (found.rowCount === 0) {
      await unlessThere(client, `create database ${escapeIdentifier(database)} owner ${OWNER}`)
    }
  } finally {
    await client.end()
  }
  return ownerAddress(home, database)
}

/** Two processes may make the same thing at once: the second finds it made, under one of three codes. */
async function unlessThere(client: Client, statement: string): Promise<void> {
  await client.query(statement).catch((error: { code?: string }) => {
    if (!['42710', '42P04', '23505'].includes(error.code ?? '')) throw error
  })
}
