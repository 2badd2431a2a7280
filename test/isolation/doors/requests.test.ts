import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { shopTenants } from '../../support/shop.ts'
import { openApi, type Api } from '../../serve/api.ts'

let api: Api
const tokens = new Map<string, string>()

beforeAll(async () => {
  api = await openApi({ development: true })
  for (const tenant of shopTenants) tokens.set(tenant, await api.token(tenant))
})
afterAll(() => api?.close())

const as = (tenant: string, query: string, variables: object = {}) =>
  api.post(tokens.get(tenant) ?? '', { query, variables })

/** What no answer for a tenant may hold: the other's canaries, which are in its names and in the digits of its numbers. */
function foreign(tenant: string, text: string): boolean {
  return shopTenants.some((other) => other !== tenant && text.includes(`${other}:`))
}

const documents = [
  '{ customers { nodes { id name orders { nodes { id note items { nodes { sku quantity } } } } orderMetrics { revenue } } totalCount } }',
  '{ orders(orderBy: [{ placedAt: DESC }]) { nodes { id customer { name referrer { name } } } } }',
  '{ orderMetrics { rows { customer { name } revenue orderCount } totals { revenue } } }',
  '{ orderItems { nodes { sku quantity order { customer { name } } } } orderItemMetrics { totals { units } } }',
  'query ($q: String!) { customers(where: { name: { contains: $q } }) { nodes { name } totalCount } }',
]

test('Two tenants send the same documents by turns; each answer is the same as when it is alone, and holds nothing of the other', async () => {
  const alone = new Map<string, string>()
  const key = (tenant: string, document: string) => `${tenant} ${document}`
  const data = (text: string) => JSON.stringify(JSON.parse(text).data)
  for (const tenant of shopTenants) {
    for (const document of documents)
      alone.set(key(tenant, document), data((await as(tenant, document, { q: ':' })).text))
  }
  const rounds = Array.from({ length: 10 }, () =>
    documents.flatMap((document) => shopTenants.map((tenant) => ({ tenant, document }))),
  ).flat()
  const answers = await Promise.all(
    rounds.map(async ({ tenant, document }) => ({
      tenant,
      document,
      ...(await as(tenant, document, { q: ':' })),
    })),
  )
  for (const { tenant, document, text, body } of answers) {
    expect(body.errors).toBeUndefined()
    expect(text).toContain(document.includes('name') ? `${tenant}:` : '{')
    expect(foreign(tenant, text)).toBe(false)
    expect(data(text)).toBe(alone.get(key(tenant, document)))
  }
})

test('A plan that one tenant’s request made serves the other’s, with the other’s rows', async () => {
  const query = '{ plans: customers(first: 3) { nodes { name } } }'
  const first = await as('acme', query)
  const second = await as('globex', query)
  expect([first.body.extensions.sluice.planCache, second.body.extensions.sluice.planCache]).toEqual([
    'MISS',
    'HIT',
  ])
  expect(foreign('acme', first.text) || foreign('globex', second.text)).toBe(false)
  expect(second.text).toContain('globex:')
})

describe('A guessed id of the other tenant', () => {
  test('answers exactly like an id that nobody has', async () => {
    const query = 'query ($id: ID!) { order(id: $id) { id note customer { name } } }'
    const theirs = await as('acme', query, { id: '1001' })
    const nobodys = await as('acme', query, { id: '777777' })
    expect(theirs.body.data).toEqual({ order: null })
    expect([theirs.status, JSON.stringify(theirs.body.data)]).toEqual([
      nobodys.status,
      JSON.stringify(nobodys.body.data),
    ])
    expect((await as('globex', query, { id: '1001' })).body.data.order.id).toBe('1001')
  })

  test('finds nothing as a filter, in a nested filter or in a list', async () => {
    const { body } = await as(
      'acme',
      `{ a: orders(where: { id: { in: ["1001", "1002"] } }) { totalCount }
         b: customers(where: { orders: { some: { id: { eq: "1001" } } } }) { totalCount }
         c: orderMetrics(where: { customer: { name: { startsWith: "globex" } } }) { totals { orderCount } } }`,
    )
    expect(body.data).toEqual({
      a: { totalCount: 0 },
      b: { totalCount: 0 },
      c: { totals: { orderCount: 0 } },
    })
  })
})

test('A cursor of the other tenant, or an edited one, or one of another ordering is refused, all in the same words', async () => {
  const page =
    'query ($after: String) { customers(first: 1, after: $after) { pageInfo { endCursor } nodes { id } } }'
  const cursor = async (tenant: string) =>
    (await as(tenant, page)).body.data.customers.pageInfo.endCursor as string
  const [own, theirs] = [await cursor('acme'), await cursor('globex')]
  expect((await as('acme', page, { after: own })).body.data.customers.nodes).toHaveLength(1)
  const other =
    'query ($after: String) { customers(first: 1, orderBy: [{ name: ASC }], after: $after) { nodes { id } } }'
  const middle = Math.floor(own.length / 2)
  const edited = own.slice(0, middle) + (own[middle] === 'A' ? 'B' : 'A') + own.slice(middle + 1)
  const refused = [
    await as('acme', page, { after: theirs }),
    await as('acme', page, { after: edited }),
    await as('acme', other, { after: own }),
  ]
  for (const { body } of refused)
    expect(body).toMatchObject({
      data: { customers: null },
      errors: [{ extensions: { code: 'INVALID_CURSOR' } }],
    })
  expect(new Set(refused.map(({ body }) => body.errors[0].message)).size).toBe(1)
})

describe('The tenant comes from the token alone:', () => {
  const query = '{ customers { nodes { name } } }'
  test.each<[string, object, Record<string, string>]>([
    ['a variable called tenant', { query, variables: { tenant: 'globex', tenant_id: 'globex' } }, {}],
    ['a header', { query }, { 'x-tenant': 'globex', 'x-tenant-id': 'globex', 'x-hasura-tenant': 'globex' }],
    ['extensions', { query, extensions: { tenant: 'globex' } }, {}],
    ['a further property of the body', { query, tenant: 'globex', context: { tenant: 'globex' } }, {}],
  ])('%s changes nothing', async (_, body, headers) => {
    const { text } = await api.post(tokens.get('acme') ?? '', body, headers)
    expect(text).toContain('acme:')
    expect(foreign('acme', text)).toBe(false)
  })

  test('two Authorization headers are refused, whichever comes first', async () => {
    const { request } = await import('node:http')
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(`${api.url}/graphql`, {
        method: 'POST',
        headers: [
          'Host',
          'x',
          'Authorization',
          `Bearer ${tokens.get('acme')}`,
          'AUTHORIZATION',
          `Bearer ${tokens.get('globex')}`,
          'Content-Type',
          'application/json',
        ],
      })
      sent.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject)
      sent.end(JSON.stringify({ query }))
    })
    expect(status).toBe(401)
  })
})

test('A tenant that is suspended is refused from the next request on', async () => {
  const known = new Set(shopTenants)
  const other = await openApi({ directory: { knows: (tenant) => Promise.resolve(known.has(tenant)) } })
  try {
    const token = await other.token('acme')
    expect((await other.post(token, { query: '{ __typename }' })).status).toBe(200)
    known.delete('acme')
    expect((await other.post(token, { query: '{ __typename }' })).status).toBe(401)
  } finally {
    await other.close()
  }
})
