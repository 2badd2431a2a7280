import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { fileURLToPath } from 'node:url'
import { SignJWT } from 'jose'
import { normalise } from './answers.ts'
import { capture } from './capture.ts'
import { startContestants, type Contestant } from './contestants.ts'
import { tenantName } from './dataset.ts'
import type { Drive, Driven } from './drive.ts'
import type { Ground } from './ground.ts'
import type { Options } from './options.ts'
import { cpuOf, cpuOfTree, peakMemory } from './proc.ts'
import { geometricMean, lines, table, type Measure } from './report.ts'
import { workloads, type Workload } from './workloads.ts'

/** The bench's PostgreSQL, and how contestants reach what is in it. */
type Field = Pick<Ground, 'postmaster' | 'folder' | 'say'> & {
  readonly env: Readonly<Record<string, string>>
}

/** Serving, side by side: answers compared, then every contestant on every workload in turn, round by round. */
export async function measureServing(options: Options, ground: Field) {
  const secret = ground.env['BENCH_SECRET']!
  const tenants = Array.from({ length: options.tenants }, (_, i) => tenantName(i + 1))
  const tokens = new Map(
    await Promise.all(tenants.map(async (tenant) => [tenant, await sign(tenant, secret)] as const)),
  )
  const captured = `${ground.folder}/captured.json`
  writeFileSync(captured, JSON.stringify(await capture()))
  const env = { ...ground.env, BENCH_CAPTURED: captured, BENCH_POOL: String(options.pool) }
  const contestants = await startContestants({ env, tokens })
  try {
    ground.say('comparing answers')
    for (const workload of workloads) await compare(workload, contestants, tenants)
    const measures = await rounds(options, ground, contestants, shuffled(tenants))
    const all = lines(measures)
    const memory = Object.fromEntries(
      contestants.map(({ name, process }) => [name, peakMemory(process.pid!)]),
    )
    const means = Object.fromEntries(
      ['limit', 'apollo+knex', 'postgraphile'].map((over) => [over, geometricMean(all, 'sluice', over)]),
    )
    return { text: told(all, means, memory), lines: all, sluiceOver: means, peakMemoryMb: memory, measures }
  } finally {
    await Promise.all(contestants.map(({ process }) => ended(process)))
  }
}

async function ended(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  if (child.kill()) await gone
}

async function sign(tenant: string, secret: string): Promise<string> {
  const claims = new SignJWT({ tenant, roles: [] }).setProtectedHeader({ alg: 'HS256' }).setSubject('bench')
  return claims.setIssuedAt().setExpirationTime('6h').sign(new TextEncoder().encode(secret))
}

/** The largest tenant, the smallest, and some between; an empty answer proves nothing, so the largest must not have one. */
async function compare(
  workload: Workload,
  contestants: readonly Contestant[],
  tenants: readonly string[],
): Promise<void> {
  const probes = [0, 1, 9, tenants.length >> 1, tenants.length - 1].map((rank) => tenants[rank]!)
  for (const tenant of probes) {
    const answers = await Promise.all(contestants.map((contestant) => ask(contestant, workload, tenant)))
    for (const [i, answer] of answers.entries()) {
      if (isDeepStrictEqual(answer, answers[0])) continue
      const [left, right] = [answers[0], answer].map((one) => JSON.stringify(one).slice(0, 2_000))
      throw new Error(
        `${workload.name}, ${tenant}: ${contestants[i]!.name} differs from the limit\n${left}\n${right}`,
      )
    }
  }
}

async function ask(contestant: Contestant, workload: Workload, tenant: string): Promise<unknown> {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    authorization: `Bearer ${contestant.token(tenant)}`,
  }
  const answer = await fetch(`${contestant.url}/graphql`, {
    method: 'POST',
    headers,
    body: contestant.body(workload),
  })
  const text = await answer.text()
  if (!answer.ok || text.includes('"errors"')) {
    throw new Error(`${contestant.name} fails on ${workload.name}: ${answer.status} ${text.slice(0, 1_000)}`)
  }
  return normalise((JSON.parse(text) as { data: unknown }).data)
}

async function rounds(
  { rounds, seconds, connections }: Options,
  ground: Field,
  contestants: readonly Contestant[],
  tenants: readonly string[],
): Promise<readonly Measure[]> {
  const driver = fork(fileURLToPath(new URL('drive.ts', import.meta.url)))
  const measures: Measure[] = []
  const one = async (contestant: Contestant, workload: Workload, time: number) => {
    const body = contestant.body(workload)
    const requests = tenants.map((tenant) => ({ token: contestant.token(tenant), body }))
    const drive: Drive = { url: contestant.url, requests, connections, seconds: time, most: 1_000_000 }
    const before = [cpuOf(contestant.process.pid!), cpuOfTree(ground.postmaster)] as const
    driver.send(drive)
    const [driven] = (await once(driver, 'message')) as [Driven]
    const after = [cpuOf(contestant.process.pid!), cpuOfTree(ground.postmaster)] as const
    const each = (i: 0 | 1) => ((after[i] - before[i]) * 1000) / Math.max(1, driven.count)
    return { ...driven, appCpu: each(0), databaseCpu: each(1) }
  }
  try {
    ground.say('warming up')
    for (const workload of workloads) {
      for (const contestant of contestants) await one(contestant, workload, Math.min(2, seconds))
    }
    for (let round = 1; round <= rounds; round++) {
      for (const workload of workloads) {
        ground.say(`round ${round} of ${rounds}: ${workload.says}`)
        // Whoever comes first finds other caches than whoever comes last: the order moves on with each round.
        const order = contestants.map((_, i) => contestants[(i + round) % contestants.length]!)
        for (const contestant of order) {
          const measured = await one(contestant, workload, seconds)
          measures.push({ round, workload: workload.name, contestant: contestant.name, ...measured })
        }
      }
    }
  } finally {
    driver.kill()
  }
  const rank = (measure: Measure) => contestants.findIndex(({ name }) => name === measure.contestant)
  const place = (measure: Measure) => workloads.findIndex(({ name }) => name === measure.workload)
  return measures.sort((a, b) => place(a) - place(b) || rank(a) - rank(b))
}

/** Tenants ask equally often, whatever their size, in an order that has nothing to do with it. */
function shuffled(tenants: readonly string[]): readonly string[] {
  const step = 619 // coprime to the numbers of tenants that are used
  return tenants.map((_, i) => tenants[(i * step) % tenants.length]!)
}

function told(
  all: ReturnType<typeof lines>,
  means: Record<string, number>,
  memory: Record<string, number>,
): string {
  const ratios = Object.entries(means).map(([over, mean]) => `- Sluice over ${over}: ${mean.toFixed(2)}`)
  const peaks = Object.entries(memory).map(([name, mb]) => `- ${name}: ${mb} MB`)
  return `${table(all)}\n\nRequests a second, geometric mean:\n${ratios.join('\n')}\n\nPeak memory:\n${peaks.join('\n')}\n`
}
