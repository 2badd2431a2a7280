import { decodeProtectedHeader, errors, jwtVerify, type JWTPayload, type JWTVerifyOptions } from 'jose'
import type { Clock } from '../../base/clock.ts'
import { SluiceError } from '../../base/errors.ts'
import type { Keys } from './keys.ts'
import { EMBED_TYPE } from './mint.ts'
import { unreadable } from './published.ts'
import type { Verified } from './remembered.ts'
import { CLOCK_TOLERANCE, defaultAlgorithms, type AuthSettings } from './settings.ts'

/**
 * Which key and which algorithms go together: a token chooses a row by its header, and nothing else. What else its header
 * says (`jwk`, `jku`, `x5c`, `x5u`) is not looked at.
 * @throws UNAUTHENTICATED, never saying more than needed; UNAVAILABLE where the issuer's keys can't be read
 */
export async function verifyToken(
  token: string,
  keys: Keys,
  settings: AuthSettings,
  clock: Clock,
): Promise<Verified> {
  const options = {
    ...(settings.issuer === undefined ? {} : { issuer: settings.issuer }),
    ...(settings.audience === undefined ? {} : { audience: settings.audience }),
    requiredClaims: ['exp'],
    clockTolerance: settings.clockTolerance ?? CLOCK_TOLERANCE,
    currentDate: clock.now(),
  } satisfies JWTVerifyOptions
  const { alg, typ } = headerOf(token)
  const embed = typ === EMBED_TYPE
  const algorithms = [...(settings.algorithms ?? defaultAlgorithms)]
  try {
    const key = embed ? keys.embed : alg === 'HS256' ? keys.shared : undefined
    const { payload } = key
      ? await jwtVerify(token, await key, { ...options, algorithms: ['HS256'] })
      : await jwtVerify(token, published(keys, embed), { ...options, algorithms })
    refuseFuture(payload, clock.now().getTime() / 1_000 + options.clockTolerance)
    return { payload, embed }
  } catch (cause) {
    throw refusal(cause)
  }
}

// When it was issued is what a removed tenant's old tokens are told by.
function refuseFuture({ iat }: JWTPayload, latest: number): void {
  if (iat === undefined || (Number.isFinite(iat) && iat <= latest)) return
  throw new errors.JWTInvalid('issued in the future')
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
  if (cause instanceof SluiceError) return cause
  if (cause instanceof errors.JWTExpired) {
    return new SluiceError('UNAUTHENTICATED', {
      what: 'The token has expired',
      cure: 'Ask for a new one',
      cause,
    })
  }
  if (!(cause instanceof errors.JOSEError) || cause instanceof errors.JWKSInvalid) return unreadable(cause)
  return invalid(cause)
}

function invalid(cause: unknown): SluiceError {
  return new SluiceError('UNAUTHENTICATED', {
    what: 'The token is not valid',
    expected: 'a signed token of the configured issuer and audience that is in force',
    cause,
  })
}
