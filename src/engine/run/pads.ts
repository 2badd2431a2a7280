import { createHmac } from 'node:crypto'
import { padsOf, type Pads } from '../../base/pads.ts'

/**
 * Keys of masks: each tenant and purpose has its own, so that equal values of two tenants look different and nobody can
 * try values out. `key` is a secret of at least 32 bytes, the same on every server of an installation.
 */
export function maskPads(key: Uint8Array): (tenant: string, purpose: string) => Pads {
  return (tenant, purpose) =>
    padsOf(
      createHmac('sha256', key)
        .update(JSON.stringify(['sluice mask', tenant, purpose]))
        .digest(),
    )
}
