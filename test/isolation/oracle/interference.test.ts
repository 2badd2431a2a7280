import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { apiSchema } from '../../../src/documents/index.ts'
import { foreignIn } from './canary.ts'
import { openHome, type Home } from './home.ts'
import { ask, type Asked } from './requests.ts'

/** The short form always asks the same; the full one (SLUICE_FULL=1) asks more, and other things each time. */
const full = process.env['SLUICE_FULL'] === '1'
const runs = full ? { numRuns: 5_000 } : { numRuns: 300, seed: 20_261_122 }

let all: Home
let alone: Home
beforeAll(async () => {
  const cursorKey = randomBytes(32)
  const now = new Date('2026-03-30T12:00:00Z')
  all = await openHome({ cursorKey, now })
  alone = await openHome({ cursorKey, now, tenants: ['acme'] })
})
afterAll(() => Promise.all([all?.close(), alone?.close()]))

const pages =
  '{ orders(first: 1) { edges { cursor } } customers(first: 1) { edges { cursor } } orderItems(first: 1) { edges { cursor } } }'

async function cursorsOf(tenant: string): Promise<string[]> {
  const { text } = await all.post(tenant, { query: pages })
  return [...text.matchAll(/"cursor"\s*:\s*"([^"]+)"/g)].map(([, cursor]) => cursor ?? '')
}

test(
  'whatever a tenant asks, the answer with all tenants loaded is, byte for byte, the answer with its rows alone',
  async () => {
    const cursors = [
      ...(await cursorsOf('acme')),
      ...(await cursorsOf('globex')),
      'WyIxIl0.AAAAAAAAAAAAAAAAAAAAAA',
      '',
    ]
    let answered = 0
    let hits = 0
    for (const roles of [[], ['analyst']]) {
      const schema = apiSchema(all.models, roles)
      const same = async (asked: Asked) => {
        const [crowded, lonely] = await Promise.all([
          all.post('acme', asked, roles),
          alone.post('acme', asked, roles),
        ])
        expect(crowded.text).toBe(lonely.text)
        expect(foreignIn('acme', crowded.all, crowded.text)).toEqual([])
        const other = await all.post('globex', asked, roles)
        expect(foreignIn('globex', other.all)).toEqual([])
        // What can't be answered is told in words: an internal error is a hole in what was thought of.
        expect(crowded.text + other.text).not.toContain('INTERNAL')
        expect(crowded.text).not.toContain('GRAPHQL_')
        answered += crowded.text.includes('"errors"') ? 0 : 1
        hits += crowded.text.includes('canary') ? 1 : 0
      }
      await fc.assert(
        fc.asyncProperty(
          fc.gen().map((g) => ask(g, schema, cursors)),
          same,
        ),
        { ...runs, numRuns: runs.numRuns / 2 },
      )
    }
    // The requests mean something: most are answered, and many with the tenant's own texts.
    expect(answered).toBeGreaterThan(runs.numRuns / 2)
    expect(hits).toBeGreaterThan(runs.numRuns / 20)
    expect(foreignIn('nobody', all.log() + alone.log())).toEqual([])
  },
  full ? 1_800_000 : 60_000,
)
