import { z } from 'zod'
import { publishedAlgorithms } from '../../serve/auth/settings.ts'

const claim = z.string().min(1)

/** `auth` of `sluice.yaml`. */
export const authSchema = z
  .strictObject({
    secret: z.string().min(32, { error: 'a secret of 32 letters or more' }).meta({ secret: true }).optional(),
    jwks: z.url({ error: 'the address of a key set, https://…/jwks.json' }).optional(),
    issuer: z.string().min(1).optional(),
    audience: z.string().min(1).optional(),
    algorithms: z.array(z.enum(publishedAlgorithms)).min(1).optional(),
    /** Seconds. */
    clockTolerance: z.coerce.number().int().min(0).max(300).optional(),
    jwksMaxAge: z.coerce.number().int().min(1).max(86_400).optional(),
    /** Where a token says what: a claim's name, or a path with dots between. */
    claims: z
      .strictObject({ tenant: claim.optional(), roles: claim.optional(), subject: claim.optional() })
      .optional(),
  })
  .superRefine(({ jwks, issuer, audience, algorithms, jwksMaxAge }, context) => {
    const fault = (path: string, message: string, params: { what: string; cure: string }) =>
      context.addIssue({ code: 'custom', path: [path], message, params })
    if (jwks === undefined) {
      const stray = algorithms ? 'algorithms' : jwksMaxAge === undefined ? undefined : 'jwksMaxAge'
      if (stray === undefined) return
      return fault(stray, '`auth.jwks` beside it', {
        what: `\`auth.${stray}\` is about an issuer's keys, and there is none`,
        cure: 'Add `jwks`, or remove it: tokens signed with the secret are HS256',
      })
    }
    if (!trusted(jwks)) {
      fault('jwks', 'an https:// address; http:// on this machine alone', {
        what: 'Whoever is between here and there could put in keys of his own',
        cure: 'Write the https:// address of the issuer’s key set',
      })
    }
    const missing = Object.entries({ issuer, audience }).flatMap(([name, value]) =>
      value ? [] : [`\`auth.${name}\``],
    )
    if (missing.length === 0) return
    fault('jwks', `${missing.join(' and ')} beside it`, {
      what: `\`auth.jwks\` needs ${missing.join(' and ')}`,
      cure: 'Add what tokens for this server have as `iss` and `aud`: otherwise one that the issuer made for another service would do here',
    })
  })

function trusted(jwks: string): boolean {
  const url = URL.parse(jwks)
  return url?.protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '')
}
