/** How tokens are proved. At least one of `secret` and `jwks`; with neither, only API keys are taken. */
export interface AuthSettings {
  /** Shared secret for HS256, 32 bytes or more. Embed tokens are signed with a key derived from it. */
  readonly secret?: string
  /** Address of the issuer's key set. It demands `issuer` and `audience`. */
  readonly jwks?: string
  /** When given, a token must name it. */
  readonly issuer?: string
  readonly audience?: string
  /** What the issuer signs with; RS256 and ES256 unless told. A key of the set is for no other. */
  readonly algorithms?: readonly PublishedAlgorithm[]
  /** How far the issuer's clock may be off, in seconds; 5 unless told. */
  readonly clockTolerance?: number
  /** Where a token says what: a claim's whole name, or a path of names with dots between. */
  readonly claims?: { readonly tenant?: string; readonly roles?: string; readonly subject?: string }
  /** For how long the issuer's keys are believed without being read again, in seconds; 600 unless told. */
  readonly jwksMaxAge?: number
}

/** Algorithms with a public key: a shared secret is never published. */
export const publishedAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
] as const
export type PublishedAlgorithm = (typeof publishedAlgorithms)[number]

export const defaultAlgorithms: readonly PublishedAlgorithm[] = ['RS256', 'ES256']

export const defaultClaims = { tenant: 'tenant', roles: 'roles', subject: 'sub' } as const

export const CLOCK_TOLERANCE = 5
export const JWKS_MAX_AGE = 600
