import { decodeProtectedHeader, errors, jwtVerify, type JWTPayload, type JWTVerifyOptions } from 'jose'
import { z } from 'zod'
import type { Clock } from '../../base/clock.ts'
import { SluiceError } from '../../base/errors.ts'
import { openScope, type TenantDirectory } from '../../tenant/scope.ts'
import type { Caller, EmbedGrant } from './caller.ts'
import { openKeys, type Keys } from './keys.ts'
import { EMBED_TYPE } from './mint.ts'
import { remembered, type Verified } from './remembered.ts'
import { CLOCK_TOLERANCE, ROLES_CLAIM, TENANT_CLAIM, type AuthSettings } from './settings.ts'

/** From the `Authorization` headers of a request (all of them) to who sent it. */
export type Authenticate = (headers: readonly string[]) => Promise<Caller>

/** @throws USAGE for settings that can't be used; what it returns throws UNAUTHENTICATED, never saying more than needed */
export function openAuthentication(
  settings: AuthSettings,
  directory: TenantDirectory,
  clock: Clock,
): Authenticate {
  const keys = openKeys(settings)
  const verify = remembered(clock, (token) => verified(token, keys, settings, clock))
  return async (headers) => {
    const { payload, embed } = await verify(bearer(headers))
    const scope = await openScope(
      {
        tenant: payload[settings.tenantClaim ?? TENANT_CLAIM] as string, // openScope refuses what isn't one
        ...(payload.sub === undefined ? {} : { subject: payload.sub }),
        roles: rolesOf(payload[settings.rolesClaim ?? ROLES_CLAIM]),
        claims: Object.freeze(payload),
      },
      directory,
    )
    const expiresAt = new Date((payload.exp as number) * 1_000)
    return { scope, expiresAt, ...(embed ? { embed: grantOf(payload) } : {}) }
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

/** Which key and which algorithms go together: a token chooses a row by its header, and nothing else. */
async function verified(token: string, keys: Keys, settings: AuthSettings, clock: Clock): Promise<Verified> {
  const options: JWTVerifyOptions = {
    ...(settings.issuer === undefined ? {} : { issuer: settings.issuer }),
    ...(settings.audience === undefined ? {} : { audience: settings.audience }),
    requiredClaims: ['exp'],
    clockTolerance: CLOCK_TOLERANCE,
    currentDate: clock.now(),
  }
  const { alg, typ } = headerOf(token)
  const embed = typ === EMBED_TYPE
  try {
    const key = embed ? keys.embed : alg === 'HS256' ? keys.shared : undefined
    const { payload } = key
      ? await jwtVerify(token, await key, { ...options, algorithms: ['HS256'] })
      : await jwtVerify(token, published(keys, embed), { ...options, algorithms: ['RS256', 'ES256'] })
    return { payload, embed }
  } catch (cause) {
    throw refusal(cause)
  }
}

function headerOf(token: string) {
  try {
    return decodeProtectedHeader(token)
  } catch (cause) {
    throw invalid(cause)
  }
}

function published(keys: Keys, embed: boolean): NonNullable<Keys['published']> {
  if (keys.published && !embed) return keys.published
  throw new errors.JOSEAlgNotAllowed('no key for this algorithm')
}

function refusal(cause: unknown): SluiceError {
  if (cause instanceof errors.JWTExpired) {
    return new SluiceError('UNAUTHENTICATED', {
      what: 'The token has expired',
      cure: 'Ask for a new one',
      cause,
    })
  }
  if (unreachable(cause)) {
    return new SluiceError('UNAVAILABLE', {
      what: 'The issuer’s keys could not be read',
      cure: 'Try again',
      cause,
    })
  }
  return invalid(cause)
}

// jose passes a failed fetch on as it is, and tells an answer other than 200 with its general code.
function unreachable(cause: unknown): boolean {
  if (!(cause instanceof errors.JOSEError)) return true
  return cause.code === 'ERR_JWKS_TIMEOUT' || cause.code === 'ERR_JOSE_GENERIC'
}

function invalid(cause: unknown): SluiceError {
  return new SluiceError('UNAUTHENTICATED', {
    what: 'The token is not valid',
    expected: 'a signed token of the configured issuer and audience that is in force',
    cause,
  })
}

const rolesShape = z.array(z.string().min(1).max(128)).max(100)
const grantShape = z.object({
  dashboard: z.string(),
  origins: z.array(z.string()),
  filters: z.record(z.string(), z.unknown()),
})

function rolesOf(claim: unknown): readonly string[] {
  if (claim === undefined) return []
  const roles = rolesShape.safeParse(claim)
  if (roles.success) return roles.data
  throw new SluiceError('UNAUTHENTICATED', {
    what: 'The token’s roles are not a list of names',
    expected: 'a list of strings',
  })
}

function grantOf(payload: JWTPayload): EmbedGrant {
  const grant = grantShape.safeParse(payload)
  if (grant.success) return grant.data
  throw new SluiceError('UNAUTHENTICATED', { what: 'The embed token names no dashboard' })
}
