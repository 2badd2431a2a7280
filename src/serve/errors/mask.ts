import { randomUUID } from 'node:crypto'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { SluiceError, errorKinds, type ErrorCode } from '../../base/errors.ts'
import type { Log } from '../../base/log.ts'
import { Refusal, type AskedCost } from '../limits/refusal.ts'
import { codeOf } from './client.ts'

/** What leaves the server of an error. */
export interface Told {
  readonly code: string
  readonly message: string
  /** Finds the error in the log; only where the message was withheld. */
  readonly errorId?: string
  /** Of what is refused for being too much: seconds after which it may be tried again, and what it would have cost. */
  readonly retryAfter?: number
  readonly cost?: AskedCost
}

/** Errors of the operator's side that a caller must tell apart, in words that say nothing of the inside. */
const outages: Partial<Record<ErrorCode, string>> = {
  UNAVAILABLE: 'What this answer needs can’t be reached now. Try again.',
  UNGUARDED: 'This server doesn’t serve: its warehouse is not guarded.',
}

/** Codes that Apollo Server gives to requests that are at fault. */
export const requestFaults: ReadonlySet<string> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
])

/** Only the caller's own faults are told in words; everything else is logged and becomes "Internal error". */
export function mask(error: unknown, log: Log): Told {
  const origin = originOf(error)
  if (origin instanceof Refusal) return refused(origin)
  if (origin instanceof SluiceError) {
    const outage = outages[origin.code]
    if (outage) {
      log.warn({ code: origin.code, ...describe(origin) }, 'a request failed')
      return { code: origin.code, message: outage }
    }
    if (origin.kind.mend === 'caller') return { code: origin.code, message: clip(origin.message) }
  }
  if (error instanceof GraphQLError && toldByGraphql(error)) {
    return { code: codeOf(error), message: clip(error.message) }
  }
  const errorId = randomUUID()
  log.error({ errorId, ...describe(origin) }, 'internal error')
  return { code: 'INTERNAL', message: 'Internal error', errorId }
}

// Its words are ours and speak of numbers alone.
function refused({ code, message, retryAfter, cost }: Refusal): Told {
  return {
    code,
    message,
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(cost === undefined ? {} : { cost }),
  }
}

/** For Apollo's `formatError`. */
export function maskFormatted(log: Log) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { message, ...extensions } = mask(error, log)
    return {
      message,
      ...(formatted.locations ? { locations: formatted.locations } : {}),
      ...(formatted.path ? { path: formatted.path } : {}),
      extensions,
    }
  }
}

// An error that a validation rule or graphql-js made itself; one that wraps a foreign exception is judged by that.
function toldByGraphql(error: GraphQLError): boolean {
  const code = codeOf(error)
  return originOf(error) instanceof GraphQLError && (requestFaults.has(code) || isCallers(code))
}

function isCallers(code: string): boolean {
  return code in errorKinds && errorKinds[code as ErrorCode].mend === 'caller'
}

function originOf(error: unknown): unknown {
  let origin = error
  while (origin instanceof GraphQLError && origin.originalError) origin = origin.originalError
  return origin
}

const LONGEST_VALUE = 80
const LONGEST_MESSAGE = 1_000

/** graphql-js repeats the value that it refuses, whatever its length. */
function clip(message: string): string {
  const short = message.replaceAll(/"((?:[^"\\]|\\.)*)"/gs, (quoted: string, value: string) =>
    value.length > LONGEST_VALUE ? `"${value.slice(0, LONGEST_VALUE / 2)}…"` : quoted,
  )
  return short.length > LONGEST_MESSAGE ? `${short.slice(0, LONGEST_MESSAGE)}…` : short
}

/**
 * What the log says. An error of the database may carry a tenant's values in its message and detail, so of those only
 * the SQLSTATE is kept; stack frames hold places and no values.
 */
function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code } = error as { code?: unknown }
  const own = error instanceof SluiceError
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    type: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(own ? { what: error.parts.what } : {}),
    at: frames.slice(0, 8).map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: describe(error.cause) }),
  }
}
