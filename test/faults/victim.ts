import { runLane } from '../../src/sync/run/run.ts'
import type { Point } from '../../src/sync/run/points.ts'
import { openStore } from '../../src/store/store.ts'
import { benchOf, jobOf, manyThings, openAccount } from '../sync/far.ts'
import { suiteLog } from '../support/log/suite.ts'

/** A process that runs a sync and, at the `count`-th time that it passes `point`, is killed or frozen. */
interface Order {
  readonly url: string
  readonly far: string
  readonly sync: string
  /** How many rows its source has. */
  readonly things: number
  readonly point: Point
  readonly count: number
  readonly signal: 'SIGKILL' | 'SIGSTOP'
  readonly leaseMs: number
}

const order = JSON.parse(process.env['VICTIM'] ?? '') as Order
const store = openStore({ url: order.url, log: suiteLog })
const destination = openAccount(order.far)
const rows = manyThings(order.things)
const job = jobOf(destination, () => rows, { lane: { sync: order.sync, tenant: null } })
let passed = 0
const at = async (point: Point) => {
  if (point !== order.point || ++passed !== order.count) return
  // The far side gets the request first: then its answer is what is lost.
  if (point === 'after send before ack') await new Promise((resolve) => setTimeout(resolve, 60))
  process.kill(process.pid, order.signal)
}
const ended = await runLane(benchOf(store), job, { at, leaseMs: order.leaseMs }).then(
  ({ state, counts }) => ({ state, counts }),
  (error: { code?: string }) => ({ state: error.code }),
)
process.stdout.write(`${JSON.stringify({ ...ended, passed })}\n`)
await destination.close()
await store.close()
