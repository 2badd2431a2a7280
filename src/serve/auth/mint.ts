import { SignJWT, type JWTPayload } from 'jose'
import { systemClock, type Clock } from '../../base/clock.ts'
import { embedKey, sharedKey } from './keys.ts'
import type { EmbedGrant } from './caller.ts'
import { putClaim } from './claims.ts'
import { defaultClaims, type AuthSettings } from './settings.ts'

/** The header's `typ` of an embed token; an ordinary token has `JWT` or none. */
export const EMBED_TYPE = 'sluice-embed+jwt'

export interface TokenRequest {
  readonly auth: AuthSettings & { readonly secret: string }
  readonly tenant: string
  readonly roles?: readonly string[]
  readonly subject?: string
  /** Further claims, which row rules may read. */
  readonly claims?: Readonly<Record<string, unknown>>
  /** Who really asks, where it isn't the tenant. */
  readonly actor?: string
  /** Seconds; an hour unless told. */
  readonly expiresIn?: number
  readonly clock?: Clock
}

export interface EmbedRequest extends Omit<TokenRequest, 'actor'>, EmbedGrant {
  /** The prefix of the API key that asks for it: the token ends with it. */
  readonly key?: string
  /** The token ends at this moment at the latest, however long `expiresIn` is. */
  readonly notAfter?: Date
}

const HOUR = 3_600
/** An embed token lives in a web page, so it lives for minutes: `expiresIn` is cut to an hour. */
const EMBED_SECONDS = 600

/** A token for apps: what `sluice token` prints. */
export async function mintToken(request: TokenRequest): Promise<string> {
  const { actor } = request
  const claims = {
    ...request.claims,
    ...identity(request),
    ...(actor !== undefined && { act: { sub: actor } }),
  }
  return sign(
    request,
    claims,
    'JWT',
    sharedKey(request.auth.secret),
    now(request) + (request.expiresIn ?? HOUR),
  )
}

/** A token for a web page: it may read one dashboard and nothing else. */
export async function mintEmbedToken(request: EmbedRequest): Promise<string> {
  const { dashboard, origins, filters, claims: minters = {}, key } = request
  const wanted = now(request) + Math.min(request.expiresIn ?? EMBED_SECONDS, HOUR)
  const latest = request.notAfter ? Math.floor(request.notAfter.getTime() / 1_000) : wanted
  const claims = {
    ...identity(request),
    dashboard,
    origins,
    filters,
    claims: minters,
    ...(key !== undefined && { key }),
  }
  return sign(request, claims, EMBED_TYPE, embedKey(request.auth.secret), Math.min(wanted, latest))
}

/** Under the names that the same settings read. */
function identity({ auth, tenant, roles, subject }: Omit<TokenRequest, 'claims'>): JWTPayload {
  const names = { ...defaultClaims, ...auth.claims }
  const payload: JWTPayload = {}
  putClaim(payload, names.tenant, tenant)
  putClaim(payload, names.roles, roles ?? [])
  if (subject !== undefined) putClaim(payload, names.subject, subject)
  return payload
}

function sign(
  request: Omit<TokenRequest, 'claims'>,
  claims: JWTPayload,
  type: string,
  key: Uint8Array,
  expires: number,
): Promise<string> {
  const { auth } = request
  const token = new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: type })
    .setIssuedAt(now(request))
    .setExpirationTime(expires)
  if (auth.issuer !== undefined) token.setIssuer(auth.issuer)
  if (auth.audience !== undefined) token.setAudience(auth.audience)
  return token.sign(key)
}

function now({ clock = systemClock }: { readonly clock?: Clock }): number {
  return Math.floor(clock.now().getTime() / 1_000)
}
