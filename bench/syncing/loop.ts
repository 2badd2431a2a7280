import pg from 'pg'
import { Pool } from 'undici'

/**
 * The bare loop: reads the same rows a page at a time, posts them in the same batches with as many at once, and
 * remembers nothing. Tells its seconds.
 */
const batch = 1_000
const atOnce = 4

const client = new pg.Client({ connectionString: process.env['BENCH_OWNER']! })
await client.connect()
const receiver = new Pool(process.env['BENCH_RECEIVER']!, { connections: atOnce })
const started = performance.now()

await client.query('begin read only')
await client.query(`declare everybody no scroll cursor for select contact_id as id, name, email, plan, city, score,
  revenue::text as revenue, updated_at::text as updated_at from bench.contacts`)
const inFlight = new Set<Promise<void>>()
for (;;) {
  const { rows } = await client.query<{ id: string }>(`fetch ${batch} from everybody`)
  if (rows.length === 0) break
  if (inFlight.size >= atOnce) await Promise.race(inFlight)
  const sending = post(rows).finally(() => inFlight.delete(sending))
  inFlight.add(sending)
}
await Promise.all(inFlight)
const seconds = (performance.now() - started) / 1000
await client.query('commit')
await Promise.all([client.end(), receiver.close()])
process.send!(seconds)

async function post(rows: readonly { id: string }[]): Promise<void> {
  const changes = rows.map((fields) => ({ key: fields.id, object: 'contacts', operation: 'upsert', fields }))
  const headers = { 'content-type': 'application/json' }
  const answer = await receiver.request({ path: '/', method: 'POST', headers, body: JSON.stringify(changes) })
  await answer.body.dump()
  if (answer.statusCode !== 200) throw new Error(`The receiver answered ${answer.statusCode}`)
}
