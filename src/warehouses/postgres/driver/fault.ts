import { CONTEXT_REFUSED } from '../context.ts'
import { SluiceError, type ErrorCode, type ErrorParts } from '../../../base/errors.ts'

/** Why a trip was stopped by us, if it was. */
export type Stop = 'cancelled' | 'timeout' | 'oversize' | undefined

/**
 * PostgreSQL's error in our words. Its own text, detail, hint and constraint may hold values, SQL and names, so none of
 * them is in the message; the error itself is the `cause`, for the log.
 */
export function faultOf(error: unknown, warehouse: string, stop: Stop): SluiceError {
  if (error instanceof SluiceError && stop === undefined) return error
  const state = stateOf(error)
  const code = stop === undefined ? codeOf(state, error) : stopped[stop]
  return new SluiceError(code, { ...words[code], where: `Warehouse "${warehouse}"`, cause: error })
}

const stopped = { cancelled: 'CANCELLED', timeout: 'TIMEOUT', oversize: 'TOO_COSTLY' } as const

/** Refusals that say only that the server's prepared statement no longer fits; run again, it does. */
export function isStale(error: unknown): boolean {
  const state = stateOf(error)
  if (state === '26000') return true
  return state === '0A000' && (error as { routine?: string }).routine === 'RevalidateCachedQuery'
}

type Told = Extract<
  ErrorCode,
  'TIMEOUT' | 'CANCELLED' | 'TOO_COSTLY' | 'UNAVAILABLE' | 'INVALID_VALUE' | 'UNGUARDED' | 'INTERNAL'
>

const words: Record<Told, ErrorParts> = {
  TIMEOUT: {
    what: 'The query took longer than it may',
    cure: 'Ask for less: a shorter period, fewer rows or groups',
  },
  CANCELLED: { what: 'The query was cancelled' },
  TOO_COSTLY: {
    what: 'The answer holds more bytes than it may',
    cure: 'Ask for fewer rows or fields at once, or for an export',
  },
  UNAVAILABLE: { what: 'The database cannot be reached or is overloaded', cure: 'Try again in a moment' },
  INVALID_VALUE: {
    what: 'A value cannot be used where it stands',
    expected: "values of the type and range of the fields that they're compared with",
  },
  UNGUARDED: {
    what: 'The warehouse does not accept the signed context by which it tells whose rows to show',
    expected: 'the key of this installation in the warehouse, and clocks that agree within a minute',
    cure: 'Run `sluice guard --apply`; `sluice guard --check` tells what is wrong',
  },
  INTERNAL: { what: 'The database refused the query', cure: 'The server log has the reason' },
}

/** SQLSTATE classes and codes, the longest match first; https://www.postgresql.org/docs/current/errcodes-appendix.html */
const bySqlState: readonly (readonly [prefix: string, code: Told])[] = [
  [CONTEXT_REFUSED, 'UNGUARDED'],
  ['57014', 'TIMEOUT'],
  ['57P', 'UNAVAILABLE'],
  ['25P', 'UNAVAILABLE'],
  ['55P03', 'UNAVAILABLE'],
  ['08', 'UNAVAILABLE'],
  ['28', 'UNAVAILABLE'],
  ['3D', 'UNAVAILABLE'],
  ['40', 'UNAVAILABLE'],
  ['53', 'UNAVAILABLE'],
  ['22', 'INVALID_VALUE'],
  ['23', 'INVALID_VALUE'],
]

function codeOf(state: string | undefined, error: unknown): Told {
  // Without a SQLSTATE it isn't the server that speaks: the socket, the name look-up, the wait for a connection, or a
  // defect of ours.
  if (state === undefined) return isDefect(error) ? 'INTERNAL' : 'UNAVAILABLE'
  return bySqlState.find(([prefix]) => state.startsWith(prefix))?.[1] ?? 'INTERNAL'
}

function isDefect(error: unknown): boolean {
  const name = typeof error === 'object' && error !== null && 'name' in error ? error.name : undefined
  return name === 'TypeError' || name === 'RangeError' || name === 'ReferenceError'
}

/** The five characters of the server's own errors. Node's codes (`ECONNREFUSED`, `EPIPE`) are no SQLSTATEs: those have no severity. */
function stateOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('severity' in error) || !('code' in error))
    return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
