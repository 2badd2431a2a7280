import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import pg, { type PoolClient, type Submittable } from 'pg'
import { connectionUrl, serving } from '../../src/warehouses/postgres/driver/settings.ts'
import type { Captured } from '../capture.ts'

/**
 * The limit: the very statements that Sluice sends, in one trip by bare `pg` over `node:http`, and the same bytes out.
 * Nothing is checked: the tenant stands in the token's place, the workload's name in the query's.
 */
const captured = JSON.parse(readFileSync(process.env['BENCH_CAPTURED']!, 'utf8')) as Captured
const pool = new pg.Pool({
  connectionString: connectionUrl(process.env['BENCH_URL']!, serving(30_000)),
  max: Number(process.env['BENCH_POOL']),
})

interface Connection {
  readonly stream: { cork(): void; uncork(): void }
  parse(query: { name: string; text: string }): void
  bind(config: { statement: string; values: readonly (string | null)[] }): void
  execute(config: object): void
  sync(): void
}

interface Sent {
  readonly name: string
  readonly text: string
  readonly values: readonly (string | null)[]
}

const prepared = new WeakMap<Connection, Set<string>>()

class Trip implements Submittable {
  readonly rows: (string | null)[][][]
  readonly done: Promise<void>
  readonly #statements: readonly Sent[]
  #at = 0
  #resolve!: () => void
  #reject!: (error: Error) => void

  constructor(statements: readonly Sent[]) {
    this.#statements = statements
    this.rows = statements.map(() => [])
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  submit(connection: unknown): void {
    const wire = connection as Connection
    const known = prepared.get(wire) ?? new Set()
    prepared.set(wire, known)
    wire.stream.cork()
    for (const { name, text, values } of this.#statements) {
      if (!known.has(name)) wire.parse({ name, text })
      known.add(name)
      wire.bind({ statement: name, values })
      wire.execute({})
    }
    wire.sync()
    wire.stream.uncork()
  }

  handleDataRow(message: { fields: (string | null)[] }): void {
    this.rows[this.#at]!.push(message.fields)
  }
  handleCommandComplete(): void {
    this.#at++
  }
  handleReadyForQuery(): void {
    this.#resolve()
  }
  handleError(error: Error): void {
    this.#reject(error)
  }
}

async function answer(workload: string, tenant: string): Promise<string> {
  const roots = captured.workloads[workload]!
  const context = { name: 'context', text: `select set_config('sluice.tenant', $1, true)`, values: [tenant] }
  const statements = roots.map(({ name, text, values }) => ({
    name,
    text,
    values: values.map((value) => (value === captured.tenant ? tenant : value)),
  }))
  const client: PoolClient = await pool.connect()
  try {
    const trip = new Trip([context, ...statements])
    client.query(trip)
    await trip.done
    const parts = roots.map((root, i) => {
      const rows = trip.rows[i + 1]!
      if (root.field === 'totals') return `"${root.as}":{"totals":${rows[0]![1]}}`
      if (root.field === 'rows') return `"${root.as}":{"rows":[${rows.map((row) => row[1]).join(',')}]}`
      return `"${root.as}":{"nodes":[${rows
        .slice(0, root.size)
        .map((row) => row[0])
        .join(',')}]}`
    })
    return `{"data":{${parts.join(',')}}}\n`
  } finally {
    client.release()
  }
}

const server = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8')
  request.on('data', (text: string) => (body += text))
  request.on('end', () => {
    const tenant = request.headers.authorization!.slice('Bearer '.length)
    answer((JSON.parse(body) as { query: string }).query, tenant).then(
      (text) => {
        const length = Buffer.byteLength(text)
        response
          .writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': length })
          .end(text)
      },
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
})
server.listen(0, '127.0.0.1', () => process.send!((server.address() as { port: number }).port))
