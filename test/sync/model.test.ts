import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { SluiceError } from '../../src/base/errors.ts'
import { fewer, htmlPage, reordered, type Fault } from '../../src/destinations/kit/simulator/faults.ts'
import { readLedger } from '../../src/store/ledger.ts'
import { releaseRejects } from '../../src/store/rejects.ts'
import type { Store } from '../../src/store/store.ts'
import { points, type Point } from '../../src/sync/run/points.ts'
import { runLane, type LaneRun } from '../../src/sync/run/run.ts'
import type { Job, RunOptions } from '../../src/sync/run/job.ts'
import type { Row } from '../../src/warehouses/contract.ts'
import { benchOf, farSide, freshStore, heldBy, jobOf, mappingOf, openAccount, wanted } from './far.ts'

// The ledger against a naive model: whatever the source, the far side and the network do, I1 to I6 hold.
// `SLUICE_TEST_FULL=1` looks much longer.
const RUNS = process.env['SLUICE_TEST_FULL'] === '1' ? 500 : 25

let store: Store
let close: () => Promise<void>
beforeAll(async () => {
  ;({ store, close } = await freshStore())
})
afterAll(() => close())

type Step =
  | { readonly is: 'put'; readonly key: number; readonly value: number }
  | { readonly is: 'take'; readonly key: number }
  | { readonly is: 'twin'; readonly key: number }
  | { readonly is: 'refuse'; readonly key: number }
  | { readonly is: 'fault'; readonly fault: Fault; readonly after: number }
  | {
      readonly is: 'run'
      readonly cut?: { readonly point: Point; readonly count: number } | undefined
      readonly stop: boolean
    }

const key = fc.nat({ max: 7 })
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.constantFrom<Fault>(
    { is: 'answer', reply: { status: 503 } },
    { is: 'answer', reply: { status: 429, headers: { 'retry-after': '0' } } },
    { is: 'drop', applied: true },
    { is: 'drop', applied: false },
    { is: 'reset' },
    { is: 'half', count: 1 },
    htmlPage,
    reordered,
    fewer(1),
  ),
)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ is: fc.constant('put' as const), key, value: fc.nat({ max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('take' as const), key }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('twin' as const), key }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('refuse' as const), key }) },
  {
    weight: 3,
    arbitrary: fc.record({ is: fc.constant('fault' as const), fault, after: fc.nat({ max: 3 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      is: fc.constant('run' as const),
      cut: fc.option(
        fc.record({ point: fc.constantFrom(...points), count: fc.integer({ min: 1, max: 3 }) }),
        { nil: undefined },
      ),
      stop: fc.boolean(),
    }),
  },
)

const mapping = mappingOf({ id: 'ID', name: 'String', amount: 'Decimal' })
const refusing = mappingOf({ id: 'ID', name: 'String', refuse: 'String' })
let lanes = 0

/** A record that the far side has from somebody else. */
const foreign = { key: 'foreign', fields: { id: 'foreign', name: 'foreign:record' } }

/** A source, a far side, and what was ever put there. */
async function world() {
  const side = await farSide()
  const source = new Map<string, Row[]>()
  const batch = {
    object: 'things',
    key: 'id',
    operation: 'upsert',
    changes: [foreign],
    operationId: 'theirs',
  } as const
  await side.destination.deliver(batch)
  const accounts = [side.destination]
  const refused = new Set<string>()
  const rows = () => [...source.values()].flat()
  const kind = side.destination.kind('things')
  const small = { ...kind, limits: { ...kind.limits, records: 2, concurrency: 2 } }
  const sync = `model-${++lanes}`
  const jobWith = (account: Job['destination']) =>
    jobOf(
      {
        account: account.account,
        kind: () => small,
        deliver: (batch, options) => account.deliver(batch, options),
      },
      rows,
      {
        lane: { sync, tenant: null },
        // A refused record carries the field that this receiver doesn't take.
        mapping: { ...mapping, map: (row) => (refused.has(row[0]!) ? refusing.map(row) : mapping.map(row)) },
        guards: { removed: { records: 1e9, share: 1 }, changed: { records: 1e9, share: 1 }, minRows: 0 },
      },
    )
  return {
    ...side,
    source,
    refused,
    rows,
    sync,
    run: async (options: RunOptions = {}): Promise<LaneRun> => {
      // A breaker remembers; a run of another process wouldn't.
      const account = openAccount(side.far.url)
      accounts.push(account)
      return await runLane(benchOf(store), jobWith(account), options)
    },
    end: async () => {
      await Promise.all(accounts.slice(1).map((account) => account.close()))
      await side.close()
    },
  }
}

type World = Awaited<ReturnType<typeof world>>

async function take(at: World, one: Step): Promise<void> {
  const id = (n: number) => `k${n}`
  switch (one.is) {
    case 'put':
      at.refused.delete(id(one.key))
      return void at.source.set(id(one.key), [
        [id(one.key), `${id(one.key)}:${one.value}`, `${one.value}.10`],
      ])
    case 'take':
      return void at.source.delete(id(one.key))
    case 'twin':
      return void at.source.set(
        id(one.key),
        [0, 1].map((n) => [id(one.key), `${id(one.key)}:twin${n}`, null]),
      )
    case 'refuse':
      at.refused.add(id(one.key))
      return void at.source.set(id(one.key), [[id(one.key), `${id(one.key)}:bad`, 'x']])
    case 'fault':
      return void at.far.faults.add(one.fault, { after: one.after })
    case 'run':
      return await runAndCheck(at, one)
  }
}

async function runAndCheck(at: World, { cut, stop }: Extract<Step, { is: 'run' }>): Promise<void> {
  const stopping = new AbortController()
  let passed = 0
  const ended = await at
    .run({
      signal: stopping.signal,
      at: (point) => {
        if (!cut || point !== cut.point || ++passed !== cut.count) return
        if (stop) stopping.abort()
        else throw new SluiceError('INTERNAL', { what: 'cut' })
      },
    })
    .catch((error: unknown) => {
      // Cut before there is a run, or in its very end.
      if (!(error instanceof SluiceError) || error.parts.what !== 'cut') throw error
      return undefined
    })
  if (ended) addUp(ended)
  // A run that was cut inside its last transaction leaves its batches out: until the next one they are not called delivered.
  if (ended) await holds(at)
}

function addUp({ counts, details }: LaneRun): void {
  const { read, unchanged, delivered, rejected, withheld, waiting } = counts
  expect(unchanged + delivered + rejected + withheld + waiting).toBe(read)
  for (const { planned, delivered, waiting } of Object.values(details))
    expect(delivered).toBeLessThanOrEqual(planned + waiting)
}

/** I3: no foreign value. I4: delivered means held. I6: what somebody else put there stays. */
async function holds(at: World): Promise<void> {
  const held = heldBy(at.far) as Record<string, { id: string; name: string }>
  for (const [id, record] of Object.entries(held)) {
    expect(record.id).toBe(id)
    expect(record.name.startsWith(`${id}:`)).toBe(true)
  }
  for (const { key, payload, state } of await readLedger(store, { sync: at.sync, tenant: null })) {
    if (state === 'delivered') expect(held[key]).toEqual(payload)
  }
  expect(held['foreign']).toEqual(foreign.fields)
}

/** I1: when all is quiet and well, the far side equals the model for every valid record. */
async function settles(at: World): Promise<void> {
  at.far.faults.clear()
  // A record that was refused for now waits a minute; here a person is impatient.
  await releaseRejects(store, { sync: at.sync })
  let ended = await at.run()
  for (let again = 0; again < 3 && ended.counts.waiting + ended.details.remove.waiting > 0; again++)
    ended = await at.run()
  expect(ended).toMatchObject({ state: 'done', counts: { waiting: 0, withheld: 0 } })
  const valid = [...at.source.values()]
    .filter((rows) => rows.length === 1 && !at.refused.has(rows[0]![0]!))
    .flat()
  const held = heldBy(at.far)
  for (const [id, record] of Object.entries(wanted(valid, mapping))) expect(held[id]).toEqual(record)
  // Nothing is there that isn't in the source; what is refused or doubled may be there as it was before.
  for (const id of Object.keys(held)) expect(at.source.has(id) || id === 'foreign').toBe(true)
  await holds(at)
}

test(
  'whatever happens, the far side comes to equal the model, and the ledger never lies',
  async () => {
    expect.hasAssertions()
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
        const at = await world()
        try {
          for (const one of steps) await take(at, one)
          await settles(at)
        } finally {
          await at.end()
        }
      }),
      { numRuns: RUNS },
    )
  },
  RUNS * 4_000 + 60_000,
)
