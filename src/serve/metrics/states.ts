import { Counter, Gauge, type Metric } from 'prom-client'
import type { PoolUse, ServerCounts } from '../settings.ts'

/** Where the state of the server is read from. */
export interface Counted {
  readonly counts: () => ServerCounts
  readonly pools: () => readonly PoolUse[]
}

/** What isn't counted as it happens, but read when somebody asks. */
export function states({ counts, pools }: Counted): readonly Metric[] {
  return [
    new Counter({
      name: 'sluice_plan_cache_total',
      help: 'Look-ups of plans: hits and misses.',
      labelNames: ['result'],
      registers: [],
      collect() {
        const { hits, misses } = counts().plans
        this.reset()
        this.inc({ result: 'hit' }, hits)
        this.inc({ result: 'miss' }, misses)
      },
    }),
    new Gauge({
      name: 'sluice_plans_kept',
      help: 'Plans in the cache.',
      registers: [],
      collect() {
        this.set(counts().plans.kept)
      },
    }),
    new Gauge({
      name: 'sluice_turns',
      help: 'Requests and exports at the warehouse, and waiting for their turn.',
      labelNames: ['queue', 'state'],
      registers: [],
      collect() {
        const { turns, exports } = counts()
        for (const [queue, { running, waiting }] of Object.entries({ answers: turns, exports })) {
          this.set({ queue, state: 'running' }, running)
          this.set({ queue, state: 'waiting' }, waiting)
        }
      },
    }),
    new Gauge({
      name: 'sluice_pool_connections',
      help: 'Connections of each pool to each warehouse: busy, idle, and how many wait for one.',
      labelNames: ['warehouse', 'pool', 'state'],
      registers: [],
      collect() {
        this.reset()
        for (const { warehouse, pool, open, idle, waiting } of pools()) {
          this.set({ warehouse, pool, state: 'busy' }, open - idle)
          this.set({ warehouse, pool, state: 'idle' }, idle)
          this.set({ warehouse, pool, state: 'waiting' }, waiting)
        }
      },
    }),
  ]
}
