import { aimsTable, table, type Aim } from '../report.ts'
import { names } from './contestants.ts'
import { atOnce, over, type Line } from './lines.ts'

/** What the figures are held against: shares of the limit, and times of others on the point look-up. */
const EACH = 0.7
const TOGETHER = 0.85
const POINT = [
  ['apollo+knex', 4],
  ['cube', 8],
] as const

/** The results as Markdown: per load the ratios and the figures behind them, the aims, the memory. */
export function told(all: readonly Line[], memory: Readonly<Record<string, number>>): string {
  const loads = [...new Set(all.map(({ connections }) => connections))]
  const parts = loads.flatMap((connections) => {
    const load = atOnce(all, connections)
    const title = connections === 1 ? 'One request at once' : `${connections} requests at once`
    return [`## ${title}`, shares(load), aimsTable(aims(load)), figures(load)]
  })
  const peaks = Object.entries(memory).map(([name, mb]) => `- ${name}: ${mb} MB`)
  return `${[...parts, '## Peak memory', peaks.join('\n')].join('\n\n')}\n`
}

export function aims(load: readonly Line[]): readonly Aim[] {
  const sluice = load.filter(({ contestant }) => contestant === 'sluice')
  const each = sluice.map(({ workload, ofLimit }) => aim(`${workload}, of the limit`, ofLimit, EACH))
  const together = aim('all, of the limit (geometric mean)', over(load, 'sluice', 'limit'), TOGETHER)
  const point = load.filter(({ workload }) => workload === 'point')
  const times = POINT.map(([other, wanted]) =>
    aim(`point, times ${other}`, over(point, 'sluice', other), wanted),
  )
  return [...each, together, ...times]
}

function aim(what: string, figure: number, wanted: number): Aim {
  return {
    what,
    figure: figure.toFixed(2),
    wanted: `at least ${wanted.toFixed(2)}`,
    met: figure >= wanted,
  }
}

/** Requests a second as shares of the limit's. */
function shares(load: readonly Line[]): string {
  const workloads = [...new Set(load.map(({ workload }) => workload))]
  const share = (workload: string, name: string) =>
    load.find((line) => line.workload === workload && line.contestant === name)?.ofLimit.toFixed(2) ?? ''
  const body = workloads.map((workload) => [workload, ...names.map((name) => share(workload, name))])
  const means = names.map((name) => over(load, name, 'limit').toFixed(2))
  return table(['of the limit', ...names], [...body, ['geometric mean', ...means]])
}

function figures(load: readonly Line[]): string {
  const head = [
    'workload',
    'contestant',
    'req/s',
    'p50 ms',
    'p95 ms',
    'p99 ms',
    'app CPU ms',
    'db CPU ms',
    'errors',
  ]
  const body = load.map((line) => [
    line.workload,
    line.contestant,
    line.perSecond.toFixed(0),
    line.p50.toFixed(1),
    line.p95.toFixed(1),
    line.p99.toFixed(1),
    line.appCpu.toFixed(2),
    line.databaseCpu.toFixed(2),
    String(line.errors),
  ])
  return table(head, body)
}
