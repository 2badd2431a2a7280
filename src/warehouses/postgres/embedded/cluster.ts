import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chown, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { identity, type Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { CLEAN_ENVIRONMENT, failure } from './faults.ts'
import { ownFolder, type Home } from './home.ts'

/**
 * Makes the data directory. It is made under another name and renamed when complete, so that a crash in between leaves
 * nothing that looks like a cluster.
 */
export async function makeCluster(
  home: Home,
  binaries: Binaries,
  account: Account | undefined,
  durable: boolean,
): Promise<void> {
  await sweep(home)
  const half = `${home.data}.half`
  const password = join(dirname(home.data), `${basename(home.data)}.half.password`)
  await ownFolder(half, account)
  await writeFile(password, home.settings.password, { mode: 0o600 })
  if (account) await chown(password, account.uid, account.gid)
  try {
    await initdb(binaries, account, [
      '-D',
      half,
      '-U',
      'sluice',
      `--pwfile=${password}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ])
    if (existsSync(home.data)) await rm(home.data, { recursive: true })
    await rename(half, home.data)
  } finally {
    await rm(password, { force: true })
    await rm(half, { recursive: true, force: true })
  }
}

/** What an earlier, killed attempt left behind. */
async function sweep(home: Home): Promise<void> {
  const parent = dirname(home.data)
  const left = (await readdir(parent).catch(() => [])).filter((name) =>
    name.startsWith(`${basename(home.data)}.half`),
  )
  for (const name of left) await rm(join(parent, name), { recursive: true, force: true })
}

function initdb(binaries: Binaries, account: Account | undefined, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(binaries.initdb, args, { ...identity(account), cwd: '/', env: CLEAN_ENVIRONMENT })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.on('error', (error) => reject(failure('initdb', error.message, error)))
    child.on('close', (code) => (code === 0 ? resolve() : reject(failure('initdb', said))))
  })
}
