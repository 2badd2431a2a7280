import type { Clock } from '../../base/clock.ts'
import { SluiceError } from '../../base/errors.ts'
import { looksLikeKey, type ApiKeys } from '../../tenant/apikey.ts'
import { openScope, type TenantDirectory } from '../../tenant/scope.ts'
import type { Caller } from './caller.ts'
import { assertKept, callerOfKey } from './apikey.ts'
import { openKeys } from './keys.ts'
import { remembered } from './remembered.ts'
import { identify } from './identify.ts'
import { JWKS_MAX_AGE, type AuthSettings } from './settings.ts'
import { verifyToken } from './verify.ts'

/** From the `Authorization` headers of a request (all of them) to who sent it. */
export type Authenticate = (headers: readonly string[]) => Promise<Caller>

/** Where there are no API keys. */
export const noApiKeys: ApiKeys = { find: () => Promise.resolve(undefined), used: () => {} }

/** @throws USAGE for settings that can't be used; what it returns throws UNAUTHENTICATED, never saying more than needed */
export function openAuthentication(
  settings: AuthSettings,
  directory: TenantDirectory,
  clock: Clock,
  apiKeys: ApiKeys = noApiKeys,
): Authenticate {
  const keys = openKeys(settings, clock)
  const verify = remembered(clock, settings.jwksMaxAge ?? JWKS_MAX_AGE, (token) =>
    verifyToken(token, keys, settings, clock),
  )
  return async (headers) => {
    const token = bearer(headers)
    const { principal, ...rest } = looksLikeKey(token)
      ? await callerOfKey(token, apiKeys, clock)
      : identify(await verify(token), settings)
    if (rest.embed && rest.key !== undefined) await assertKept(rest.key, apiKeys)
    return { ...rest, scope: await openScope(principal, directory) }
  }
}

// Only this header: a token in an address ends in logs, histories and Referer headers.
function bearer(headers: readonly string[]): string {
  const [header] = headers
  const token = headers.length === 1 ? /^Bearer ([\w.~+/-]+=*)$/i.exec(header ?? '')?.[1] : undefined
  if (token) return token
  throw new SluiceError('UNAUTHENTICATED', {
    what:
      headers.length > 1 ? 'The request has more than one Authorization header' : 'The request has no token',
    expected: 'one header `Authorization: Bearer TOKEN`',
    cure: 'For development, `sluice token --tenant TENANT` prints a token',
  })
}
