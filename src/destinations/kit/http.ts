import { Pool, type Dispatcher } from 'undici'
import { SluiceError } from '../../base/errors.ts'
import type { FarRequest, FarResponse } from '../contract.ts'
import { checkHost, guardedLookup } from './address.ts'
import { FarFault, faultOf } from './fault.ts'
import { inflate } from './inflate.ts'

export interface DoorOptions {
  /** The only origin, and the only path prefix, that requests go to. */
  readonly base: string
  readonly allowPrivate: boolean
  /** From asking to the whole answer. */
  readonly timeoutMs: number
  /** Of an answer, after decompression. */
  readonly maxBytes: number
  readonly connections: number
}

export interface Door {
  http(request: FarRequest): Promise<FarResponse>
  close(): Promise<void>
}

/**
 * The only way out to a far side: one origin, kept-alive connections, no redirects, bounded in time and size.
 * @throws DESTINATION_REFUSED for an address that may not be reached
 */
export function openDoor(options: DoorOptions): Door {
  const base = new URL(options.base)
  checkScheme(base, options.allowPrivate)
  checkHost(base, options.allowPrivate)
  const pool = new Pool(base.origin, {
    connections: options.connections,
    keepAliveTimeout: 30_000,
    headersTimeout: options.timeoutMs,
    bodyTimeout: options.timeoutMs,
    maxResponseSize: options.maxBytes,
    connect: { lookup: guardedLookup(options.allowPrivate), timeout: Math.min(10_000, options.timeoutMs) },
  })
  return {
    http: (request) => send(pool, base, options, request),
    close: () => pool.destroy(),
  }
}

async function send(pool: Pool, base: URL, options: DoorOptions, request: FarRequest): Promise<FarResponse> {
  const path = pathOf(base, request.url)
  const { headers, body } = written(request)
  // undici's own timeouts start anew with each chunk: a far side that drips could hold a worker for ever.
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), options.timeoutMs)
  try {
    const answer = await pool.request({ path, method: request.method, headers, body, signal: limit.signal })
    return await readAnswer(answer, options)
  } catch (error) {
    if (error instanceof SluiceError) throw error
    const refused = refusalIn(error)
    if (refused) throw refused
    if (limit.signal.aborted) {
      throw new FarFault(`No whole answer within ${options.timeoutMs} ms`, 'maybe', { cause: error })
    }
    throw faultOf(error)
  } finally {
    clearTimeout(timer)
  }
}

async function readAnswer(answer: Dispatcher.ResponseData, options: DoorOptions): Promise<FarResponse> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  const bytes = inflate(
    Buffer.from(await answer.body.arrayBuffer()),
    headers['content-encoding'],
    options.maxBytes,
  )
  const text = bytes.toString('utf8')
  return { status: answer.statusCode, headers, text, json: parse(text) }
}

function parse(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function written(request: FarRequest): { headers: Record<string, string>; body: string | null } {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-encoding': 'gzip' }
  const { body } = request
  if (body !== undefined) headers['content-type'] = 'application/json'
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    checkHeader(name, value)
    headers[name.toLowerCase()] = value
  }
  if (body === undefined) return { headers, body: null }
  return { headers, body: typeof body === 'string' ? body : JSON.stringify(body) }
}

/** Below the base and nowhere else, whatever a path or a setting holds. */
function pathOf(base: URL, asked: string): string {
  if (asked === '') return `${base.pathname}${base.search}`
  const root = base.pathname.replace(/\/$/, '')
  const url = /^https?:/i.test(asked) ? new URL(asked) : new URL(`${base.origin}${root}${asked}`)
  const inside = url.pathname === root || url.pathname.startsWith(`${root}/`)
  if (url.origin !== base.origin || !inside || url.username || url.password) {
    throw new SluiceError('DESTINATION_REFUSED', {
      what: `A request to \`${url.origin}${url.pathname}\` was stopped`,
      expected: `an address below \`${base.origin}${root}\`, where the credentials belong`,
    })
  }
  return `${url.pathname}${url.search}`
}

function checkScheme(url: URL, allowPrivate: boolean): void {
  const plain = url.protocol === 'http:' && allowPrivate
  if (url.protocol === 'https:' || plain) return
  throw new SluiceError('DESTINATION_REFUSED', {
    what: `\`${url.protocol}//${url.host}\` can’t be spoken to`,
    expected: 'an https:// address',
    cure: 'Plain http:// is only for destinations inside your own network: `allowPrivate: true`',
  })
}

/** The value is never told: it may be a secret. */
function checkHeader(name: string, value: string): void {
  if (/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return
  throw new SluiceError('INVALID_VALUE', {
    what: `The header ${JSON.stringify(name)} can’t be sent`,
    expected: 'a token as its name and a value on one line, without control characters',
    cure: 'Check the setting or the environment variable that it comes from, for a line break at the end',
  })
}

/** A refusal of the guarded look-up arrives wrapped in undici's error, or in an AggregateError of several addresses. */
function refusalIn(error: unknown): SluiceError | undefined {
  if (error instanceof SluiceError) return error
  if (typeof error !== 'object' || error === null) return undefined
  const { errors, cause } = error as { errors?: readonly unknown[]; cause?: unknown }
  if (Array.isArray(errors)) return errors.map(refusalIn).find((found) => found !== undefined)
  return cause === undefined ? undefined : refusalIn(cause)
}
