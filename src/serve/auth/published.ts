import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose'
import { z } from 'zod'
import type { Clock } from '../../base/clock.ts'
import { SluiceError } from '../../base/errors.ts'
import { JWKS_MAX_AGE } from './settings.ts'

export interface PublishedParts {
  readonly address: string
  /** Seconds. */
  readonly maxAge?: number | undefined
  readonly clock: Clock
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 5_000
/** After this long an unknown key id is looked for again; so long a failed reading is not tried again. */
const COOLDOWN_MS = 30_000
const RETRY_MS = 1_000
const MOST_BYTES = 1_000_000

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) })

interface Held {
  readonly keys: JWTVerifyGetKey
  readonly at: number
}

/**
 * The issuer's keys. They are believed for `maxAge` after they were read, and read again when half of that is over, so
 * that an issuer who is away for less is never missed. jose's own `createRemoteJWKSet` chooses keys the same way, but
 * has no bound on what it reads, asks a failing issuer for every token, and goes by the machine's clock.
 * @throws UNAVAILABLE where the keys can't be read, what jose throws where none of them is meant
 */
export function openPublished({
  address,
  maxAge = JWKS_MAX_AGE,
  clock,
  timeoutMs = TIMEOUT_MS,
}: PublishedParts): JWTVerifyGetKey {
  const url = addressOf(address)
  const maxMs = maxAge * 1_000
  let held: Held | undefined
  let reading: Promise<Held> | undefined
  let failed: { readonly at: number; readonly fault: SluiceError } | undefined
  const now = () => clock.now().getTime()

  async function readAnew(): Promise<Held> {
    const at = now()
    try {
      held = { keys: createLocalJWKSet(await fetchKeys(url, timeoutMs)), at }
      failed = undefined
      return held
    } catch (cause) {
      failed = { at: now(), fault: unreadable(cause) }
      throw failed.fault
    }
  }

  function read(): Promise<Held> {
    if (failed && now() - failed.at < RETRY_MS) return Promise.reject(failed.fault)
    return (reading ??= readAnew().finally(() => (reading = undefined)))
  }

  return async (header, token) => {
    const age = held ? now() - held.at : Infinity
    // What fails here is told to whoever comes when the keys are too old.
    if (age >= maxMs / 2 && age < maxMs) void read().catch(() => undefined)
    const { keys, at } = held && age < maxMs ? held : await read()
    try {
      return await keys(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || now() - at < COOLDOWN_MS) throw error
      return (await read()).keys(header, token)
    }
  }
}

// A redirect is not followed: the keys are where sluice.yaml says, or nowhere.
async function fetchKeys(url: URL, timeoutMs: number): Promise<JSONWebKeySet> {
  const response = await fetch(url, {
    headers: { accept: 'application/jwk-set+json, application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (response.status !== 200) {
    await response.body?.cancel()
    throw new SluiceError('UNAVAILABLE', `The issuer’s keys are answered with status ${response.status}`)
  }
  return keySet.parse(JSON.parse(await textOf(response)))
}

async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > MOST_BYTES) throw new SluiceError('UNAVAILABLE', 'The issuer’s keys are more than a megabyte')
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

/** The issuer's keys are no keys, or can't be had. */
export function unreadable(cause: unknown): SluiceError {
  return new SluiceError('UNAVAILABLE', {
    what: 'The issuer’s keys could not be read',
    cure: 'Try again; the operator sees that auth.jwks answers with a key set',
    cause,
  })
}

function addressOf(jwks: string): URL {
  const url = URL.parse(jwks)
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '')
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && local)) return url
  throw new SluiceError('USAGE', {
    what: 'auth.jwks is not an address that keys can be trusted from',
    expected: 'the https:// address of the issuer’s key set; http:// on this machine alone',
  })
}
