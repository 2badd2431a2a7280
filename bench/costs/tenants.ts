import type { ChildProcess } from 'node:child_process'
import { makeDataset } from '../dataset.ts'
import type { Ground } from '../ground.ts'
import type { Options } from '../options.ts'
import { peakMemory } from '../proc.ts'
import { aimsTable, table } from '../report.ts'
import { benchModels } from '../serving/capture.ts'
import { forked, stopped } from '../serving/processes.ts'
import { readShops } from '../serving/shops.ts'
import { tokensFor } from '../serving/tokens.ts'
import { kpi } from '../serving/workloads/kpi.ts'
import { page } from '../serving/workloads/page.ts'
import { point } from '../serving/workloads/point.ts'
import type { Shop } from '../serving/workloads/index.ts'

const MOST_BYTES = 10_000
/** Tenants that are served before the first look, so that what all share is there. */
const FIRST = 100
/** How often: Node's compiled code comes and goes by megabytes until it has settled. */
const WARM = 30
const AT_ONCE = 8

/** What a tenant more costs a running server: its heap before and after many tenants were served in turn. */
export async function measureTenants({ crowd, pool }: Options, ground: Ground) {
  const env = await ground.warehouse(`bench_tenants_${crowd}`)
  await makeDataset(env['BENCH_OWNER']!, { orders: 10 * crowd, tenants: crowd + FIRST }, ground.say)
  await ground.guard(env, benchModels())
  await ground.freshStore()
  const shops = await readShops(env['BENCH_OWNER']!)
  const tokens = await tokensFor(
    shops.map(({ tenant }) => tenant),
    env['BENCH_SECRET']!,
  )
  const server = await forked('../costs/weighed.ts', { ...env, BENCH_POOL: String(pool) }, ['--expose-gc'])
  try {
    const heap = () => asked(server.process)
    const serve = (those: readonly Shop[]) => serveAll(server.url, those, tokens)
    ground.say(`serving ${crowd.toLocaleString('en')} tenants in turn`)
    const first = shops.slice(0, FIRST)
    for (let time = 0; time < WARM; time++) await serve(first)
    const before = await heap()
    const half = FIRST + Math.floor(crowd / 2)
    await serve(shops.slice(FIRST, half))
    const middle = await heap()
    await serve(shops.slice(half))
    const after = await heap()
    // Node lets go of what it needed to start, whenever it pleases: the second half is clear of that.
    const each = Math.max((after - before) / crowd, (after - middle) / (shops.length - half))
    const aim = {
      what: `memory of one tenant more, of ${crowd.toLocaleString('en')} served in turn`,
      figure: `${(each / 1000).toFixed(2)} kB`,
      wanted: `under ${MOST_BYTES / 1000} kB`,
      met: each < MOST_BYTES,
    }
    const body = [
      [`heap after ${FIRST} tenants, MB`, (before / 1e6).toFixed(1)],
      [`heap after ${half.toLocaleString('en')} tenants, MB`, (middle / 1e6).toFixed(1)],
      [`heap after ${(FIRST + crowd).toLocaleString('en')} tenants, MB`, (after / 1e6).toFixed(1)],
      ['peak memory of the process, MB', String(peakMemory(server.process.pid!))],
    ]
    const text = `${aimsTable([aim])}\n\n${table(['after garbage collection', ''], body)}\n`
    return { text, aims: [aim], crowd, before, middle, after }
  } finally {
    await stopped(server)
  }
}

/** Each tenant asks for a figure, a page and a look-up. */
async function serveAll(url: string, shops: readonly Shop[], tokens: ReadonlyMap<string, string>) {
  const waiting = [...shops]
  const worker = async () => {
    for (let shop = waiting.pop(); shop; shop = waiting.pop()) {
      for (const { sluice, variables } of [kpi, page, point]) {
        const answer = await fetch(`${url}/graphql`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${tokens.get(shop.tenant)}`,
          },
          body: JSON.stringify({ query: sluice, variables: variables(shop) }),
        })
        const text = await answer.text()
        if (!answer.ok || text.includes('"errors"')) throw new Error(`${shop.tenant}: ${text.slice(0, 500)}`)
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

async function asked(server: ChildProcess): Promise<number> {
  const told = new Promise<number>((resolve) => server.once('message', (bytes) => resolve(bytes as number)))
  server.send('heap')
  return told
}
