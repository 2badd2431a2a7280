import { hash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

/** What an API key may be used for: queries, exports, embed tokens for web pages. */
export const keyScopes = ['query', 'export', 'embed'] as const
export type KeyScope = (typeof keyScopes)[number]

/** An API key as it is kept: the key itself can't be made from it. */
export interface ApiKey {
  /** Shown in lists; tells keys apart and proves nothing. */
  readonly prefix: string
  /** SHA-256 of the whole key. */
  readonly digest: Uint8Array
  readonly tenant: string
  readonly roles: readonly string[]
  readonly claims: Readonly<Record<string, unknown>>
  readonly scopes: readonly KeyScope[]
  readonly since: Date
  /** Absent: it doesn't end by itself. */
  readonly expires?: Date
}

/** The API keys that are in force. */
export interface ApiKeys {
  /** Undefined for a key that is unknown or revoked. One whose time is over may still be found. */
  find(prefix: string): Promise<ApiKey | undefined>
  /** Told of each use; kept at most once a minute, and never waited for. */
  used(prefix: string): void
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const FORM = /^slk_([a-z]{8})_[\w-]{43}$/

/** Whether what came as a token is meant as an API key. */
export function looksLikeKey(token: string): boolean {
  return token.startsWith('slk_')
}

/** The prefix of what has the form of an API key. */
export function prefixOf(key: string): string | undefined {
  return FORM.exec(key)?.[1]
}

/** A new key: `slk_`, eight letters to know it by, and 256 random bits. What of it is to be kept is its digest. */
export function newKey(): { readonly key: string; readonly prefix: string; readonly digest: Uint8Array } {
  const prefix = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  const key = `slk_${prefix}_${randomBytes(32).toString('base64url')}`
  return { key, prefix, digest: digestOf(key) }
}

const NOBODYS = new Uint8Array(32)

/**
 * Whether `key` is the kept one. A plain hash does, since nobody can try through 256 random bits; comparing takes the same time
 * wherever the first difference is, and where no key is kept.
 */
export function isKey(key: string, kept: ApiKey | undefined): boolean {
  return timingSafeEqual(digestOf(key), kept?.digest ?? NOBODYS) && kept !== undefined
}

function digestOf(key: string): Uint8Array {
  return hash('sha256', key, 'buffer')
}
