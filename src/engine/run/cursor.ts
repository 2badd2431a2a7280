import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto'
import { SluiceError } from '../../base/errors.ts'

export type CursorValues = readonly (string | null)[]

/**
 * Seals cursors. The MAC is over tenant, purpose (model and ordering) and values, so that a cursor of another tenant, of
 * another query or an edited one is refused, all in the same words. The values are hidden: a row's key is among them,
 * and it may be a field that the reader's roles don't see.
 */
export interface CursorSeal {
  seal(tenant: string, purpose: string, values: CursorValues): string
  /** @throws INVALID_CURSOR */
  open(tenant: string, purpose: string, count: number, cursor: unknown): CursorValues
}

const MAC_BYTES = 16
const CIPHER = 'aes-256-ctr'

/**
 * `key` is a secret of at least 32 bytes, the same on every server of an installation. The MAC is the counter's start
 * (the construction of RFC 5297): equal rows have equal cursors, and no other two share a key stream.
 */
export function cursorSeal(key: Uint8Array): CursorSeal {
  const derive = (use: string) => createHmac('sha256', key).update(use).digest()
  const [macKey, cipherKey] = [derive('sluice cursor mac'), derive('sluice cursor values')]
  const macOf = (tenant: string, purpose: string, body: string) =>
    createHmac('sha256', macKey)
      .update(JSON.stringify([tenant, purpose, body]))
      .digest()
      .subarray(0, MAC_BYTES)
  return {
    seal(tenant, purpose, values) {
      const body = JSON.stringify(values)
      const mac = macOf(tenant, purpose, body)
      const hidden = createCipheriv(CIPHER, cipherKey, mac).update(body, 'utf8')
      return Buffer.concat([mac, hidden]).toString('base64url')
    },
    open(tenant, purpose, count, cursor) {
      const sealed = Buffer.from(typeof cursor === 'string' ? cursor : '', 'base64url')
      // Decoding passes over what it doesn't know; a cursor is taken only as it was given.
      if (sealed.length <= MAC_BYTES || sealed.toString('base64url') !== cursor) throw refused()
      const mac = sealed.subarray(0, MAC_BYTES)
      const body = createDecipheriv(CIPHER, cipherKey, mac)
        .update(sealed.subarray(MAC_BYTES))
        .toString('utf8')
      if (!timingSafeEqual(mac, macOf(tenant, purpose, body))) throw refused()
      const values = JSON.parse(body) as CursorValues
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
