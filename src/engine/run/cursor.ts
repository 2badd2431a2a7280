import { createHmac, timingSafeEqual } from 'node:crypto'
import { SluiceError } from '../../base/errors.ts'

export type CursorValues = readonly (string | null)[]

/**
 * Seals cursors: `base64url(values) . MAC`. The MAC is over tenant, purpose (model and ordering) and values, so that a
 * cursor of another tenant, of another query or an edited one is refused, all in the same words.
 */
export interface CursorSeal {
  seal(tenant: string, purpose: string, values: CursorValues): string
  /** @throws INVALID_CURSOR */
  open(tenant: string, purpose: string, count: number, cursor: unknown): CursorValues
}

const MAC_BYTES = 16

/** `key` is a secret of at least 32 bytes, the same on every server of an installation. */
export function cursorSeal(key: Uint8Array): CursorSeal {
  const mac = (tenant: string, purpose: string, payload: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify([tenant, purpose, payload]))
      .digest()
      .subarray(0, MAC_BYTES)
  return {
    seal(tenant, purpose, values) {
      const payload = Buffer.from(JSON.stringify(values)).toString('base64url')
      return `${payload}.${mac(tenant, purpose, payload).toString('base64url')}`
    },
    open(tenant, purpose, count, cursor) {
      const [payload, given, more] = typeof cursor === 'string' ? cursor.split('.') : []
      if (payload === undefined || given === undefined || more !== undefined) throw refused()
      const expected = mac(tenant, purpose, payload)
      const shown = Buffer.from(given, 'base64url')
      if (shown.length !== expected.length || !timingSafeEqual(shown, expected)) throw refused()
      const values = JSON.parse(Buffer.from(payload, 'base64url').toString()) as CursorValues
      if (values.length !== count) throw refused()
      return values
    },
  }
}

function refused(): SluiceError {
  return new SluiceError('INVALID_CURSOR', {
    what: 'The cursor does not fit this query',
    expected: 'a cursor that this field gave out, with the same "orderBy" and for the same token',
    cure: 'Start again without "after" or "before"',
  })
}
