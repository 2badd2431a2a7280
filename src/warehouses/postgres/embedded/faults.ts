import { SluiceError } from '../../../base/errors.ts'

/** Nothing of the user's environment (PGDATA, PGOPTIONS, LANG) reaches the embedded server. */
export const CLEAN_ENVIRONMENT: NodeJS.ProcessEnv = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
}

interface Cause {
  readonly sign: RegExp
  readonly what: string
  readonly cure: string
}

/** What PostgreSQL's own words mean for the user. */
const causes: readonly Cause[] = [
  {
    sign: /No space left on device|disk quota exceeded/i,
    what: 'The disk is full: the embedded PostgreSQL needs about 200 MB to start',
    cure: 'Free some space, then start again; what was written before is safe',
  },
  {
    sign: /could not look up effective user ID/,
    what: 'PostgreSQL needs to run as a user that /etc/passwd knows, and this one is not there',
    cure: 'Start Sluice as a user with an entry in /etc/passwd',
  },
  {
    sign: /Permission denied|could not access directory/,
    what: 'The embedded PostgreSQL may not write its data directory',
    cure: 'Give the folder .sluice to the user who starts Sluice, or start Sluice as its owner',
  },
  {
    sign: /Read-only file system/,
    what: 'The project is on a read-only file system, where the embedded PostgreSQL cannot keep its data',
    cure: 'Use --project with a folder that can be written, or point SLUICE_DATABASE_URL to a server of your own',
  },
  {
    sign: /ENOENT|cannot open shared object file|Exec format error/,
    what: 'The embedded PostgreSQL does not run on this system (a musl-based Linux, for one)',
    cure: 'Point SLUICE_DATABASE_URL, or `url` in sluice.yaml, to a PostgreSQL 18 of your own',
  },
]

/** The error for a program that failed, from what it said; its last lines are kept where we know no better words. */
export function failure(program: string, said: string, cause?: unknown): SluiceError {
  const known = causes.find(({ sign }) => sign.test(said))
  const last = said.trim().split('\n').slice(-4).join('\n  ')
  if (known)
    return new SluiceError('UNAVAILABLE', { what: known.what, cure: known.cure, cause: cause ?? last })
  return new SluiceError('UNAVAILABLE', {
    what: `The embedded PostgreSQL did not start: ${program} said:\n  ${last || '(nothing)'}\n`,
    cure: 'The whole log is in .sluice/postgres.log',
    cause,
  })
}
