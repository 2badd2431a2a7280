import type { Clock } from '../../../src/base/clock.ts'
import type { Batch, Change, Quota } from '../../../src/destinations/contract.ts'
import {
  connectorNamed,
  openDestination,
  type Destination,
  type OpenOptions,
} from '../../../src/destinations/index.ts'
import type { Simulator } from '../../../src/destinations/kit/simulator/simulator.ts'
import { startSimulator, type RunningSimulator } from '../../../src/destinations/kit/simulator/start.ts'

/** Time that moves only when somebody sleeps. */
export interface HeldClock extends Clock {
  readonly slept: readonly number[]
}

export function heldClock(start = '2026-11-22T12:00:00Z'): HeldClock {
  let at = Date.parse(start)
  const slept: number[] = []
  return {
    slept,
    now: () => new Date(at),
    sleep: (ms, signal) => {
      signal?.throwIfAborted()
      slept.push(ms)
      at += ms
      return Promise.resolve()
    },
  }
}

export interface Scene {
  readonly far: RunningSimulator
  readonly destination: Destination
  readonly clock: HeldClock
  readonly quotas: Quota[]
}

/** A connector that speaks to a fresh account of its simulator, and time in the test's hand. */
export async function withScene<T>(
  simulator: Simulator,
  play: (scene: Scene) => Promise<T>,
  options: { readonly far?: Record<string, unknown> } & Partial<OpenOptions> = {},
): Promise<T> {
  const clock = heldClock()
  const sandbox = connectorNamed(simulator.name).sandbox('http://127.0.0.1/') as Record<string, unknown>
  const far = await startSimulator(simulator, { clock, settings: { ...sandbox, ...options.far } })
  const quotas: Quota[] = []
  const destination = openDestination({
    name: 'tested',
    connector: simulator.name,
    settings: {},
    sandboxUrl: far.url,
    clock,
    random: () => 0.5,
    onQuota: (quota) => quotas.push(quota),
    ...options,
  })
  try {
    return await play({ far, destination, clock, quotas })
  } finally {
    await destination.close()
    await far.stop()
  }
}

/** A batch of a simulator's example. */
export function batchOf(
  { example }: Simulator,
  changes: readonly Change[],
  operation: Batch['operation'] = 'upsert',
): Batch {
  return { object: example.object, key: example.key, operation, changes, operationId: 'run-1.batch-1' }
}

export function examples({ example }: Simulator, count: number): Change[] {
  return Array.from({ length: count }, (_, n) => example.change(n))
}
