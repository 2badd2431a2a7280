import type { JWTPayload } from 'jose'

/**
 * A claim by its whole name (`https://shop.example/tenant`, `org.id`), or else along a path of names with dots between
 * (`realm_access.roles`). Undefined where there is none; what every object has of itself is no claim.
 */
export function claimAt(payload: JWTPayload, name: string): unknown {
  if (Object.hasOwn(payload, name)) return payload[name]
  let at: unknown = payload
  for (const step of name.split('.')) {
    if (typeof at !== 'object' || at === null || Array.isArray(at) || !Object.hasOwn(at, step))
      return undefined
    at = (at as Readonly<Record<string, unknown>>)[step]
  }
  return at
}

/** Puts a value where `claimAt` finds it. */
export function putClaim(payload: JWTPayload, name: string, value: unknown): void {
  Object.defineProperty(payload, name, { value, enumerable: true, configurable: true, writable: true })
}
