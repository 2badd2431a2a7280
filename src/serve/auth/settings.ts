/** How tokens are proved. At least one of `secret` and `jwks`; with neither, every request is refused. */
export interface AuthSettings {
  /** Shared secret for HS256, 32 bytes or more. Embed tokens are signed with a key derived from it. */
  readonly secret?: string
  /** Address of the issuer's key set, for RS256 and ES256. */
  readonly jwks?: string
  /** When given, a token must name it. */
  readonly issuer?: string
  readonly audience?: string
  /** The claim that names the tenant; `tenant` unless told. */
  readonly tenantClaim?: string
  /** The claim that lists the roles; `roles` unless told. */
  readonly rolesClaim?: string
}

export const TENANT_CLAIM = 'tenant'
export const ROLES_CLAIM = 'roles'

/** How far the issuer's clock may be off, in seconds. */
export const CLOCK_TOLERANCE = 5
