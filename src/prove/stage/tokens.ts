import type { Clock } from '../../base/clock.ts'
import { mintEmbedToken, mintToken } from '../../serve/auth/mint.ts'
import type { Request } from '../attacks/attack.ts'

export interface TokenParts {
  readonly secret: string
  readonly clock: Clock
  /** Further claims of a tenant's tokens: what row rules read. */
  readonly claims: Readonly<Record<string, unknown>>
}

/** The proof is told to take a day at most. */
const SECONDS = 86_400

/** Real tokens, as an issuer signs them, and those that somebody has tampered with. Each is minted once. */
export function openTokens({ secret, clock, claims }: TokenParts) {
  const kept = new Map<string, Promise<string>>()
  const mint = (tenant: string, { roles, token, dashboard = '' }: Request): Promise<string> => {
    const common = { auth: { secret }, tenant, roles, clock, expiresIn: SECONDS }
    if (token === 'embed') return mintEmbedToken({ ...common, dashboard, origins: [], filters: {} })
    return mintToken({ ...common, claims })
  }
  /** Undefined where the request is sent without. `other` is whom a tampered token claims to be. */
  return async (tenant: string, other: string, request: Request): Promise<string | undefined> => {
    if (request.token === 'nobody') return undefined
    const key = JSON.stringify([tenant, request.roles, request.token, request.dashboard])
    const minted = kept.get(key) ?? mint(tenant, request)
    kept.set(key, minted)
    const token = await minted
    if (request.token === 'altered') return altered(token, other)
    return request.token === 'unsigned' ? unsigned(token) : token
  }
}

/** Another tenant's name under the same signature. */
function altered(token: string, tenant: string): string {
  const [head = '', body = '', signature = ''] = token.split('.')
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as object
  return [head, coded({ ...claims, tenant }), signature].join('.')
}

function unsigned(token: string): string {
  return [coded({ alg: 'none', typ: 'JWT' }), token.split('.')[1] ?? '', ''].join('.')
}

function coded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
