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
const WARM_SECONDS = 0.3
const loads = [1, 16]
const workloads: readonly Workload[] = [point, page, kpi]

/** Ways to guard the same tables, below one and the same server. The signature is made in each of them. */
const ways = {
  none: (table: string) => `alter table ${table} disable row level security`,
  plain: (table: string, using: string) =>
    `alter table ${table} enable row level security; alter policy sluice_tenant on ${table} using (${using.replaceAll(
      'sluice_guard.tenant()',
      `nullif(substr(current_setting('sluice.context', true), 77), '')`,
    )})`,
  signed: (table: string, using: string) =>
    `alter table ${table} enable row level security; alter policy sluice_tenant on ${table} using (${using})`,
} as const
type Way = keyof typeof ways

interface Measured {
  readonly workload: string
  readonly load: number
  readonly way: Way
  readonly count: number
  readonly p50: number
  readonly p95: number
  /** Milliseconds a request. */
  readonly appCpu: number
  readonly databaseCpu: number
}

/** The wall in the warehouse: without it, with a setting that anybody could set, and with a signed one, side by side. */
export async function measureGuard(options: Options, ground: Ground) {
  const orders = Math.min(options.rows, MOST_ORDERS)
  const env = await ground.warehouse(`bench_guard_${orders}_${options.tenants}`)
  const owner = env['BENCH_OWNER']!
  await makeDataset(owner, { orders, tenants: options.tenants }, ground.say)
  await ground.guard(env, benchModels())
  await ground.freshStore()
  const policies = await ask<{ table: string; using: string }>(
    owner,
    `select format('%I.%I', schemaname, tablename) as table, qual as using from pg_policies where policyname = 'sluice_tenant'`,
  )
  const switchTo = (way: Way) =>
    ask(owner, policies.map(({ table, using }) => ways[way](table, using)).join(';\n'))
  const shops = await readShops(owner)
  const tokens = await tokensFor(
    shops.map(({ tenant }) => tenant),
    env['BENCH_SECRET']!,
  )
  const server = await served('project', { ...env, BENCH_POOL: String(options.pool) })
  const driver = fork(fileURLToPath(new URL('../serving/drive.ts', import.meta.url)))
  try {
    const drive = driveOf(driver, server, ground.postmaster, shops, tokens)
    const measures: Measured[] = []
    const names = Object.keys(ways) as Way[]
    const rounds = 2 * options.rounds
    for (let round = 0; round < rounds; round++) {
      ground.say(`round ${round + 1} of ${rounds}`)
      for (const [i] of names.entries()) {
        const way = names[(i + round) % names.length]!
        await switchTo(way)
        for (const workload of workloads) {
          await drive(workload, 16, WARM_SECONDS)
          for (const load of loads) {
            const driven = await drive(workload, load, options.seconds)
            measures.push({ workload: workload.name, load, way, ...driven })
          }
        }
      }
    }
    return told(measures)
  } finally {
    driver.kill()
    await stopped(server)
    await switchTo('signed')
  }
}

function driveOf(
  driver: ReturnType<typeof fork>,
  server: Started,
  postmaster: number,
  shops: readonly Shop[],
  tokens: ReadonlyMap<string, string>,
) {
  return async ({ sluice, variables }: Workload, connections: number, seconds: number) => {
    const requests = shops.map((shop) => ({
      token: tokens.get(shop.tenant)!,
      body: JSON.stringify({ query: sluice, variables: variables(shop) }),
    }))
    const cpu = () => [cpuOfTree(server.process.pid!), cpuOfTree(postmaster)] as const
    const before = cpu()
    const asked: Drive = {
      url: server.url,
      path: '/graphql',
      requests,
      connections,
      seconds,
      most: 1_000_000,
    }
    driver.send(asked)
    const [{ count, errors, p50, p95 }] = (await once(driver, 'message')) as [Driven]
    if (errors > 0) throw new Error(`${errors} of ${count} requests failed`)
    const after = cpu()
    const each = (i: 0 | 1) => ((after[i] - before[i]) * 1000) / Math.max(1, count)
    return { count, p50, p95, appCpu: each(0), databaseCpu: each(1) }
  }
}

function told(measures: readonly Measured[]) {
  const lines = [
    ...Map.groupBy(measures, ({ workload, load, way }) => `${workload} ${load} ${way}`).values(),
  ].map((same) => ({
    ...same[0]!,
    count: same.reduce((sum, { count }) => sum + count, 0),
    p50: median(same.map(({ p50 }) => p50)),
    p95: median(same.map(({ p95 }) => p95)),
    appCpu: median(same.map(({ appCpu }) => appCpu)),
    databaseCpu: median(same.map(({ databaseCpu }) => databaseCpu)),
  }))
  const bare = (line: Measured) =>
    lines.find(
      ({ workload, load, way }) => way === 'none' && workload === line.workload && load === line.load,
    )!
  const ratios = (way: Way, of: (line: Measured) => number) =>
    lines.filter((line) => line.way === way).map((line) => of(line) / of(bare(line)))
  const cpu = (line: Measured) => line.appCpu + line.databaseCpu
  const aim = (what: string, of: (line: Measured) => number): Aim => {
    const ratio = geometricMean(ratios('signed', of))
    const plain = geometricMean(ratios('plain', of))
    return {
      what: `${what}, guarded against not`,
      figure: `${ratio.toFixed(3)} times (with a plain setting ${plain.toFixed(3)})`,
      wanted: `under ${MOST}`,
      met: ratio < MOST,
    }
  }
  const aims = [aim('CPU of a request', cpu), aim('p95 of a request', ({ p95 }) => p95)]
  const head = [
    'workload',
    'at once',
    'context',
    'requests',
    'p50 ms',
    'p95 ms',
    'CPU server ms',
    'CPU PostgreSQL ms',
    'CPU against none',
  ]
  const order = Object.keys(ways)
  const body = lines
    .toSorted(
      (a, b) =>
        a.workload.localeCompare(b.workload) ||
        a.load - b.load ||
        order.indexOf(a.way) - order.indexOf(b.way),
    )
    .map((line) => [
      line.workload,
      String(line.load),
      line.way,
      line.count.toLocaleString('en'),
      line.p50.toFixed(2),
      line.p95.toFixed(2),
      line.appCpu.toFixed(3),
      line.databaseCpu.toFixed(3),
      (cpu(line) / cpu(bare(line))).toFixed(3),
    ])
  return { text: `${aimsTable(aims)}\n\n${table(head, body)}\n`, aims, lines }
}
