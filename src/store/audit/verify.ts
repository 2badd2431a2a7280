import { timingSafeEqual } from 'node:crypto'
import { auditKey, type AuditRecord } from '../audit.ts'
import { storeFault } from '../fault.ts'
import type { Store } from '../store.ts'
import { openFoundation, signatureOf } from './chain.ts'

/** The last entry, to be kept where nobody who can write the store can reach it: only that shows a tail that was cut off. */
export interface AuditHead {
  readonly id: string
  /** The entry's signature, in hex; '' where it has none. */
  readonly mac: string
}

export interface AuditReport {
  readonly entries: number
  /** Entries from before the log was signed. They stand under the first signature all together. */
  readonly unsigned: number
  readonly head: AuditHead | null
  /** The first entry that isn't as it was written. */
  readonly broken: { readonly id: string; readonly what: string } | null
}

const PAGE = 1_000

/** Reads the whole log and checks each signature. `kept`: a head from before, which must still be in it. */
export async function verifyAudit(store: Store, kept?: AuditHead): Promise<AuditReport> {
  const key = auditKey(store)
  const before = openFoundation()
  let last: AuditRecord | undefined
  let unsigned = 0
  let entries = 0
  let broken: AuditReport['broken'] = null
  let keptIsThere = kept === undefined
  for await (const entry of entriesOf(store)) {
    entries++
    if (entry.mac === null && last?.mac == null) {
      unsigned++
      before.add(entry)
    } else {
      broken ??= faultOf(entry, last, key, before)
    }
    keptIsThere ||= entry.id === kept?.id && headOf(entry).mac === kept.mac
    last = entry
  }
  if (kept && !keptIsThere)
    broken ??= { id: kept.id, what: 'it is what the kept head names, and as that says it is not there' }
  return { entries, unsigned, head: last ? headOf(last) : null, broken }
}

function headOf({ id, mac }: AuditRecord): AuditHead {
  return { id, mac: mac?.toString('hex') ?? '' }
}

function faultOf(
  entry: AuditRecord,
  last: AuditRecord | undefined,
  key: Uint8Array,
  before: ReturnType<typeof openFoundation>,
): AuditReport['broken'] {
  const { id, prev, mac } = entry
  const told = (what: string) => ({ id, what })
  const next = BigInt(last?.id ?? 0) + 1n
  // Numbers from before the chain were the database's, which left gaps.
  if (last?.mac != null && BigInt(id) !== next)
    return told(`entries ${next} to ${BigInt(id) - 1n} are missing`)
  if (!mac || !prev) return told('it is not signed, though the one before it is')
  if (!equal(prev, last?.mac ?? before.digest())) return told('it does not follow the one before it')
  if (equal(mac, signatureOf(key, entry, prev))) return null
  const other = last?.mac == null ? ', or SLUICE_SECRET is not the one that signed it' : ''
  return told(`its signature does not fit what it says${other}`)
}

function equal(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

async function* entriesOf({ pool }: Store): AsyncGenerator<AuditRecord> {
  let after = '-9223372036854775808'
  for (;;) {
    const { rows } = await pool
      .query<AuditRecord>('select * from sluice.audit where id > $1 order by id limit $2', [after, PAGE])
      .catch(storeFault)
    yield* rows
    const last = rows.at(-1)
    if (!last) return
    after = last.id
  }
}
