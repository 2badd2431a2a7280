import { writeFileSync } from 'node:fs'
import { request } from 'undici'
import { makeDataset } from '../dataset.ts'
import type { Ground } from '../ground.ts'
import type { Options } from '../options.ts'
import { peakMemory } from '../proc.ts'
import { aimsTable, table } from '../report.ts'
import { benchModels } from '../serving/capture.ts'
import { served, stopped } from '../serving/processes.ts'
import { tokensFor } from '../serving/tokens.ts'

/** A stream's memory doesn't grow with its rows: what the longest export takes more than the shortest, at most. */
const MOST_MB = 64

const query = `query Export($from: DateTime!) {
  orders(where: { placedAt: { gte: $from } }) { nodes { id placedAt status amount customer { name plan } } } }`

/** From when on the orders are a share of all: they spread evenly over the time that the dataset spans. */
const shares = [
  ['a fifth', '2026-05-27T00:00:00Z'],
  ['all', '2000-01-01T00:00:00Z'],
] as const

interface Exported {
  readonly what: string
  readonly accept: string
  readonly rows: number
  readonly bytes: number
  readonly seconds: number
  readonly peakMb: number
}

/** One tenant takes its orders out over HTTP: rows a second, and the most memory that the server held meanwhile. */
export async function measureExport({ exported, pool }: Options, ground: Ground) {
  const env = await ground.warehouse(`bench_export_${exported}`)
  await makeDataset(env['BENCH_OWNER']!, { orders: exported, tenants: 1 }, ground.say)
  await ground.guard(env, benchModels())
  await ground.freshStore()
  const tenant = 't0001'
  const tokens = await tokensFor([tenant], env['BENCH_SECRET']!)
  const server = await served('project', { ...env, BENCH_POOL: String(pool) })
  const exports: Exported[] = []
  try {
    const pid = server.process.pid!
    for (const accept of ['text/csv', 'application/jsonl']) {
      // The first finds a small heap, and a code that is compiled while it runs.
      await take(server.url, tokens.get(tenant)!, accept, shares[0][1])
      for (const [share, from] of shares) {
        ground.say(`exporting ${share} of ${exported.toLocaleString('en')} rows as ${accept}`)
        forgetPeak(pid)
        const taken = await take(server.url, tokens.get(tenant)!, accept, from)
        exports.push({ what: share, accept, ...taken, peakMb: peakMemory(pid) })
      }
    }
  } finally {
    await stopped(server)
  }
  const csv = exports.filter(({ accept }) => accept === 'text/csv')
  const more = csv.at(-1)!.peakMb - csv[0]!.peakMb
  const aim = {
    what: `memory of an export, ${csv.at(-1)!.rows.toLocaleString('en')} rows against ${csv[0]!.rows.toLocaleString('en')}`,
    figure: `${more} MB more`,
    wanted: `at most ${MOST_MB} MB more`,
    met: more <= MOST_MB,
  }
  const body = exports.map(({ accept, rows, bytes, seconds, peakMb }) => [
    accept,
    rows.toLocaleString('en'),
    (bytes / 1e6).toFixed(0),
    seconds.toFixed(1),
    (rows / seconds).toFixed(0),
    String(peakMb),
  ])
  const head = ['format', 'rows', 'MB', 'seconds', 'rows/s', 'peak memory, MB']
  return { text: `${aimsTable([aim])}\n\n${table(head, body)}\n`, aims: [aim], exports }
}

/** Reads an answer to its end. @throws where it isn't whole */
async function take(url: string, token: string, accept: string, from: string) {
  const started = performance.now()
  const answer = await request(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables: { from } }),
    bodyTimeout: 0,
    headersTimeout: 60_000,
  })
  if (answer.statusCode !== 200)
    throw new Error(`The export is refused: ${answer.statusCode} ${await answer.body.text()}`)
  let [bytes, lines] = [0, 0]
  for await (const chunk of answer.body as AsyncIterable<Buffer>) {
    bytes += chunk.length
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++
  }
  const seconds = (performance.now() - started) / 1000
  return { rows: accept === 'text/csv' ? lines - 1 : lines, bytes, seconds }
}

/** Lets the kernel count a process's peak anew. */
function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5')
}
