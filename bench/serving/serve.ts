import { fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Ground } from '../ground.ts'
import type { Options } from '../options.ts'
import { cpuOfTree, peakMemory } from '../proc.ts'
import { capture } from './capture.ts'
import { compare } from './compare.ts'
import { startContestants, stopContestants, type Contestant } from './contestants.ts'
import type { Drive, Driven } from './drive.ts'
import { atOnce, lines, type Measure } from './lines.ts'
import { readShops } from './shops.ts'
import { tokensFor } from './tokens.ts'
import { aims, told } from './told.ts'
import { workloads, type Shop, type Workload } from './workloads/index.ts'

/** The bench's PostgreSQL, and how contestants reach what is in it. */
type Field = Pick<Ground, 'postmaster' | 'folder' | 'say'> & {
  readonly env: Readonly<Record<string, string>>
}

/** Serving, side by side: answers compared, then every contestant on every workload in turn, round by round. */
export async function measureServing(options: Options, ground: Field) {
  const shops = await readShops(ground.env['BENCH_OWNER']!)
  const tokens = await tokensFor(
    shops.map(({ tenant }) => tenant),
    ground.env['BENCH_SECRET']!,
  )
  const captured = `${ground.folder}/captured.json`
  writeFileSync(captured, JSON.stringify(await capture()))
  const env = { ...ground.env, BENCH_CAPTURED: captured, BENCH_POOL: String(options.pool) }
  const contestants = await startContestants({ env, tokens }, ground.say)
  try {
    ground.say('comparing answers')
    for (const workload of workloads) await compare(workload, contestants, shops)
    const measures = await rounds(options, ground, contestants, shuffled(shops))
    const all = lines(measures)
    const memory = Object.fromEntries(
      contestants.map(({ name, process }) => [name, peakMemory(process.pid!)]),
    )
    const held = options.connections.map((load) => ({ connections: load, aims: aims(atOnce(all, load)) }))
    return { text: told(all, memory), aims: held, lines: all, peakMemoryMb: memory }
  } finally {
    await stopContestants(contestants)
  }
}

async function rounds(
  { rounds, seconds, connections }: Options,
  ground: Field,
  contestants: readonly Contestant[],
  shops: readonly Shop[],
): Promise<readonly Measure[]> {
  const driver = fork(fileURLToPath(new URL('drive.ts', import.meta.url)))
  const drive = async (contestant: Contestant, workload: Workload, load: number, time: number) => {
    const requests = shops.flatMap((shop) => {
      const body = contestant.body(workload, shop)
      return body === undefined ? [] : [{ token: contestant.token(shop.tenant), body }]
    })
    if (requests.length === 0) return undefined
    const path = contestant.path(workload)
    const cpu = () => [cpuOfTree(contestant.process.pid!), cpuOfTree(ground.postmaster)] as const
    const before = cpu()
    const { url } = contestant
    driver.send({ url, path, requests, connections: load, seconds: time, most: 1_000_000 } satisfies Drive)
    const [driven] = (await once(driver, 'message')) as [Driven]
    const after = cpu()
    const each = (i: 0 | 1) => ((after[i] - before[i]) * 1000) / Math.max(1, driven.count)
    return { ...driven, appCpu: each(0), databaseCpu: each(1) }
  }
  const measures: Measure[] = []
  try {
    ground.say('warming up')
    for (const workload of workloads) {
      for (const contestant of contestants) await drive(contestant, workload, 16, Math.min(2, seconds))
    }
    for (let round = 1; round <= rounds; round++) {
      for (const load of connections) {
        ground.say(`round ${round} of ${rounds}, ${load} at once`)
        for (const workload of workloads) {
          // Whoever comes first finds other caches than whoever comes last: the order moves on with each round.
          const order = contestants.map((_, i) => contestants[(i + round) % contestants.length]!)
          for (const contestant of order) {
            const measured = await drive(contestant, workload, load, seconds)
            if (!measured) continue
            const which = { round, workload: workload.name, contestant: contestant.name, connections: load }
            measures.push({ ...which, ...measured })
          }
        }
      }
    }
  } finally {
    driver.kill()
  }
  return inOrder(measures, contestants)
}

function inOrder(measures: readonly Measure[], contestants: readonly Contestant[]): readonly Measure[] {
  const rank = ({ contestant }: Measure) => contestants.findIndex(({ name }) => name === contestant)
  const place = ({ workload }: Measure) => workloads.findIndex(({ name }) => name === workload)
  return measures.toSorted(
    (a, b) => a.connections - b.connections || place(a) - place(b) || rank(a) - rank(b),
  )
}

/** Tenants ask equally often, whatever their size, in an order that has nothing to do with it. */
function shuffled(shops: readonly Shop[]): readonly Shop[] {
  const step = 619 // coprime to the numbers of tenants that are used
  return shops.map((_, i) => shops[(i * step) % shops.length]!)
}
