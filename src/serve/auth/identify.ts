import type { JWTPayload } from 'jose'
import { z } from 'zod'
import { SluiceError } from '../../base/errors.ts'
import { keyScopes } from '../../tenant/apikey.ts'
import type { Principal } from '../../tenant/scope.ts'
import type { Caller, EmbedGrant } from './caller.ts'
import { claimAt } from './claims.ts'
import type { Verified } from './remembered.ts'
import { defaultClaims, type AuthSettings } from './settings.ts'

/** A caller whose tenant nobody has looked up yet. */
export type Identified = Omit<Caller, 'scope'> & { readonly principal: Principal }

/** The longest life of a token that someone has to see what a tenant sees, in seconds. */
export const VIEW_SECONDS = 900

/** What a verified token says of who has it. @throws UNAUTHENTICATED for what it can't mean */
export function identify({ payload, embed }: Verified, settings: AuthSettings): Identified {
  const grant = embed ? grantOf(payload) : undefined
  const actor = actorOf(payload)
  return {
    principal: { ...principalOf(payload, settings, grant?.claims), ...(actor !== undefined && { actor }) },
    may: (grant ?? actor) ? ['query'] : keyScopes,
    expiresAt: new Date((payload.exp as number) * 1_000),
    ...(grant && { embed: grant.embed }),
    ...(grant?.key !== undefined && { key: grant.key }),
  }
}

/** Claims of an embed token are its minter's; those of its own say what it is good for. */
function principalOf(
  payload: JWTPayload,
  { claims: named }: AuthSettings,
  minters: JWTPayload | undefined,
): Principal {
  const names = { ...defaultClaims, ...named }
  const subject = claimAt(payload, names.subject)
  const { iat } = payload
  return {
    tenant: claimAt(payload, names.tenant) as string, // openScope refuses what isn't one
    roles: rolesOf(claimAt(payload, names.roles)),
    claims: Object.freeze(minters ?? payload),
    ...(typeof subject === 'string' && { subject }),
    ...(iat !== undefined && { issuedAt: new Date(iat * 1_000) }),
  }
}

const rolesShape = z.union([
  z.array(z.string().min(1).max(128)).max(100),
  z
    .string()
    .min(1)
    .max(128)
    .transform((role) => [role]),
])

function rolesOf(claim: unknown): readonly string[] {
  if (claim === undefined) return []
  const roles = rolesShape.safeParse(claim)
  if (roles.success) return roles.data
  throw new SluiceError('UNAUTHENTICATED', {
    what: 'The token’s roles are not a list of names',
    expected: 'a list of strings, or one string',
  })
}

const grantShape = z.object({
  dashboard: z.string(),
  origins: z.array(z.string()),
  filters: z.record(z.string(), z.unknown()),
  claims: z.record(z.string(), z.unknown()).default({}),
  key: z.string().optional(),
})

interface Grant {
  readonly embed: EmbedGrant
  readonly claims: JWTPayload
  readonly key: string | undefined
}

function grantOf(payload: JWTPayload): Grant {
  const grant = grantShape.safeParse(payload)
  if (!grant.success) {
    throw new SluiceError('UNAUTHENTICATED', { what: 'The embed token names no dashboard' })
  }
  const { claims, key, ...embed } = grant.data
  return { embed, claims, key }
}

const actShape = z.object({ sub: z.string().min(1).max(256) })

/** Who acts for the tenant (`act`, RFC 8693). Such a token is short, or it isn't one. */
function actorOf({ act, exp = 0, iat }: JWTPayload): string | undefined {
  if (act === undefined) return undefined
  const actor = actShape.safeParse(act)
  if (actor.success && iat !== undefined && exp - iat <= VIEW_SECONDS) return actor.data.sub
  throw new SluiceError('UNAUTHENTICATED', {
    what: 'The token acts for another, and doesn’t say who or lives too long',
    expected: `\`act.sub\`, and \`exp\` at most ${VIEW_SECONDS} seconds after \`iat\``,
  })
}
