import { createHmac } from 'node:crypto'
import type { JWTVerifyGetKey } from 'jose'
import type { Clock } from '../../base/clock.ts'
import { SluiceError } from '../../base/errors.ts'
import { openPublished } from './published.ts'
import type { AuthSettings } from './settings.ts'

/** The keys that tokens are checked with, each kind of token with its own. */
export interface Keys {
  readonly shared?: Promise<CryptoKey>
  /** Never equal to `shared`, so that no token of one kind passes for the other. */
  readonly embed?: Promise<CryptoKey>
  readonly published?: JWTVerifyGetKey
}

const SHORTEST_SECRET = 32

/** @throws USAGE for a secret that could be guessed, an address that isn't one, or keys of an issuer that isn't named */
export function openKeys(settings: AuthSettings, clock: Clock): Keys {
  const { secret, jwks, jwksMaxAge: maxAge } = settings
  if (jwks !== undefined) refuseUnnamed(settings)
  return {
    ...(secret === undefined
      ? {}
      : { shared: imported(sharedKey(secret)), embed: imported(embedKey(secret)) }),
    ...(jwks === undefined ? {} : { published: openPublished({ address: jwks, maxAge, clock }) }),
  }
}

// One issuer's keys sign tokens for many services, and a large provider's for many companies.
function refuseUnnamed({ issuer, audience }: AuthSettings): void {
  if (issuer && audience) return
  throw new SluiceError('USAGE', {
    what: `auth.jwks needs auth.${issuer ? 'audience' : 'issuer'}`,
    expected: 'the `iss` and the `aud` of the tokens that are meant for this server',
    cure: 'Without them a token that the issuer made for another service would do here',
  })
}

export function sharedKey(secret: string): Uint8Array {
  const key = new TextEncoder().encode(secret)
  if (key.byteLength < SHORTEST_SECRET) {
    throw new SluiceError('USAGE', {
      what: `auth.secret has ${key.byteLength} bytes`,
      expected: `${SHORTEST_SECRET} or more, since HS256 is only as strong as its secret`,
      cure: 'Make one with `openssl rand -base64 48`',
    })
  }
  return key
}

export function embedKey(secret: string): Uint8Array {
  return createHmac('sha256', sharedKey(secret)).update('sluice embed token').digest()
}

// Once, here: given bytes, jose would import them for every token.
function imported(key: Uint8Array): Promise<CryptoKey> {
  const usage = { name: 'HMAC', hash: 'SHA-256' } as const
  return crypto.subtle.importKey('raw', Uint8Array.from(key), usage, false, ['verify'])
}
