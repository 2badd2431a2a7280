import { createHash, createHmac } from 'node:crypto'
import type { AuditAction } from './actions.ts'

/** What is signed of an entry, beside the signature of the one before it. */
export interface Signed {
  /** Counts from 1, without gaps. */
  readonly id: string
  readonly at: Date
  readonly actor: string
  readonly action: AuditAction
  readonly tenant: string | null
  readonly details: Readonly<Record<string, unknown>>
}

/** HMAC-SHA256 over the entry and `prev`: whoever lacks the key can't change an entry, nor put another in its place. */
export function signatureOf(key: Uint8Array, entry: Signed, prev: Uint8Array): Buffer {
  const parts = { ...written(entry), prev: Buffer.from(prev).toString('hex') }
  return createHmac('sha256', key).update(canonical(parts)).digest()
}

/** What the first signed entry stands on: a digest of all entries from before there were signatures. */
export function openFoundation() {
  const hash = createHash('sha256').update('sluice audit')
  return {
    add: (entry: Signed) => void hash.update(canonical(written(entry))),
    digest: () => hash.digest(),
  }
}

function written({ id, at, actor, action, tenant, details }: Signed): Record<string, unknown> {
  return { id, at: at.toISOString(), actor, action, tenant, details }
}

/** JSON with the names of every object in order, so that one value has one text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
