import { invariant } from '../../base/errors.ts'
import type { Tallies } from '../../store/diff.ts'

export type Kind = 'create' | 'update' | 'remove'

/** What became of the records that were read. `read` is the sum of the others. */
export interface Counts {
  readonly read: number
  readonly unchanged: number
  /** Acknowledged by the far side in this run. */
  readonly delivered: number
  /** Refused by the mapping or the far side, now or before and not changed since. */
  readonly rejected: number
  /** Stopped by a guard. */
  readonly withheld: number
  /** Not sent, or not answered: the next run's. */
  readonly waiting: number
}

/** The same by kind of change. Removals are of records that are no longer read, so they have sums of their own. */
export interface KindCounts {
  readonly planned: number
  readonly delivered: number
  readonly rejected: number
  readonly withheld: number
  readonly waiting: number
}

export type Details = Readonly<Record<Kind, KindCounts>>

type Result = 'delivered' | 'rejected' | 'waiting'

/** Counts a run as it goes. */
export class Counter {
  readonly #tallies: Tallies | undefined
  readonly #results: Record<Kind, Record<Result, number>> = {
    create: { delivered: 0, rejected: 0, waiting: 0 },
    update: { delivered: 0, rejected: 0, waiting: 0 },
    remove: { delivered: 0, rejected: 0, waiting: 0 },
  }

  constructor(tallies?: Tallies) {
    this.#tallies = tallies
  }

  add(kind: Kind, result: Result, records = 1): void {
    this.#results[kind][result] += records
  }

  /** Changes that are to be sent. */
  get planned(): number {
    return this.#planned('create') + this.#planned('update') + this.#planned('remove')
  }

  get answered(): number {
    return Object.values(this.#results).reduce(
      (sum, result) => sum + result.delivered + result.rejected + result.waiting,
      0,
    )
  }

  /** So far: what has no answer yet counts as waiting. */
  get counts(): Counts {
    const { read, all, laterRead } = this.#tallies ?? nothing
    const { create, update } = this.details
    const differing = all.create + all.update + all.rejected + all.refused + all.parked + laterRead
    return {
      read,
      unchanged: read - differing,
      delivered: create.delivered + update.delivered,
      rejected: create.rejected + update.rejected + all.rejected + all.refused,
      withheld: create.withheld + update.withheld,
      waiting: create.waiting + update.waiting + all.parked + laterRead,
    }
  }

  get details(): Details {
    const { all, laterRead } = this.#tallies ?? nothing
    const remove = this.#detail('remove')
    return {
      create: this.#detail('create'),
      update: this.#detail('update'),
      remove: {
        ...remove,
        rejected: remove.rejected + all.kept,
        waiting: remove.waiting + all.later - laterRead,
      },
    }
  }

  /** Every record must be somewhere, once. */
  check(): void {
    const { read, unchanged, delivered, rejected, withheld, waiting } = this.counts
    invariant(read === unchanged + delivered + rejected + withheld + waiting, 'the counts of a run add up')
    for (const kind of ['create', 'update', 'remove'] as const) {
      const { delivered, rejected, waiting } = this.#results[kind]
      invariant(delivered + rejected + waiting <= this.#planned(kind), `every ${kind} is answered once`)
    }
  }

  #planned(kind: Kind): number {
    const { all, held } = this.#tallies ?? nothing
    return all[kind] - held[kind]
  }

  #detail(kind: Kind): KindCounts {
    const { held } = this.#tallies ?? nothing
    const { delivered, rejected } = this.#results[kind]
    const planned = this.#planned(kind)
    return { planned, delivered, rejected, withheld: held[kind], waiting: planned - delivered - rejected }
  }
}

const none = { create: 0, update: 0, remove: 0, rejected: 0, refused: 0, later: 0, parked: 0, kept: 0 }
const nothing: Tallies = { read: 0, known: 0, all: none, held: none, laterRead: 0 }

export function sumCounts(all: readonly Counts[]): Counts {
  const sum = (of: keyof Counts) => all.reduce((total, counts) => total + counts[of], 0)
  return {
    read: sum('read'),
    unchanged: sum('unchanged'),
    delivered: sum('delivered'),
    rejected: sum('rejected'),
    withheld: sum('withheld'),
    waiting: sum('waiting'),
  }
}

export function sumDetails(all: readonly Details[]): Details {
  const kind = (kind: Kind): KindCounts => {
    const sum = (of: keyof KindCounts) => all.reduce((total, details) => total + details[kind][of], 0)
    return {
      planned: sum('planned'),
      delivered: sum('delivered'),
      rejected: sum('rejected'),
      withheld: sum('withheld'),
      waiting: sum('waiting'),
    }
  }
  return { create: kind('create'), update: kind('update'), remove: kind('remove') }
}
