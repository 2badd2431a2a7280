import type { Clock } from '../../base/clock.ts'
import { SluiceError } from '../../base/errors.ts'
import { isKey, prefixOf, type ApiKeys } from '../../tenant/apikey.ts'
import type { Identified } from './identify.ts'

/** @throws UNAUTHENTICATED in the same words for what is misspelt, unknown, wrong, revoked or over */
export async function callerOfKey(key: string, keys: ApiKeys, clock: Clock): Promise<Identified> {
  const prefix = prefixOf(key)
  const kept = prefix === undefined ? undefined : await keys.find(prefix)
  if (!isKey(key, kept) || !kept || (kept.expires && kept.expires <= clock.now())) throw refused()
  keys.used(kept.prefix)
  const { tenant, roles, claims, since, scopes, expires } = kept
  return {
    principal: { tenant, roles, claims, issuedAt: since, subject: `key:${kept.prefix}` },
    may: scopes,
    key: kept.prefix,
    ...(expires && { expiresAt: expires }),
  }
}

/** An embed token is no longer in force than the key that it was made with. @throws UNAUTHENTICATED in the same words */
export async function assertKept(prefix: string, keys: ApiKeys): Promise<void> {
  if (!(await keys.find(prefix))) throw refused()
}

function refused(): SluiceError {
  return new SluiceError('UNAUTHENTICATED', {
    what: 'The API key is not valid',
    expected: 'a key that is in force, whole and as it was shown',
    cure: 'Ask for a new one',
  })
}
