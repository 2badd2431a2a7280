import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { storeFault } from './fault.ts'
import { assertLease, type Lane, type Lease } from './leases.ts'
import type { Store } from './store.ts'

/**
 * One read of the model, set beside the ledger. Everything happens in one transaction on temporary tables, so a run
 * that dies, or a plan that only looks, leaves nothing behind.
 */
export interface Snapshot {
  readonly lane: Lane
  readonly client: PoolClient
  /** Text in COPY's own format: see `copyLine`. Memory doesn't grow with rows. */
  copy(lines: AsyncIterable<string>): Promise<void>
  /** Under the lease, for good. @throws LEASE_LOST */
  commit(lease: Lease): Promise<void>
  /** Forgets everything. Harmless after a commit. */
  close(): Promise<void>
}

// `n` keeps the order of the read. A row whose mapping failed has a fault and no payload.
const staging = `
create temp table staging (
  n bigint, key text collate "C", hash bytea, payload text, nulls boolean not null, fault text
) on commit drop`

// What differs, and why: `verdict` says what is to be done, `held` which guard forbids it.
const diff = `
create temp table diff (
  n bigint, key text collate "C", hash bytea, verdict text not null, fault json, held text
) on commit drop`

// For plans of whole tables a small sample tells enough, in a fifth of the time.
const settings = "set local work_mem = '64MB'; set local default_statistics_target = 20"

export async function openSnapshot({ pool }: Store, lane: Lane): Promise<Snapshot> {
  const client = await pool.connect().catch(storeFault)
  const ignore = () => undefined
  client.on('error', ignore)
  let open = true
  const release = (broken: boolean) => {
    if (!open) return
    open = false
    client.off('error', ignore)
    client.release(broken)
  }
  try {
    await client.query(`begin; ${settings}; ${staging}; ${diff}`)
  } catch (error) {
    release(true)
    return storeFault(error)
  }
  return {
    lane,
    client,
    copy: async (lines) => {
      const target = client.query(copyFrom('copy staging from stdin'))
      await pipeline(Readable.from(lines, { objectMode: true, highWaterMark: 2 }), target).catch(storeFault)
      await client.query('analyze staging (n, key, nulls)').catch(storeFault)
    },
    commit: async (lease) => {
      await assertLease(client, lease)
      await client.query('commit').catch(storeFault)
      release(false)
    },
    close: async () => {
      if (!open) return
      const clean = await client.query('rollback').then(
        () => true,
        () => false,
      )
      release(!clean)
    },
  }
}

/** A record as it goes into a snapshot. */
export interface Staged {
  readonly n: number
  readonly key: string | null
  /** Hex of the record's hash; null where the mapping failed. */
  readonly hash: string | null
  readonly payload: string | null
  readonly nulls: boolean
  /** JSON of `{reason, field?, code?}`. */
  readonly fault: string | null
}

/** One line of COPY text. */
export function copyLine({ n, key, hash, payload, nulls, fault }: Staged): string {
  const bytes = hash === null ? '\\N' : `\\\\x${hash}`
  return `${n}\t${copyText(key)}\t${bytes}\t${copyText(payload)}\t${nulls ? 't' : 'f'}\t${copyText(fault)}\n`
}

const special = /[\\\t\n\r]/
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function copyText(text: string | null): string {
  if (text === null) return '\\N'
  return special.test(text) ? text.replace(/[\\\t\n\r]/g, (c) => escapes[c]!) : text
}
