import { Pool } from 'undici'

/** One measurement: as many requests at once as there are connections, for so long, never more than `most`. */
export interface Drive {
  readonly url: string
  readonly path: string
  readonly requests: readonly { readonly token: string; readonly body: string }[]
  readonly connections: number
  readonly seconds: number
  readonly most: number
}

export interface Driven {
  readonly count: number
  readonly errors: number
  readonly seconds: number
  /** Milliseconds. */
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

// A process of its own: the load must not take the contestant's event loop, nor the report's.
process.on('message', (drive: Drive) => {
  void measure(drive).then((driven) => process.send!(driven))
})

/** GraphQL's errors, and the one that drizzle-cube puts in a batch's results. */
const failed = /"errors?":/

// Tenants take turns over all measurements of a contestant: nobody is asked the same twice in a row.
let next = 0

async function measure({ url, path, requests, connections, seconds, most }: Drive): Promise<Driven> {
  const pool = new Pool(url, { connections, pipelining: 1 })
  const times: number[] = []
  let errors = 0
  const last = next + most
  const started = performance.now()
  const until = started + seconds * 1000
  const worker = async () => {
    while (performance.now() < until && next < last) {
      const { token, body } = requests[next++ % requests.length]!
      const begun = performance.now()
      const headers = {
        'content-type': 'application/json',
        accept: 'application/json',
        authorization: `Bearer ${token}`,
      }
      const answer = await pool.request({ path, method: 'POST', headers, body })
      const text = await answer.body.text()
      times.push(performance.now() - begun)
      if (answer.statusCode !== 200 || failed.test(text)) errors++
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
  const spent = (performance.now() - started) / 1000
  await pool.close()
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { count: times.length, errors, seconds: spent, p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
