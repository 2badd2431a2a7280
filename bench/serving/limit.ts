import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import pg, { type PoolClient, type Submittable } from 'pg'
import { connectionUrl, serving } from '../../src/warehouses/postgres/driver/settings.ts'
import { anyContext, type Captured, type CapturedRoot, type CapturedStatement } from './capture.ts'
import { signed } from './context.ts'
import type { Shop } from './workloads/index.ts'

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

/** Names of statements by their text, and which of them each connection has prepared. */
const names = new Map<string, string>()
const prepared = new WeakMap<Connection, Set<string>>()

function nameOf(text: string): string {
  const name = names.get(text) ?? `s${names.size}`
  names.set(text, name)
  return name
}

class Trip implements Submittable {
  readonly rows: (string | null)[][][]
  readonly done: Promise<void>
  readonly #statements: readonly CapturedStatement[]
  #at = 0
  #resolve!: () => void
  #reject!: (error: Error) => void

  constructor(statements: readonly CapturedStatement[]) {
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
    for (const { text, values } of this.#statements) {
      const name = nameOf(text)
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

async function answer(workload: string, shop: Shop): Promise<string> {
  const { statements, roots } = captured.workloads[workload]!
  const client: PoolClient = await pool.connect()
  try {
    const trip = new Trip(
      statements.map(({ text, values }) => ({ text, values: values.map((value) => asked(value, shop)) })),
    )
    client.query(trip)
    await trip.done
    const parts = roots.map((root) => `"${root.as}":${textOf(root, trip.rows[root.statement]!)}`)
    return `{"data":{${parts.join(',')}}}\n`
  } finally {
    client.release()
  }
}

function textOf(root: CapturedRoot, rows: readonly (string | null)[][]): string {
  if (root.field === 'one') return rows[0]?.[0] ?? 'null'
  if (root.field === 'nodes') {
    const nodes = rows.slice(0, root.size).map((row) => row[0])
    return `{"nodes":[${nodes.join(',')}]}`
  }
  const own = rows.filter((row) => row[0] === root.part).map((row) => row[1])
  return root.field === 'totals' ? `{"totals":${own[0]}}` : `{"rows":[${own.join(',')}]}`
}

function asked(value: string | null, shop: Shop): string | null {
  if (value === anyContext) return signed(shop.tenant)
  if (value === captured.shop.tenant) return shop.tenant
  return value === captured.shop.customer ? shop.customer : value
}

const server = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8')
  request.on('data', (text: string) => (body += text))
  request.on('end', () => {
    const tenant = request.headers.authorization!.slice('Bearer '.length)
    const { query, customer } = JSON.parse(body) as { query: string; customer: string }
    answer(query, { tenant, customer }).then(
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
