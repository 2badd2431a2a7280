import { systemClock, type Clock } from '../../../base/clock.ts'
import { Faults } from './faults.ts'
import { openJournal, type Write } from './journal.ts'
import { openServer, type Served } from './server.ts'
import type { FarRecord, SimRequest, Simulator } from './simulator.ts'

/** One account of a simulator under its own address: for tests. */
export interface RunningSimulator {
  readonly url: string
  readonly faults: Faults
  readonly log: readonly SimRequest[]
  /** Every write that was ever accepted, in order: what a test holds the engine's ledger against. */
  readonly writes: readonly Write[]
  records(object?: string): readonly FarRecord[]
  stop(): Promise<void>
}

/** `file` keeps the state over restarts. */
export async function startSimulator(
  simulator: Simulator,
  options: {
    readonly settings?: Readonly<Record<string, unknown>>
    readonly file?: string
    readonly clock?: Clock
  } = {},
): Promise<RunningSimulator> {
  const journal = openJournal(options.file)
  const world = simulator.open({
    settings: options.settings ?? {},
    journal,
    clock: options.clock ?? systemClock,
  })
  const served: Served = { world, faults: new Faults(), log: [] }
  const server = await openServer({ port: 0, find: ({ path }) => ({ served, path }) })
  return {
    url: server.url,
    faults: served.faults,
    log: served.log,
    writes: journal.writes,
    records: (object) => world.records(object),
    async stop() {
      await server.stop()
      journal.close()
    },
  }
}
