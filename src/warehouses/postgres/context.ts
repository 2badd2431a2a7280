import { createHash, hash } from 'node:crypto'
import { systemClock, type Clock } from '../../base/clock.ts'
import { padsOf, type Pads } from '../../base/pads.ts'

/** The setting that carries a transaction's tenant: `<expiry, unix seconds>.<HMAC-SHA256, hex>.<tenant>`. */
export const CONTEXT_SETTING = 'sluice.context'

/** SQLSTATE by which the warehouse refuses a context: missing, altered, signed with another key, or too old. */
export const CONTEXT_REFUSED = 'SL001'

/** How far our clock and the warehouse's may be apart. */
export const SKEW_SECONDS = 60

/** What the warehouse keeps of the key: enough to check a signature with nothing but sha256. */
export interface ContextPads extends Pads {
  /** Tells keys apart, and tells nothing about them. */
  readonly id: string
}

/** Signs the tenant of a trip, so that nobody but this installation can say to the warehouse whose rows to show. */
export interface ContextSigner {
  readonly pads: ContextPads
  /** Good for statements that begin within `lifeMs` from now, and within the clocks' skew. */
  sign(tenant: string, lifeMs: number): string
}

/** @param key 32 bytes; the warehouse holds its paddings (`guard/tenant.ts`) */
export function contextSigner(key: Uint8Array, clock: Clock = systemClock): ContextSigner {
  const id = createHash('sha256').update('sluice context key').update(key).digest('hex').slice(0, 16)
  const pads: ContextPads = { id, ...padsOf(key) }
  return {
    pads,
    sign(tenant, lifeMs) {
      const expiry = Math.ceil((clock.now().getTime() + lifeMs) / 1000) + SKEW_SECONDS
      return `${expiry}.${macOf(`${expiry}.${tenant}`, pads)}.${tenant}`
    },
  }
}

/** By `hash`, in one call each, and not by `createHmac`, which makes three objects for it: a fraction of the time, every trip. */
function macOf(message: string, { inner, outer }: Pads): string {
  const within = hash('sha256', Buffer.concat([inner, Buffer.from(message)]), 'buffer')
  return hash('sha256', Buffer.concat([outer, within]), 'hex')
}
