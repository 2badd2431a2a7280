import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { apiSchema } from '../../../src/documents/index.ts'
import { foreignIn } from '../oracle/canary.ts'
import { removals, together } from '../walls/walls.ts'
import { openStage, type Stage } from './stage.ts'
import { script } from './script.ts'
import { fuzzed, strangers } from './tenants.ts'

const full = process.env['SLUICE_FULL'] === '1'
const SECONDS = full ? 300 : 12
/** Of the first script; the others follow. A script that failed is played again by `SLUICE_SEED` and the seed that it told. */
const first = Number(process.env['SLUICE_SEED'] ?? (full ? Date.now() % 2 ** 31 : 20_261_122))
const STEPS = 80
const LANES = 8
/** Scripts, however slow the machine is. */
const LEAST = 8
/** What has to be met; on a slow machine a lost connection may take some scripts more. */
const troubles = ['gone', 'TIMEOUT', 'UNAVAILABLE', 'INVALID_VALUE', 'UNAUTHENTICATED']
const PATIENCE_SECONDS = 60

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

const whose = '{ customers { totalCount nodes { name } } }'

/** When all is over, each tenant has exactly its own rows. */
async function everybodysOwn(): Promise<void> {
  await Promise.all(
    fuzzed.map(async ({ tenant, canary }) => {
      const { text } = await stage.home.post(tenant, { query: whose })
      expect([tenant, text.match(new RegExp(canary, 'g'))?.length, strangers(canary, text)]).toEqual([
        tenant,
        6,
        [],
      ])
    }),
  )
}

test(
  'Many tenants ask at random, fail, run out of time, go away, are suspended and lose connections, on two of them: each row told is its own',
  async () => {
    const end = Date.now() + SECONDS * 1_000
    const schema = apiSchema(stage.home.models, ['analyst'])
    const scripts = fc.asyncProperty(
      fc.gen().map((g) => script(g, schema, STEPS)),
      async (steps) => {
        expect(await stage.play(steps, LANES)).toEqual([])
        await stage.settle()
        await everybodysOwn()
      },
    )
    // A script that fails tells its seed; cutting it down would take as long as the run.
    const missed = () => troubles.filter((trouble) => !stage.counts.has(trouble))
    const goOn = (seed: number) => seed < first + LEAST || Date.now() < end
    const wait = () => missed().length > 0 && Date.now() < end + PATIENCE_SECONDS * 1_000
    for (let seed = first; goOn(seed) || wait(); seed++)
      await fc.assert(scripts, { seed, numRuns: 1, endOnFailure: true })
    // It means something: rows were told, and each kind of trouble was met.
    const met = Object.fromEntries(stage.counts)
    const asked = [...stage.counts.values()].reduce((sum, count) => sum + count, 0)
    expect(met['its own rows']).toBeGreaterThan(asked / 8)
    expect(missed()).toEqual([])
    expect(foreignIn('nobody', stage.home.log())).toEqual([])
    expect(strangers('', stage.home.log())).toEqual([])
  },
  (SECONDS + PATIENCE_SECONDS + 60) * 1_000,
)

test('The same script with the scan open and the storage wall gone tells strangers’ rows at once', async () => {
  const { options } = together([removals.scan, removals.storage])
  const open = await openStage(options)
  try {
    const schema = apiSchema(open.home.models, ['analyst'])
    const [steps = []] = fc.sample(
      fc.gen().map((g) => script(g, schema, STEPS)),
      { seed: first, numRuns: 1 },
    )
    const told = await open.play(steps, LANES)
    expect(told.filter((line) => line.includes('was told canary')).length).toBeGreaterThan(5)
  } finally {
    await open.close()
  }
})
