import type { FarValue } from '../../destinations/contract.ts'
import { sample, type SampleRow } from '../../store/diff.ts'
import { Counter } from './counts.ts'
import type { Stopped } from './guards.ts'
import type { Bench, Job } from './job.ts'
import { readAndJudge } from './read.ts'
import { ledgerOf } from './tenure.ts'

/** What a run would do. */
export interface PlanCounts {
  readonly read: number
  readonly create: number
  readonly update: number
  readonly remove: number
  readonly unchanged: number
  /** Creates, updates and removals that a guard stops. */
  readonly withheld: number
  readonly rejected: number
  /** Refused for now, or sent with an outcome that nobody knows. */
  readonly waiting: number
}

export interface Sample {
  readonly kind: 'create' | 'update' | 'remove' | 'rejected'
  readonly key: string | null
  /** The guard that withholds it. */
  readonly withheld: string | null
  /** What the far side acknowledged; null where it holds nothing. */
  readonly before: Readonly<Record<string, FarValue>> | null
  readonly after: Readonly<Record<string, FarValue>> | null
  readonly fault: SampleRow['fault']
}

export interface LanePlan {
  readonly sync: string
  readonly tenant: string | null
  readonly counts: PlanCounts
  readonly guards: readonly Stopped[]
  /** Approves what is withheld, if given to a run that finds the same. */
  readonly digest: string
  readonly samples: readonly Sample[]
  /** Requests that the far side would get. */
  readonly calls: number
}

/** Reads, compares and judges as a run does, and keeps nothing. @throws CONFLICT as a run would */
export async function planLane(
  { store }: Bench,
  job: Job,
  { signal, samples = 5 }: { readonly signal?: AbortSignal; readonly samples?: number } = {},
): Promise<LanePlan> {
  const { snapshot, tallies, stopped, digest } = await readAndJudge(
    store,
    job,
    await ledgerOf({ store }, job),
    {
      signal: signal ?? new AbortController().signal,
    },
  )
  try {
    const { counts, details } = new Counter(tallies)
    const { create, update, remove } = details
    const { records } = job.destination.kind(job.object).limits
    const calls = Math.ceil((create.planned + update.planned) / records) + Math.ceil(remove.planned / records)
    return {
      ...job.lane,
      counts: {
        read: counts.read,
        create: create.planned,
        update: update.planned,
        remove: remove.planned,
        unchanged: counts.unchanged,
        withheld: counts.withheld + remove.withheld,
        rejected: counts.rejected,
        waiting: tallies.all.parked + tallies.laterRead,
      },
      guards: stopped,
      digest,
      samples: (await sample(snapshot, samples)).map(sampleOf),
      calls,
    }
  } finally {
    await snapshot.close()
  }
}

function sampleOf({ verdict, held, key, before, after, fault }: SampleRow): Sample {
  return {
    kind: verdict as Sample['kind'],
    key,
    withheld: held,
    before: record(before),
    after: record(after),
    fault,
  }
}

function record(json: string | null): Sample['before'] {
  return json === null ? null : (JSON.parse(json) as Sample['before'])
}
