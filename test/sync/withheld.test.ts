import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Store } from '../../src/store/store.ts'
import { planLane } from '../../src/sync/run/plan.ts'
import { runLane } from '../../src/sync/run/run.ts'
import type { Row } from '../../src/warehouses/contract.ts'
import { benchOf, farSide, freshStore, heldBy, jobOf, wanted } from './far.ts'

// Whatever the source does meanwhile: what a guard stopped reaches nobody before somebody approves it.
const RUNS = process.env['SLUICE_TEST_FULL'] === '1' ? 300 : 20

let store: Store
let close: () => Promise<void>
beforeAll(async () => {
  ;({ store, close } = await freshStore())
})
afterAll(() => close())

/** Keys `from` to `to` get this value, null too, or leave. */
interface Step {
  readonly is: 'put' | 'take' | 'empty'
  readonly from: number
  readonly count: number
  readonly value: string | null
  readonly approve: boolean
}

const step: fc.Arbitrary<Step> = fc.record({
  is: fc.constantFrom('put', 'put', 'put', 'take', 'empty'),
  from: fc.nat({ max: 40 }),
  count: fc.integer({ min: 1, max: 40 }),
  value: fc.constantFrom('1.00', '2.00', null),
  approve: fc.boolean(),
})

let lanes = 0

async function world() {
  const side = await farSide()
  const source = new Map<string, Row>()
  const rows = { now: [] as Row[] }
  const job = jobOf(side.destination, () => rows.now, {
    lane: { sync: `withheld-${++lanes}`, tenant: null },
    guards: { removed: { records: 2, share: 0.1 }, changed: { records: 0, share: 0.3 }, minRows: 1 },
  })
  return { ...side, source, rows, job }
}

type World = Awaited<ReturnType<typeof world>>

function change({ source, rows }: World, { is, from, count, value }: Step): void {
  for (let n = from; n < from + count; n++) {
    if (is === 'put') source.set(`k${n}`, [`k${n}`, `Name ${value}`, value])
    if (is === 'take') source.delete(`k${n}`)
  }
  rows.now = is === 'empty' ? [] : [...source.values()]
}

/** What each key is to become, where that is a change of what the far side holds. */
function pending(at: World, held: Record<string, unknown>): Map<string, 'update' | 'remove'> {
  const wish = wanted(at.rows.now)
  return new Map(
    Object.keys(held).flatMap((key): [string, 'update' | 'remove'][] => {
      if (!(key in wish)) return [[key, 'remove']]
      return JSON.stringify(wish[key]) === JSON.stringify(held[key]) ? [] : [[key, 'update']]
    }),
  )
}

/** Runs, and holds the far side against what was stopped before and was never approved. */
async function runAndLook(at: World, stopped: Map<string, 'update' | 'remove'>): Promise<void> {
  const before = heldBy(at.far)
  const wishes = pending(at, before)
  if (at.rows.now.length > 0) {
    for (const [key, kind] of stopped) {
      const back = at.rows.now.some(([id]) => id === key)
      if (back && (kind === 'remove' || !wishes.has(key))) stopped.delete(key)
    }
  }
  const ended = await runLane(benchOf(store), at.job)
  expect(ended.state).toBe('done')
  const after = heldBy(at.far)
  const still = [...stopped].filter(([key, kind]) => wishes.get(key) === kind).map(([key]) => key)
  expect(still.map((key) => after[key])).toEqual(still.map((key) => before[key]))
  // An empty read is stopped as a whole, and is over with the next one.
  if (at.rows.now.length > 0)
    for (const [key, kind] of wishes)
      if (key in after && JSON.stringify(after[key]) === JSON.stringify(before[key])) stopped.set(key, kind)
  for (const key of stopped.keys()) if (!(key in after)) stopped.delete(key)
  const left = [...pending(at, after).keys()].length
  expect(ended.digest === null).toBe(left === 0)
}

async function approveAll(at: World, stopped: Map<string, 'update' | 'remove'>): Promise<void> {
  const { digest, counts } = await planLane(benchOf(store), at.job)
  if (counts.withheld === 0) return
  const ended = await runLane(benchOf(store), at.job, { approve: digest })
  expect(ended.counts.withheld).toBe(0)
  expect(heldBy(at.far)).toEqual(wanted(at.rows.now))
  stopped.clear()
}

test(
  'what a guard stopped reaches nobody before it is approved, whatever comes meanwhile',
  async () => {
    expect.hasAssertions()
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const at = await world()
        const stopped = new Map<string, 'update' | 'remove'>()
        try {
          for (const one of steps) {
            change(at, one)
            await runAndLook(at, stopped)
            if (one.approve && one.is === 'take') await approveAll(at, stopped)
          }
          change(at, { is: 'take', from: 1_000, count: 1, value: null, approve: true })
          await runAndLook(at, stopped)
          await approveAll(at, stopped)
          expect(heldBy(at.far)).toEqual(wanted(at.rows.now))
        } finally {
          await at.close()
        }
      }),
      { numRuns: RUNS },
    )
  },
  RUNS * 3_000 + 30_000,
)
