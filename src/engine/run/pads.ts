import { createHmac } from 'node:crypto'

/** The two keys of an HMAC-SHA256 (RFC 2104), from which an engine that has SHA-256 alone computes it. */
export interface Pads {
  readonly inner: Uint8Array
  readonly outer: Uint8Array
}

const BLOCK = 64

/**
 * Keys of masks: each tenant and purpose has its own, so that equal values of two tenants look different and nobody can
 * try values out. `key` is a secret of at least 32 bytes, the same on every server of an installation.
 */
export function maskPads(key: Uint8Array): (tenant: string, purpose: string) => Pads {
  return (tenant, purpose) => {
    const own = createHmac('sha256', key)
      .update(JSON.stringify(['sluice mask', tenant, purpose]))
      .digest()
    const padded = Buffer.concat([own, Buffer.alloc(BLOCK - own.length)])
    return { inner: padded.map((byte) => byte ^ 0x36), outer: padded.map((byte) => byte ^ 0x5c) }
  }
}
