import { compare, fingerprint, releaseHeld, tally, type Tallies } from '../../store/diff.ts'
import { approveWithheld } from '../../store/withheld.ts'
import type { Lane } from '../../store/leases.ts'
import { copyLine, openSnapshot, type Snapshot } from '../../store/snapshot.ts'
import type { Store } from '../../store/store.ts'
import { hash } from 'node:crypto'
import { SluiceError } from '../../base/errors.ts'
import { applyGuards, type Stopped } from './guards.ts'
import type { Job } from './job.ts'

/** A read that stands beside the ledger, judged. The snapshot is open: keep what is needed of it, then close it. */
export interface Judged {
  readonly snapshot: Snapshot
  readonly tallies: Tallies
  readonly stopped: readonly Stopped[]
  /** Names what is withheld: whoever approves it approves exactly these changes. */
  readonly digest: string
  readonly approved: boolean
}

export interface ReadOptions {
  readonly signal: AbortSignal
  readonly approve?: string | undefined
  readonly onRead?: ((rows: number) => void) | undefined
}

/** Reads, maps, compares with the `ledger` and judges. @throws CONFLICT where `approve` names other changes than are withheld now */
export async function readAndJudge(
  store: Store,
  job: Job,
  ledger: Lane,
  options: ReadOptions,
): Promise<Judged> {
  const snapshot = await openSnapshot(store, ledger)
  try {
    await snapshot.copy(mapped(job, options))
    await compare(snapshot, { mapping: job.mapping.digest, removes: job.mode === 'MIRROR' })
    const before = await tally(snapshot)
    const stopped = await applyGuards(snapshot, before, job.guards, job.mapping.fields)
    const digest = hash('sha256', `${job.mapping.digest}:${await fingerprint(snapshot)}`, 'hex').slice(0, 16)
    const approved = stopped.length > 0 && options.approve !== undefined
    if (approved) {
      if (options.approve !== digest) throw otherPlan(job, digest)
      await approveWithheld(snapshot)
      await releaseHeld(snapshot)
    }
    const tallies = stopped.length > 0 ? await tally(snapshot) : before
    return { snapshot, tallies, stopped, digest, approved }
  } catch (error) {
    await snapshot.close()
    throw error
  }
}

/** The rows as COPY text, a chunk of the read at a time. */
async function* mapped({ mapping, read }: Job, { signal, onRead }: ReadOptions): AsyncGenerator<string> {
  let n = 0
  for await (const rows of read(signal)) {
    let text = ''
    for (const row of rows) {
      const record = mapping.map(row)
      text +=
        record.is === 'record'
          ? copyLine({ ...record, n, fault: null })
          : copyLine({
              n,
              key: record.key,
              hash: null,
              payload: null,
              nulls: false,
              fault: JSON.stringify(record.refusal),
            })
      n++
    }
    onRead?.(n)
    if (text) yield text
  }
  signal.throwIfAborted()
}

function otherPlan({ lane }: Job, digest: string): SluiceError {
  return new SluiceError('CONFLICT', {
    what: `The plan of "${lane.sync}" has changed since it was approved; it is ${digest} now`,
    cure: `Look at it again with \`sluice plan ${lane.sync}\`, then approve that digest`,
  })
}
