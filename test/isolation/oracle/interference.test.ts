import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { apiSchema } from '../../../src/documents/index.ts'
import { foreignIn } from './canary.ts'
import { openPair, type Home } from './home.ts'
import { ask, type Asked } from './requests.ts'

/** The short form always asks the same; the full one (SLUICE_FULL=1) asks more, and other things each time. */
const full = process.env['SLUICE_FULL'] === '1'
const runs = full ? { numRuns: 5_000 } : { numRuns: 600, seed: 20_261_122 }

/** What a request may be about, each told by its text, and how many of a thousand requests have it and are answered. */
const kinds: Readonly<Record<string, readonly [text: RegExp, least: number]>> = {
  'a period before or after': [/shift: /, 20],
  'a share': [/share: |Share\(|Share\b/, 20],
  'a running value': [/running: true/, 12],
  'a rank': [/rank: /, 20],
  within: [/within: /, 15],
  fill: [/fill: true/, 15],
  'a row for the rest': [/others: true/, 30],
  offset: [/offset: /, 12],
  having: [/having: /, 4],
  'an order': [/orderBy: /, 5],
  'a time zone': [/timezone: /, 20],
  'weeks and years of its own': [/weekStart: |yearStart: /, 30],
  'a group of many rows': [/each: /, 8],
  'several models': [/: metrics\b/, 30],
  'what is known beside the numbers': [/meta \{/, 30],
  'a measure’s own condition': [
    /\d+: (?:orderCount|units|customerCount|visitCount|levelLast|revenue|medianAmount)\(where: /,
    5,
  ],
  'a percentile': [/median|highAmount/, 12],
  'a balance': [/levelLast|levelFirst|levelMean|levelMedian|lastWord/, 15],
  'a cumulative value': [/Ever|Trailing|ToDate/, 15],
  'a conversion': [/activat|again|bought/, 15],
  'a formula over models': [/ordersEach|perCustomer|unitsAnOrder|customersSeen|audited/, 12],
  'a clock': [/localAt|visits?\b/, 12],
}

let all: Home
let alone: Home
let close: () => Promise<void>
beforeAll(async () => {
  ;({ all, alone, close } = await openPair())
})
afterAll(() => close?.())

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
    const seen = new Map<string, number>()
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
        // Nobody here is an auditor: neither the name nor a finding is anybody's.
        expect(crowded.all + other.all).not.toMatch(/audits?\b|auditCount|foundAt|secret5a17/i)
        // What can't be answered is told in words: an internal error is a hole in what was thought of.
        expect(crowded.text + other.text).not.toContain('INTERNAL')
        // Nor is a request refused that its schema allows, unless it has grown too long.
        const refused = crowded.text.includes('GRAPHQL_')
        expect(refused && !crowded.text.includes('Split it into several requests')).toBe(false)
        if (crowded.text.includes('"errors"')) return
        answered++
        hits += crowded.text.includes('canary') ? 1 : 0
        for (const [kind, [text]] of Object.entries(kinds))
          if (text.test(asked.query)) seen.set(kind, (seen.get(kind) ?? 0) + 1)
      }
      await fc.assert(
        fc.asyncProperty(
          fc.gen().map((g) => ask(g, schema, cursors)),
          same,
        ),
        { ...runs, numRuns: runs.numRuns / 2 },
      )
    }
    // The requests mean something: most are answered, many with the tenant's own texts, and some of each kind.
    expect(answered).toBeGreaterThan(runs.numRuns / 3)
    expect(hits).toBeGreaterThan(runs.numRuns / 20)
    const wanting = Object.entries(kinds)
      .filter(([kind, [, least]]) => (seen.get(kind) ?? 0) < (least * runs.numRuns) / 1000)
      .map(([kind, [, least]]) => `${kind}: ${seen.get(kind) ?? 0} of ${(least * runs.numRuns) / 1000}`)
    expect(wanting).toEqual([])
    expect(foreignIn('nobody', all.log() + alone.log())).toEqual([])
  },
  full ? 1_800_000 : 90_000,
)
