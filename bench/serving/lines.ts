import { geometricMean, median } from '../report.ts'
import type { Driven } from './drive.ts'

/** One contestant on one workload in one round. */
export interface Measure extends Driven {
  readonly round: number
  readonly workload: string
  readonly contestant: string
  /** Requests at once. */
  readonly connections: number
  /** Milliseconds of CPU a request. */
  readonly appCpu: number
  readonly databaseCpu: number
}

export interface Line {
  readonly workload: string
  readonly contestant: string
  readonly connections: number
  readonly perSecond: number
  /** Requests a second against the limit's. */
  readonly ofLimit: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly appCpu: number
  readonly databaseCpu: number
  readonly errors: number
}

/** The median over rounds of each figure. */
export function lines(measures: readonly Measure[]): readonly Line[] {
  const groups = Map.groupBy(measures, cell)
  const rates = new Map([...groups].map(([key, group]) => [key, median(group.map(rate))]))
  return [...groups].map(([key, group]) => {
    const { workload, contestant, connections } = group[0]!
    const of = (read: (measure: Measure) => number) => median(group.map(read))
    return {
      workload,
      contestant,
      connections,
      perSecond: rates.get(key)!,
      ofLimit: rates.get(key)! / rates.get(cell({ workload, connections, contestant: 'limit' }))!,
      p50: of(({ p50 }) => p50),
      p95: of(({ p95 }) => p95),
      p99: of(({ p99 }) => p99),
      appCpu: of(({ appCpu }) => appCpu),
      databaseCpu: of(({ databaseCpu }) => databaseCpu),
      errors: group.reduce((sum, { errors }) => sum + errors, 0),
    }
  })
}

/** The figures of one load: how many requests at once. */
export function atOnce(all: readonly Line[], connections: number): readonly Line[] {
  return all.filter((line) => line.connections === connections)
}

/**
 * Requests a second of one contestant over another's: the geometric mean over the workloads that both are asked.
 * NaN where they share none.
 */
export function over(all: readonly Line[], contestant: string, other: string): number {
  const ratios = all
    .filter((line) => line.contestant === contestant)
    .flatMap(({ workload, connections, perSecond }) => {
      const against = all.find(
        (line) => line.contestant === other && line.workload === workload && line.connections === connections,
      )
      return against ? [perSecond / against.perSecond] : []
    })
  return ratios.length > 0 ? geometricMean(ratios) : Number.NaN
}

function cell({ workload, contestant, connections }: Pick<Line, 'workload' | 'contestant' | 'connections'>) {
  return `${connections} ${workload} ${contestant}`
}

function rate({ count, seconds }: Measure): number {
  return count / seconds
}
