import { createHash } from 'node:crypto'

/** The two paddings of an HMAC-SHA256 key (RFC 2104): with them `sha256(outer || sha256(inner || message))` is the HMAC. */
export interface Pads {
  readonly inner: Uint8Array
  readonly outer: Uint8Array
}

const BLOCK_BYTES = 64

/** For whoever has SHA-256 alone, as PostgreSQL without an extension. */
export function padsOf(key: Uint8Array): Pads {
  const block = new Uint8Array(BLOCK_BYTES)
  block.set(key.length > BLOCK_BYTES ? createHash('sha256').update(key).digest() : key)
  return { inner: block.map((byte) => byte ^ 0x36), outer: block.map((byte) => byte ^ 0x5c) }
}
