import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { SluiceError } from '../../../base/errors.ts'

/** The operating system's user that PostgreSQL runs as. */
export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

// `postgres` is made for this; `nobody` and `daemon` are there on every machine.
const PREFERRED = ['postgres', 'nobody', 'daemon']

/**
 * Whom PostgreSQL runs as: undefined for "as we are"; for root somebody else, since PostgreSQL refuses root.
 * A data directory that exists keeps its owner.
 */
export function chooseAccount(data: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const known = accounts()
  const owner = existsSync(data) ? statSync(data).uid : 0
  if (owner !== 0) {
    return (
      known.find(({ uid }) => uid === owner) ?? { name: String(owner), uid: owner, gid: statSync(data).gid }
    )
  }
  const account =
    PREFERRED.map((name) => known.find((one) => one.name === name)).find((one) => one) ?? known[0]
  if (account) return account
  throw new SluiceError('UNAVAILABLE', {
    what: 'PostgreSQL refuses to run as root, and /etc/passwd has no other user',
    cure: 'Start Sluice as an ordinary user, or add a user named postgres',
  })
}

function accounts(): Account[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter(([name, , uid]) => name && Number(uid) > 0)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
}

/** Whether `account` can enter (a folder) or run (a file) `path`. Asked of the system, since modes don't tell all. */
export function reaches(account: Account | undefined, path: string): boolean {
  if (!account) return true
  const asked = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...identity(account), cwd: '/' })
  return asked.status === 0
}

export function identity(account: Account | undefined): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {}
}
