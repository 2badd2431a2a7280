import { Counter, Histogram, Registry } from 'prom-client'
import { errorKinds } from '../../base/errors.ts'
import { requestFaults } from '../errors/mask.ts'
import { states, type Counted } from './states.ts'

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

/** Seconds: a look-up takes one to two ms, and after half a minute a statement is ended. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

const outcomes: ReadonlySet<string> = new Set(['OK', ...requestFaults, ...Object.keys(errorKinds)])

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
  for (const metric of states({ counts, pools })) registry.registerMetric(metric)
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
