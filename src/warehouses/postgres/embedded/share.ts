import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../../../base/clock.ts'
import { SluiceError } from '../../../base/errors.ts'
import { chooseAccount, type Account } from './account.ts'
import { findBinaries, type Binaries } from './binaries.ts'
import { makeCluster } from './cluster.ts'
import {
  addressOf,
  assertOurs,
  freshSettings,
  homeOf,
  readSettings,
  SHARED,
  writeSettings,
  type Home,
} from './home.ts'
import { keepShare, type Keeper } from './keeper.ts'
import { withLock } from './lock.ts'
import { probe, recordedPort, startPostmaster, stopPostmaster } from './postmaster.ts'

/** This process's share in a server that answers. */
export interface Share {
  readonly home: Home
  /** Whether it was started for this share. */
  readonly started: boolean
  /** Gives it up; the last to leave shuts the server down. */
  leave(): Promise<void>
}

export interface ShareOptions {
  readonly dir: string
  readonly durable: boolean
  readonly progress: (what: string) => void
  /** Called when the server goes away under us. */
  readonly lost: () => void
}

const RECOVERY_MS = 120_000

/** Joins the server that runs on `dir`'s data, or makes and starts it. One process at a time does so. */
export function takeShare(options: ShareOptions): Promise<Share> {
  const lock = join(options.dir, 'postgres.lock')
  return withLock(lock, async () => {
    const settings = readSettings(options.dir)
    const account = chooseAccount(
      settings ? homeOf(options.dir, settings).data : join(options.dir, 'postgres'),
    )
    const home = homeOf(options.dir, settings ?? freshSettings(options.dir, account))
    assertOurs(home, settings !== undefined)
    const binaries = await findBinaries(account, SHARED)
    const running = settings && (await adopt(home))
    const served = running ?? (await begin(home, binaries, account, options))
    const keeper = await keepShare(addressOf(served, 'postgres'), options.lost)
    const started = running === undefined
    return { home: served, started, leave: () => leave(lock, served, binaries, account, keeper) }
  })
}

function leave(lock: string, home: Home, binaries: Binaries, account: Account | undefined, keeper: Keeper) {
  return withLock(lock, async () => {
    if (await keeper.leave()) await stopPostmaster(home, binaries, account)
  })
}

/** The server that runs on this data already: another process's, or an orphan of a killed one. */
async function adopt(home: Home): Promise<Home | undefined> {
  const port = await recordedPort(home)
  if (port === undefined) return undefined
  const placed = { ...home, settings: { ...home.settings, port } }
  const until = Date.now() + RECOVERY_MS
  for (;;) {
    const found = await probe(placed)
    if (found === 'ours') return placed
    if (found === 'nobody') return undefined
    if (Date.now() > until) {
      throw new SluiceError('UNAVAILABLE', {
        what: 'PostgreSQL has been starting up or shutting down for two minutes',
        where: home.data,
        cure: `Look at ${home.log}, and try again`,
      })
    }
    await systemClock.sleep(100)
  }
}

async function begin(
  home: Home,
  binaries: Binaries,
  account: Account | undefined,
  { durable, progress }: ShareOptions,
): Promise<Home> {
  if (!existsSync(home.data) || readdirSync(home.data).length === 0) {
    progress('Making a PostgreSQL cluster')
    // First, so that a crash leaves a password without data and never data without a password.
    await writeSettings(home.dir, home.settings)
    await makeCluster(home, binaries, account, durable)
  }
  progress('Starting PostgreSQL')
  const served = await startPostmaster(home, binaries, account, durable)
  if (served.settings.port !== home.settings.port) await writeSettings(home.dir, served.settings)
  return served
}
