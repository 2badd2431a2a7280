import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { makeDataset } from '../dataset.ts'
import { ask, type Ground } from '../ground.ts'
import type { Options } from '../options.ts'
import { cpuOfTree } from '../proc.ts'
import { aimsTable, geometricMean, median, table, type Aim } from '../report.ts'
import { benchModels } from '../serving/capture.ts'
import type { Drive, Driven } from '../serving/drive.ts'
import { served, stopped, type Started } from '../serving/processes.ts'
import { readShops } from '../serving/shops.ts'
import { tokensFor } from '../serving/tokens.ts'
import { kpi } from '../serving/workloads/kpi.ts'
import { page } from '../serving/workloads/page.ts'
import { point } from '../serving/workloads/point.ts'
import type { Shop, Workload } from '../serving/workloads/index.ts'

/** What the guard may add to a request, at most. */
const MOST = 1.1
const MOST_ORDERS = 1_000_000
/** Slices are short and take turns, so that whatever else the machine does falls on all ways alike. */
const SLICES = 10
const loads = [1, 16]
const workloads: readonly Workload[] = [point, page, kpi]

/** Ways to guard the same tables. The signature is made in each of them. */
const ways = {
  none: (table: string) => `alter table ${table} disable row level security`,
  plain: (table: string, using: string) =>
    `alter policy sluice_tenant on ${table} using (${using.replaceAll(
      'sluice_guard.tenant()',
      `nullif(substr(current_setting('sluice.context', true), 77), '')`,
    )})`,
  signed: () => 'select',
} as const
type Way = keyof typeof ways

interface Measured {
  readonly slice: number
  readonly workload: string
  readonly load: number
  readonly way: Way
  readonly count: number
  readonly p50: number
  readonly p95: number
  /** Seconds, of all requests together. */
  readonly appCpu: number
  readonly databaseCpu: number
}

interface Line extends Measured {
  readonly cpuRatio: number
  readonly p95Ratio: number
}

/** The wall in the warehouse: without it, with a setting that anybody could set, and with a signed one, side by side. */
export async function measureGuard(options: Options, ground: Ground) {
  await ground.freshStore()
  const asked = new Map<Way, Asked>()
  const driver = fork(fileURLToPath(new URL('../serving/drive.ts', import.meta.url)))
  try {
    for (const way of Object.keys(ways) as Way[]) asked.set(way, await start(way, options, ground))
    const measures: Measured[] = []
    const slices = SLICES * options.rounds
    for (let slice = 0; slice <= slices; slice++) {
      if (slice % SLICES === 0) ground.say(`${slice} of ${slices} slices`)
      const order = [...asked].map((_, i) => [...asked][(i + slice) % asked.size]!)
      for (const workload of workloads) {
        for (const load of loads) {
          for (const [way, one] of order) {
            const driven = await drive(driver, one, ground.postmaster, {
              workload,
              load,
              seconds: options.seconds / SLICES,
            })
            // The first plans and compiles.
            if (slice > 0) measures.push({ slice, workload: workload.name, load, way, ...driven })
          }
        }
      }
    }
    return told(measures)
  } finally {
    driver.kill()
    for (const { server } of asked.values()) await stopped(server)
  }
}

interface Asked {
  readonly server: Started
  readonly shops: readonly Shop[]
  readonly tokens: ReadonlyMap<string, string>
}

/** A warehouse of its own, guarded in this way, and Sluice before it. */
async function start(way: Way, { rows, tenants, pool }: Options, ground: Ground): Promise<Asked> {
  const orders = Math.min(rows, MOST_ORDERS)
  const env = await ground.warehouse(`bench_guard_${way}_${orders}_${tenants}`)
  const owner = env['BENCH_OWNER']!
  await makeDataset(owner, { orders, tenants }, ground.say)
  await ground.guard(env, benchModels())
  const shops = await readShops(owner)
  const tokens = await tokensFor(
    shops.map(({ tenant }) => tenant),
    env['BENCH_SECRET']!,
  )
  const server = await served('project', { ...env, BENCH_POOL: String(pool) })
  // When it serves, and not before: it refuses tables that aren't guarded.
  const policies = await ask<{ table: string; using: string }>(
    owner,
    `select format('%I.%I', schemaname, tablename) as table, qual as using from pg_policies where policyname = 'sluice_tenant'`,
  )
  await ask(owner, policies.map(({ table, using }) => ways[way](table, using)).join(';\n'))
  return { server, shops, tokens }
}

async function drive(
  driver: ReturnType<typeof fork>,
  { server, shops, tokens }: Asked,
  postmaster: number,
  { workload, load, seconds }: { workload: Workload; load: number; seconds: number },
) {
  const requests = shops.map((shop) => ({
    token: tokens.get(shop.tenant)!,
    body: JSON.stringify({ query: workload.sluice, variables: workload.variables(shop) }),
  }))
  const cpu = () => [cpuOfTree(server.process.pid!), cpuOfTree(postmaster)] as const
  const before = cpu()
  const most = 1_000_000
  driver.send({
    url: server.url,
    path: '/graphql',
    requests,
    connections: load,
    seconds,
    most,
  } satisfies Drive)
  const [{ count, errors, p50, p95 }] = (await once(driver, 'message')) as [Driven]
  if (errors > 0) throw new Error(`${errors} of ${count} requests failed`)
  const after = cpu()
  return { count, p50, p95, appCpu: after[0] - before[0], databaseCpu: after[1] - before[1] }
}

function told(measures: readonly Measured[]) {
  const lines = [
    ...Map.groupBy(measures, ({ workload, load, way }) => `${workload} ${load} ${way}`).values(),
  ].map((same) => lineOf(same, measures))
  const ratio = (way: Way, of: (line: Line) => number) =>
    geometricMean(lines.filter((line) => line.way === way).map(of))
  const aim = (what: string, of: (line: Line) => number): Aim => ({
    what: `${what}, guarded against not`,
    figure: `${ratio('signed', of).toFixed(3)} times (with a plain setting ${ratio('plain', of).toFixed(3)})`,
    wanted: `under ${MOST}`,
    met: ratio('signed', of) < MOST,
  })
  const aims = [
    aim('CPU of a request', (line) => line.cpuRatio),
    aim('p95 of a request', (line) => line.p95Ratio),
  ]
  const body = lines
    .toSorted((a, b) => a.workload.localeCompare(b.workload) || a.load - b.load)
    .map((line) => [
      line.workload,
      String(line.load),
      line.way,
      line.count.toLocaleString('en'),
      ...[line.p50, line.p95].map((ms) => ms.toFixed(2)),
      ...[line.appCpu, line.databaseCpu, line.cpuRatio, line.p95Ratio].map((figure) => figure.toFixed(3)),
    ])
  return { text: `${aimsTable(aims)}\n\n${table(head, body)}\n`, aims, lines }
}

const head = [
  'workload',
  'at once',
  'context',
  'requests',
  'p50 ms',
  'p95 ms',
  'CPU of Sluice ms',
  'CPU of PostgreSQL ms',
  'CPU against none',
  'p95 against none',
]

/** All slices of one kind: medians, and CPU as milliseconds a request; ratios are to what had no guard in the same slice. */
function lineOf(same: readonly Measured[], measures: readonly Measured[]): Line {
  const middle = (of: (one: Measured) => number) => median(same.map(of))
  const bare = new Map(
    measures
      .filter(
        ({ workload, load, way }) =>
          way === 'none' && workload === same[0]!.workload && load === same[0]!.load,
      )
      .map((one) => [one.slice, one]),
  )
  const cpu = ({ appCpu, databaseCpu, count }: Measured) => (appCpu + databaseCpu) / count
  return {
    ...same[0]!,
    count: same.reduce((all, { count }) => all + count, 0),
    p50: middle(({ p50 }) => p50),
    p95: middle(({ p95 }) => p95),
    appCpu: middle(({ appCpu, count }) => (1000 * appCpu) / count),
    databaseCpu: middle(({ databaseCpu, count }) => (1000 * databaseCpu) / count),
    cpuRatio: middle((one) => cpu(one) / cpu(bare.get(one.slice)!)),
    p95Ratio: middle((one) => one.p95 / bare.get(one.slice)!.p95),
  }
}
