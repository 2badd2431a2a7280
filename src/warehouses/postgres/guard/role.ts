import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'

/** A login role, as the address that uses it names it. */
export interface Role {
  readonly name: string
  readonly password?: string
}

/** What tells a role that we made from one that was there: only ours may get a new password. */
export const ROLE_MARK = 'Made by sluice guard'

/** @returns undefined where the address names no user */
export function roleOf(url: string): Role | undefined {
  const { username, password } = new URL(url)
  if (username === '') return undefined
  return {
    name: decodeURIComponent(username),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
  }
}

/** The owner's address with another role in it: how `url` and `operator` follow from `owner`. */
export function roleUrl(ownerUrl: string, role: Role): string {
  const url = new URL(ownerUrl)
  url.username = encodeURIComponent(role.name)
  url.password = role.password === undefined ? '' : encodeURIComponent(role.password)
  return url.toString()
}

const ITERATIONS = 4096

/**
 * What PostgreSQL stores instead of a password (RFC 5803): so neither the printed DDL nor the server's log holds the
 * password itself.
 */
export function scramVerifier(password: string): string {
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, ITERATIONS, 32, 'sha256')
  const clientKey = createHmac('sha256', salted).update('Client Key').digest()
  const storedKey = createHash('sha256').update(clientKey).digest('base64')
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64')
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${serverKey}`
}
