import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { chmod, chown, mkdir, rename, writeFile } from 'node:fs/promises'
import { isAbsolute, join, resolve } from 'node:path'
import { SluiceError } from '../../../base/errors.ts'
import { reaches, type Account } from './account.ts'
import { MAJOR } from './binaries.ts'

/** What `<dir>/postgres.json` keeps between starts. */
export interface Settings {
  /** The data directory; relative to `<dir>`, so that a project can be moved. */
  readonly data: string
  readonly port: number
  readonly password: string
}

/** Where the embedded server's things are. */
export interface Home {
  readonly dir: string
  readonly data: string
  readonly log: string
  readonly settings: Settings
}

/** Where root keeps what another account must reach: data of projects that it can't enter, and a copy of the programs. */
export const SHARED = '/var/lib/sluice'

const SUPERUSER = 'sluice'

/** Reads `<dir>/postgres.json`; undefined before the first start. */
export function readSettings(dir: string): Settings | undefined {
  const file = join(dir, 'postgres.json')
  if (!existsSync(file)) return undefined
  try {
    const { data, port, password } = JSON.parse(readFileSync(file, 'utf8')) as Settings
    if (typeof data === 'string' && Number.isInteger(port) && typeof password === 'string')
      return { data, port, password }
  } catch {
    // Told below, in the same words as a file of another shape.
  }
  throw new SluiceError('UNAVAILABLE', {
    what: 'The settings of the embedded PostgreSQL are not readable',
    where: file,
    expected: 'the file that Sluice wrote there, with data, port and password',
    cure: `Restore it; or, to start anew without the data, remove ${dir}`,
  })
}

export async function writeSettings(dir: string, settings: Settings): Promise<void> {
  const file = join(dir, 'postgres.json')
  await writeFile(`${file}.new`, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
}

export function homeOf(dir: string, settings: Settings): Home {
  const data = isAbsolute(settings.data) ? settings.data : join(dir, settings.data)
  return { dir, data, log: join(dir, 'postgres.log'), settings }
}

/** Settings for a first start. */
export function freshSettings(dir: string, account: Account | undefined): Settings {
  const inside = reaches(account, dir)
  const key = createHash('sha256').update(resolve(dir)).digest('hex').slice(0, 16)
  return {
    data: inside ? 'postgres' : join(SHARED, key),
    port: 0,
    password: randomBytes(24).toString('base64url'),
  }
}

/** An empty folder that belongs to `account`, where a cluster can be made. */
export async function ownFolder(path: string, account: Account | undefined): Promise<void> {
  await mkdir(path, { recursive: true })
  if (account) await chown(path, account.uid, account.gid)
  await chmod(path, 0o700)
}

/** @throws UNAVAILABLE for a data directory that isn't ours, or is another version's */
export function assertOurs(home: Home, known: boolean): void {
  if (!existsSync(home.data) || readdirSync(home.data).length === 0) return
  const version = join(home.data, 'PG_VERSION')
  const cure = `Move it away, or remove it if its data is not wanted: ${home.data}`
  if (!existsSync(version)) {
    const what = 'This folder is in the way: it is not a PostgreSQL data directory'
    throw new SluiceError('UNAVAILABLE', { what, where: home.data, cure })
  }
  const major = readFileSync(version, 'utf8').trim()
  if (major !== MAJOR) {
    throw new SluiceError('UNAVAILABLE', {
      what: `The data directory was made by PostgreSQL ${major}`,
      where: home.data,
      expected: `PostgreSQL ${MAJOR}, which Sluice embeds`,
      cure: `Dump it with PostgreSQL ${major} first if its data is wanted, then move it away`,
    })
  }
  if (!known) {
    throw new SluiceError('UNAVAILABLE', {
      what: 'The data directory was not made by this Sluice: its postgres.json is missing',
      where: home.data,
      expected: `${join(home.dir, 'postgres.json')}, which holds its password`,
      cure,
    })
  }
}

/** The address of a database; for the superuser unless told otherwise. */
export function addressOf(
  { settings }: Home,
  database: string,
  as?: { user: string; password: string },
): string {
  const { user, password } = as ?? { user: SUPERUSER, password: settings.password }
  return `postgres://${user}:${password}@127.0.0.1:${settings.port}/${encodeURIComponent(database)}`
}
