import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { errorKinds } from '../../base/errors.ts'
import type { ServerCounts } from '../index.ts'
import type { PoolUse } from '../settings.ts'

/** What the server counts of itself. No label names a tenant, a document or anything else that a caller chooses. */
export interface Meters {
  /** A request to /graphql is over; `code` is its first error's, or OK. */
  answered(code: string, seconds: number): void
  /** An export went out; `whole` says whether to its end. */
  exported(format: string, whole: boolean): void
  rows(format: string, count: number): void
  readonly exportedRows: number
  readonly contentType: string
  /** In Prometheus's text format. */
  text(): Promise<string>
}

export interface Counted {
  readonly counts: () => ServerCounts
  readonly pools: () => readonly PoolUse[]
}

/** Seconds: a look-up takes one to two ms, and after half a minute a statement is ended. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** Codes of GraphQL's own refusals. */
const graphql = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'BAD_REQUEST']
const outcomes: ReadonlySet<string> = new Set(['OK', ...graphql, ...Object.keys(errorKinds)])

export function openMeters({ counts, pools }: Counted): Meters {
  const registry = new Registry()
  const registers = [registry]
  const requests = new Counter({
    name: 'sluice_requests_total',
    help: 'Requests to /graphql by outcome: OK, or the code of the first error.',
    labelNames: ['outcome'],
    registers,
  })
  const seconds = new Histogram({
    name: 'sluice_request_seconds',
    help: 'How long requests to /graphql took, exports left out.',
    buckets: BUCKETS,
    registers,
  })
  const exports = new Counter({
    name: 'sluice_exports_total',
    help: 'Exports by format, and whether they came to their end.',
    labelNames: ['format', 'outcome'],
    registers,
  })
  const rows = new Counter({
    name: 'sluice_export_rows_total',
    help: 'Rows that exports wrote.',
    labelNames: ['format'],
    registers,
  })
  let written = 0
  measureState(registers, counts, pools)
  return {
    answered(code, took) {
      requests.inc({ outcome: outcomes.has(code) ? code : 'INTERNAL' })
      seconds.observe(took)
    },
    exported: (format, whole) => exports.inc({ format, outcome: whole ? 'whole' : 'cut' }),
    rows(format, count) {
      written += count
      rows.inc({ format }, count)
    },
    get exportedRows() {
      return written
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  }
}

/** What is read when it is asked for. */
function measureState(registers: Registry[], counts: Counted['counts'], pools: Counted['pools']): void {
  new Counter({
    name: 'sluice_plan_cache_total',
    help: 'Look-ups of plans: hits and misses.',
    labelNames: ['result'],
    registers,
    collect() {
      const { hits, misses } = counts().plans
      this.reset()
      this.inc({ result: 'hit' }, hits)
      this.inc({ result: 'miss' }, misses)
    },
  })
  new Gauge({
    name: 'sluice_plans_kept',
    help: 'Plans in the cache.',
    registers,
    collect() {
      this.set(counts().plans.kept)
    },
  })
  new Gauge({
    name: 'sluice_turns',
    help: 'Requests and exports at the warehouse, and waiting for their turn.',
    labelNames: ['queue', 'state'],
    registers,
    collect() {
      const { turns, exports } = counts()
      for (const [queue, { running, waiting }] of Object.entries({ answers: turns, exports })) {
        this.set({ queue, state: 'running' }, running)
        this.set({ queue, state: 'waiting' }, waiting)
      }
    },
  })
  new Gauge({
    name: 'sluice_pool_connections',
    help: 'Connections of each pool to each warehouse: busy, idle, and how many wait for one.',
    labelNames: ['warehouse', 'pool', 'state'],
    registers,
    collect() {
      this.reset()
      for (const { warehouse, pool, open, idle, waiting } of pools()) {
        this.set({ warehouse, pool, state: 'busy' }, open - idle)
        this.set({ warehouse, pool, state: 'idle' }, idle)
        this.set({ warehouse, pool, state: 'waiting' }, waiting)
      }
    },
  })
}
