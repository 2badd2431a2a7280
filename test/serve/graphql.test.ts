import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openApi, type Api } from './api.ts'

let api: Api
let token: string

beforeAll(async () => {
  api = await openApi({ development: true })
  token = await api.token('acme')
})
afterAll(() => api?.close())

async function ask(query: string, variables?: Record<string, unknown>, operationName?: string) {
  return api.post(token, { query, variables, operationName })
}

test('A page, a look-up, metrics and constants are answered together, under the names that were asked for', async () => {
  const { status, body } = await ask(`{
    first: orders(first: 2, orderBy: [{ placedAt: ASC }]) { nodes { id placedAt } totalCount }
    order(id: 3) { status note }
    nobody: order(id: 999999) { id }
    orderMetrics { totals { orderCount revenue } }
    kind: __typename
  }`)
  expect(status).toBe(200)
  expect(body.errors).toBeUndefined()
  expect(Object.keys(body.data)).toEqual(['first', 'order', 'nobody', 'orderMetrics', 'kind'])
  expect(body.data).toMatchObject({
    first: { nodes: [{ id: '1' }, { id: '2' }], totalCount: 5 },
    order: { status: 'REFUNDED' },
    nobody: null,
    orderMetrics: { totals: { orderCount: 5 } },
    kind: 'Query',
  })
})

test('The second request with the same document and shape finds its plan; another shape makes its own', async () => {
  const query =
    'query Page($n: Int, $where: OrderWhere) { orders(first: $n, where: $where) { nodes { id } } }'
  const states = []
  for (const variables of [
    { n: 1 },
    { n: 2 },
    { n: 1, where: { status: { eq: 'PAID' } } },
    { n: 3, where: { status: { eq: 'PENDING' } } },
  ]) {
    const { body } = await ask(query, variables)
    expect(body.errors).toBeUndefined()
    states.push([body.extensions.sluice.planCache, body.data.orders.nodes.length])
  }
  expect(states).toEqual([
    ['MISS', 1],
    ['HIT', 2],
    ['MISS', 1],
    ['HIT', 1],
  ])
})

test('Several operations in a document need a name, and each name has its own plan', async () => {
  const query = 'query A { order(id: 1) { id } } query B { order(id: 2) { id } }'
  expect((await ask(query, {}, 'A')).body.data).toEqual({ order: { id: '1' } })
  expect((await ask(query, {}, 'B')).body.data).toEqual({ order: { id: '2' } })
  const { status, body } = await ask(query)
  expect(status).toBe(400)
  expect(body.errors[0].message).toContain('operationName')
})

test('Fields that are skipped by a variable are not in the answer', async () => {
  const query =
    'query ($with: Boolean!) { order(id: 1) { id status @include(if: $with) } customers @skip(if: $with) { totalCount } }'
  expect((await ask(query, { with: true })).body.data).toEqual({ order: { id: '1', status: 'PAID' } })
  expect((await ask(query, { with: false })).body.data).toEqual({
    order: { id: '1' },
    customers: { totalCount: 4 },
  })
})

test('Introspection is answered beside data, from the schema of the token’s roles', async () => {
  const query =
    '{ type: __type(name: "Order") { fields { name } } order(id: 1) { id } again: __schema { queryType { name } } }'
  const { body } = await ask(query)
  const names = body.data.type.fields.map(({ name }: { name: string }) => name)
  expect(names).toContain('status')
  expect(names).not.toContain('amount')
  expect(body.data).toMatchObject({ order: { id: '1' }, again: { queryType: { name: 'Query' } } })
  const analyst = await api.post(await api.token('acme', { roles: ['analyst', 'stranger'] }), { query })
  expect(analyst.body.data.type.fields.map(({ name }: { name: string }) => name)).toContain('amount')
})

test('Roles that the model doesn’t name share one schema and its plans', async () => {
  const query = '{ customers { nodes { id } } }'
  await api.post(await api.token('acme', { roles: ['x'] }), { query })
  const other = await api.post(await api.token('globex', { roles: ['y', 'z'] }), { query })
  expect(other.body.extensions.sluice.planCache).toBe('HIT')
})

describe('A field that fails', () => {
  test('is null with its error and path, and leaves the others as they are', async () => {
    const { status, body } = await ask(
      '{ good: order(id: 1) { id } bad: orders(after: "forged") { nodes { id } } }',
    )
    expect(status).toBe(200)
    expect(body.data).toEqual({ good: { id: '1' }, bad: null })
    expect(body.errors).toEqual([
      expect.objectContaining({ path: ['bad'], extensions: { code: 'INVALID_CURSOR' } }),
    ])
  })
})

describe('HTTP', () => {
  test.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['application/*;q=0.1, text/html', 'application/json'],
    ['application/graphql-response+json, application/json;q=0.9', 'application/graphql-response+json'],
    ['application/json;q=0.5, APPLICATION/graphql-response+json;q=0.6', 'application/graphql-response+json'],
    ['application/json;q=0, */*', 'application/graphql-response+json'],
  ])('answers `Accept: %s` with %s', async (accept, type) => {
    const { status, headers } = await api.send('/graphql', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(accept ? { accept } : {}),
      },
      body: '{"query":"{ __typename }"}',
    })
    expect([status, headers.get('content-type')]).toEqual([200, `${type}; charset=utf-8`])
    expect(headers.get('cache-control')).toBe('no-store')
  })

  test.each(['image/png', 'text/html', 'application/json;q=0'])(
    'refuses `Accept: %s` with 406, before anything runs',
    async (accept) => {
      const { misses } = api.server.counts().plans
      const { status, body } = await api.post(token, { query: '{ n406: __typename }' }, { accept })
      expect([status, body.errors[0].extensions.code]).toEqual([406, 'NOT_ACCEPTABLE'])
      expect(api.server.counts().plans.misses).toBe(misses)
    },
  )

  test('tells of GraphQL’s own refusals with 200 where the answer is application/json, of ours with their status', async () => {
    const refused = async (query: string) => {
      const { status, body } = await api.post(token, { query }, { accept: 'application/json' })
      expect(body.data).toBeUndefined()
      return [status, body.errors[0].extensions.code]
    }
    expect(await refused('{ orders')).toEqual([200, 'GRAPHQL_PARSE_FAILED'])
    expect(await refused('{ nothing }')).toEqual([200, 'GRAPHQL_VALIDATION_FAILED'])
    expect(await refused('{ orders(first: 1001) { totalCount } }')).toEqual([400, 'INVALID_REQUEST'])
  })

  test('takes other methods for what they are', async () => {
    const authorization = `Bearer ${token}`
    const put = await api.send('/graphql', { method: 'PUT', headers: { authorization } })
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, POST'])
    const address = `/graphql?${new URLSearchParams({ query: 'mutation { orders { totalCount } }' })}`
    const mutation = await api.send(address, { headers: { authorization } })
    expect([mutation.status, mutation.headers.get('allow')]).toEqual([405, 'POST'])
    const twice = await api.send('/graphql?query={__typename}&query={__typename}', {
      headers: { authorization },
    })
    expect(twice.status).toBe(400)
  })

  test.each([
    ['a document that can’t be read', { query: '{ orders' }, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', { query: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a variable of another type',
      { query: 'query ($n: Int) { orders(first: $n) { totalCount } }', variables: { n: 'x' } },
      'BAD_USER_INPUT',
    ],
    ['no document', { variables: {} }, 'BAD_REQUEST'],
    ['a mutation', { query: 'mutation { orders { totalCount } }' }, 'INVALID_REQUEST'],
    ['a page that is too large', { query: '{ orders(first: 1001) { totalCount } }' }, 'INVALID_REQUEST'],
  ])('refuses %s with status 400 and no data', async (_, body, code) => {
    const answer = await api.post(token, body)
    expect(answer.status).toBe(400)
    expect(answer.body.data).toBeUndefined()
    expect(answer.body.errors[0].extensions.code).toBe(code)
  })

  test('refuses batches, broken JSON and bodies that are too large', async () => {
    expect((await api.post(token, [{ query: '{ __typename }' }, { query: '{ __typename }' }])).status).toBe(
      400,
    )
    const broken = await api.post(token, '{"query": canary')
    expect([broken.status, broken.text.includes('canary')]).toEqual([400, false])
    expect(
      (await api.post(token, { query: '{ __typename }', variables: { a: 'x'.repeat(200_000) } })).status,
    ).toBe(413)
    expect((await api.post(token, '{"__proto__": {}, "query": "{ __typename }"}')).status).toBe(400)
  })

  test('refuses a request without a token before it reads the body', async () => {
    const { status, headers, body } = await api.send('/graphql', {
      method: 'POST',
      body: 'not JSON',
      headers: { 'content-type': 'application/json' },
    })
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    expect(body.errors[0].extensions.code).toBe('UNAUTHENTICATED')
  })

  test('takes no token from the address', async () => {
    const query = new URLSearchParams({ query: '{ __typename }', access_token: token, token })
    const { status } = await api.send(`/graphql?${query}`, { headers: { 'apollo-require-preflight': '1' } })
    expect(status).toBe(401)
  })

  test('answers a GET with a token, which no foreign page can make a browser send, and refuses one without', async () => {
    const address = `/graphql?${new URLSearchParams({ query: '{ __typename }' })}`
    const good = await api.send(address, { headers: { authorization: `Bearer ${token}` } })
    expect(good.body).toMatchObject({ data: { __typename: 'Query' } })
    const riding: Record<string, string>[] = [
      {},
      { 'apollo-require-preflight': '1' },
      { cookie: `authorization=Bearer ${token}; token=${token}` },
      { authorization: `Basic ${btoa(`bearer:${token}`)}` },
    ]
    for (const headers of riding) expect((await api.send(address, { headers })).status).toBe(401)
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'refuses a body of %s, which a foreign page could send',
    async (type) => {
      const { status } = await api.post(token, '{"query":"{ __typename }"}', { 'content-type': type })
      expect([400, 415]).toContain(status)
    },
  )
})

test('Readiness and health are told; a server that isn’t ready says so with 503', async () => {
  expect((await api.send('/healthz')).body).toEqual({ status: 'ok' })
  expect((await api.send('/readyz')).body).toEqual({
    status: 'ready',
    checks: [{ name: 'model', state: 'ok' }],
  })
})
