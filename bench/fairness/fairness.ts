import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { makeDataset } from '../dataset.ts'
import type { Ground } from '../ground.ts'
import type { Options } from '../options.ts'
import { cpuOf } from '../proc.ts'
import { aimsTable, median, table } from '../report.ts'
import { benchModels } from '../serving/capture.ts'
import { served, stopped, type Started } from '../serving/processes.ts'
import { readShops } from '../serving/shops.ts'
import { tokensFor } from '../serving/tokens.ts'
import { page } from '../serving/workloads/page.ts'
import type { Asked, Asking } from './asking.ts'

const SIZE = { orders: 200_000, tenants: 100 }

/** Requests a second: what a tenant may send, what the noisy one sends, and what the quiet one does. */
const LIMIT = 20
const NOISE = 50 * LIMIT
const QUIET = 15

/** For how long it has been at it when the quiet one is measured, in s: what it may send at once it has sent by then. */
const LEAD = 2

/** What the quiet tenant's p95 may become. */
const MOST = 1.3

interface Round {
  readonly alone: Asked
  readonly beside: Asked
  readonly noise: Asked
  /** Of the server's own process, a rejected request, in ms. */
  readonly cpu: number
}

/** One tenant sends fifty times what it may; another goes on as before. Alone and beside take turns, so that both meet the same machine. */
export async function measureFairness({ fairRounds, fairSeconds, pool }: Options, ground: Ground) {
  const env = await ground.warehouse(`bench_${SIZE.orders}_${SIZE.tenants}`)
  await makeDataset(env['BENCH_OWNER']!, SIZE, ground.say)
  await ground.guard(env, benchModels())
  await ground.freshStore()
  const shops = await readShops(env['BENCH_OWNER']!)
  const [noisy, quiet] = [shops[10]!, shops[11]!]
  const tokens = await tokensFor([noisy.tenant, quiet.tenant], env['BENCH_SECRET']!)
  const rate = { BENCH_RATE: String(LIMIT), BENCH_BURST: String(LIMIT) }
  const server = await served('project', { ...env, ...rate, BENCH_POOL: String(pool) })
  const [one, other] = [client(), client()]
  const asking = ({ tenant }: { tenant: string }, perSecond: number, seconds: number): Asking => ({
    url: server.url,
    token: tokens.get(tenant)!,
    body: JSON.stringify({ query: page.sluice, variables: {} }),
    perSecond,
    seconds,
  })
  const rounds: Round[] = []
  try {
    await told(other, asking(quiet, QUIET, 3))
    await told(one, asking(noisy, NOISE, 2))
    for (let round = 0; round < fairRounds; round++) {
      ground.say(`round ${round + 1} of ${fairRounds}`)
      const alone = () => told(other, asking(quiet, QUIET, fairSeconds))
      const before = round % 2 === 0 ? await alone() : undefined
      const began = cpuOf(server.process.pid!)
      const flood = told(one, asking(noisy, NOISE, LEAD + fairSeconds))
      await new Promise((later) => setTimeout(later, LEAD * 1000))
      const [noise, beside] = await Promise.all([flood, told(other, asking(quiet, QUIET, fairSeconds))])
      const cpu = ((cpuOf(server.process.pid!) - began) * 1000) / noise.sent
      rounds.push({ alone: before ?? (await alone()), beside, noise, cpu })
    }
  } finally {
    await Promise.all([server, one, other].map(stopped))
  }
  return report(rounds)
}

type Client = Pick<Started, 'process'>

function client(): Client {
  return { process: fork(fileURLToPath(new URL('asking.ts', import.meta.url))) }
}

async function told({ process: child }: Client, asking: Asking): Promise<Asked> {
  const answered = once(child, 'message')
  child.send(asking)
  const [asked] = (await answered) as [Asked]
  return asked
}

function report(rounds: readonly Round[]) {
  const p = (share: number, times: readonly number[]) => {
    const sorted = times.toSorted((a, b) => a - b)
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  }
  const all = (which: 'alone' | 'beside') => rounds.flatMap((round) => round[which].times)
  const each = rounds.map(({ alone, beside }) => p(0.95, beside.times) / p(0.95, alone.times))
  const ratio = p(0.95, all('beside')) / p(0.95, all('alone'))
  const refused = rounds.reduce((sum, { noise }) => sum + (noise.statuses['429'] ?? 0), 0)
  const sent = rounds.reduce((sum, { noise }) => sum + noise.sent, 0)
  const unsent = rounds.reduce((sum, { noise }) => sum + (noise.statuses['unsent'] ?? 0), 0)
  const quietFailed = rounds.reduce((sum, { alone, beside }) => sum + failed(alone) + failed(beside), 0)
  const aims = [
    {
      what: `a tenant’s p95 beside one that sends ${NOISE} requests a second and may send ${LIMIT}`,
      figure: `${ratio.toFixed(2)} times its p95 alone (median of ${rounds.length} rounds: ${median(each).toFixed(2)})`,
      wanted: `less than ${MOST} times`,
      met: ratio < MOST,
    },
    { what: 'its requests that failed', figure: String(quietFailed), wanted: '0', met: quietFailed === 0 },
  ]
  const row = (name: string, times: readonly number[]) => [
    name,
    String(times.length),
    ...[0.5, 0.95, 0.99].map((share) => p(share, times).toFixed(2)),
  ]
  const body = [row('alone', all('alone')), row('beside', all('beside'))]
  const cpu = median(rounds.map((round) => round.cpu))
  const notes = [
    `Both ask for ${page.says}; the quiet one ${QUIET} times a second.`,
    `Of the noisy tenant’s ${sent} requests ${refused} were refused with 429.`,
    `${unsent} never left its client: all of its 256 connections waited for refusals that were kept back.`,
    `The server’s process took ${cpu.toFixed(3)} ms of CPU for each request of the noisy tenant, those that it answered included.`,
  ]
  const text = `${aimsTable(aims)}\n\n${table(['quiet tenant', 'requests', 'p50, ms', 'p95, ms', 'p99, ms'], body)}\n\n${notes.join('\n')}\n`
  return {
    text,
    aims,
    rounds: rounds.map(({ noise, cpu: spent }, i) => ({ ratio: each[i], cpu: spent, noise: noise.statuses })),
  }
}

function failed({ sent, times }: Asked): number {
  return sent - times.length
}
