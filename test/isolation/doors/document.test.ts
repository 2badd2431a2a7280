import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { foreignIn } from '../oracle/canary.ts'
import { openPair, type Home } from '../oracle/home.ts'

let all: Home
let alone: Home
let close: () => Promise<void>
beforeAll(async () => {
  ;({ all, alone, close } = await openPair())
})
afterAll(() => close?.())

/** Parts of a document by which one might hope to get past what the fields themselves allow. */
const tricks: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aliases: {
    'that are named like parts of the answer':
      '{ data: customers { errors: nodes { extensions: name __typename } } errors: orders { totalCount } }',
    'that are named like the tenant':
      '{ tenant: customers { nodes { tenant_id: name sluice_tenant: region } } }',
    'that are named like an object’s own':
      '{ constructor: customers { nodes { __proto__: name toString: id } } }',
    'by the thousand': `{ ${Array.from({ length: 40 }, (_, i) => `a${i}: customers(first: 3) { nodes { name } }`).join(' ')} }`,
    'of one field with two filters':
      '{ mine: customers { nodes { name } } theirs: customers(where: { id: { eq: "1001" } }) { nodes { name } } }',
  },
  fragments: {
    'on the type of another field': '{ customers { nodes { ...F } } } fragment F on Order { note }',
    'that spread themselves': '{ customers { nodes { ...F } } } fragment F on Customer { name ...F }',
    'on a type that roles don’t see': '{ customers { nodes { ... on Audit { finding } name } } }',
    'that hold a field that roles don’t see':
      '{ orders { nodes { ...F } } } fragment F on Order { id amount }',
    'that nobody spreads': '{ customers { nodes { name } } } fragment F on Audit { finding }',
    'one in the other':
      '{ ...A } fragment A on Query { customers { ...B } } fragment B on CustomerConnection { nodes { name ... { region } } }',
  },
  directives: {
    'that take a hidden field away': '{ orders { nodes { id amount @skip(if: true) } } }',
    'that leave a hidden model out':
      '{ customers { totalCount } audits @include(if: false) { nodes { finding } } }',
    'of the model': '{ orders { nodes { amount @allow(roles: []) id } } }',
    'of a sync':
      '{ orders @sync(to: "crm", object: "x", mode: MIRROR, key: "id", scope: OPERATOR) { nodes { id } } }',
    'of a sync, on the operation':
      'query Q @sync(to: "crm", object: "x", mode: MIRROR, key: "id", scope: OPERATOR) { orders { nodes { id } } }',
    'of a stream': '{ customers { nodes @stream { name } } }',
    'that defer': '{ customers { ... @defer { nodes { name } } } }',
  },
  'look-ups of counts': {
    'that are the other tenant’s':
      '{ orders(where: { note: { contains: "canaryb82e94a3" } }) { totalCount } }',
    'of pages beyond the end': '{ customers(first: 0) { totalCount pageInfo { hasNextPage } } }',
    'beside a page':
      '{ customers(first: 1) { totalCount nodes { orders(first: 1) { totalCount } levels(first: 1) { totalCount } } } }',
    'of what all share':
      '{ products { totalCount nodes { sku items { totalCount } itemMetrics { units } } } }',
  },
  aggregates: {
    'that are groups of one': '{ orderMetrics { rows { id note orderCount } } }',
    'that are the difference of a total and its rows':
      '{ orderMetrics(limit: 1, others: true) { rows { customer { name } orderCount } totals { orderCount buyers } } }',
    'of what isn’t in a group':
      '{ orderMetrics(where: { not: { note: { contains: "canary5f1d0c77" } } }) { totals { orderCount lastNote lastPlaced } } }',
    'that share in a whole':
      '{ orderMetrics { rows { status orderCount(share: TOTAL) rank: orderCount(rank: DESC) } } }',
    'of what all share': '{ productMetrics { rows { items(each: true) { order { note } } productCount } } }',
  },
}

for (const [door, ways] of Object.entries(tricks)) {
  describe(`Through ${door}`, () => {
    test.each(Object.entries(ways))(
      '%s, a tenant sees what it would see if it were alone, or a refusal that names nothing hidden',
      async (_, query) => {
        const [crowded, lonely] = await Promise.all([
          all.post('acme', { query }),
          alone.post('acme', { query }),
        ])
        expect(crowded.text).toBe(lonely.text)
        expect(crowded.text).not.toMatch(/INTERNAL|secret5a17|600\.25/)
        expect(foreignIn('acme', crowded.all, crowded.text)).toEqual([])
        const other = await all.post('globex', { query })
        expect(foreignIn('globex', other.all)).toEqual([])
      },
    )
  })
}

test('Many of these are answered with rows: they aren’t refused one and all', async () => {
  const answers = await Promise.all(
    Object.values(tricks).flatMap((ways) =>
      Object.values(ways).map(async (query) => (await all.post('acme', { query })).text),
    ),
  )
  expect(answers.filter((text) => text.includes('canary5f1d0c77')).length).toBeGreaterThan(5)
})

describe('The catalog', () => {
  const query =
    '{ _catalog { models { name description source key tenancy dimensions { name type definition lineage { model field table column } } measures { name kind definition } links { name to } freshness { column warn } } } }'

  test('is the same for every tenant, and whatever rows there are', async () => {
    const [acme, globex, lonely] = await Promise.all([
      all.post('acme', { query }),
      all.post('globex', { query }),
      alone.post('acme', { query }),
    ])
    expect(acme.text).toContain('"Customer"')
    expect(acme.text).not.toContain('Audit')
    expect([globex.text, lonely.text]).toEqual([acme.text, acme.text])
  })
})

test('No answer has SQL, a plan of the database or what a statement cost', async () => {
  const asked = [
    { query: 'query Q { customers { nodes { name } } }', extensions: { explain: true, sql: true } },
    { query: 'query Q { customers { nodes { name } } }', variables: { explain: true } },
    { query: '{ customers(where: { joinedAt: { inLast: "P99999Y" } }) { nodes { name } } }' },
    { query: '{ __explain { plan } }' },
    { query: '{ customers { nodes { name xmin ctid tableoid } } }' },
  ]
  for (const body of asked) {
    const { all: told } = await all.post('acme', body)
    expect(told).not.toMatch(/\bselect\b|\bfrom "|seq scan|rows=\d|cost=\d|pg_|tenant_id|shop\./i)
  }
})
