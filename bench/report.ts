import type { Driven } from './drive.ts'

/** One contestant on one workload in one round. */
export interface Measure extends Driven {
  readonly round: number
  readonly workload: string
  readonly contestant: string
  /** Milliseconds of CPU a request. */
  readonly appCpu: number
  readonly databaseCpu: number
}

export interface Line {
  readonly workload: string
  readonly contestant: string
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
  const groups = Map.groupBy(measures, ({ workload, contestant }) => `${workload} ${contestant}`)
  const rates = new Map([...groups].map(([key, group]) => [key, median(group.map(rate))]))
  return [...groups].map(([key, group]) => {
    const { workload, contestant } = group[0]!
    const of = (read: (measure: Measure) => number) => median(group.map(read))
    return {
      workload,
      contestant,
      perSecond: rates.get(key)!,
      ofLimit: rates.get(key)! / rates.get(`${workload} limit`)!,
      p50: of(({ p50 }) => p50),
      p95: of(({ p95 }) => p95),
      p99: of(({ p99 }) => p99),
      appCpu: of(({ appCpu }) => appCpu),
      databaseCpu: of(({ databaseCpu }) => databaseCpu),
      errors: group.reduce((sum, { errors }) => sum + errors, 0),
    }
  })
}

/** Requests a second of one contestant over another's: the geometric mean over the workloads. */
export function geometricMean(all: readonly Line[], contestant: string, over: string): number {
  const rateOf = (who: string, workload: string) =>
    all.find((line) => line.contestant === who && line.workload === workload)!.perSecond
  const names = [...new Set(all.map(({ workload }) => workload))]
  const logs = names.map((name) => Math.log(rateOf(contestant, name) / rateOf(over, name)))
  return Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length)
}

export function table(all: readonly Line[]): string {
  const head = [
    'workload',
    'contestant',
    'req/s',
    'of limit',
    'p50 ms',
    'p95 ms',
    'p99 ms',
    'app CPU ms',
    'db CPU ms',
    'errors',
  ]
  const body = all.map((line) => [
    line.workload,
    line.contestant,
    line.perSecond.toFixed(0),
    line.ofLimit.toFixed(2),
    line.p50.toFixed(1),
    line.p95.toFixed(1),
    line.p99.toFixed(1),
    line.appCpu.toFixed(2),
    line.databaseCpu.toFixed(2),
    String(line.errors),
  ])
  return [head, head.map(() => '---'), ...body].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

function rate({ count, seconds }: Measure): number {
  return count / seconds
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
