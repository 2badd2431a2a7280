import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openApi, type Api } from './api.ts'

let api: Api
let token: string
beforeAll(async () => {
  api = await openApi()
  token = await api.token('acme')
})
afterAll(() => api?.close())

const repeat = (count: number, part: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ')
const nest = (depth: number, inside: string) =>
  'nodes { customer { orders { '.repeat(depth) + inside + ' } } }'.repeat(depth)

describe('A hostile document is refused with 400 in less than a second, before there is a plan:', () => {
  const hostile: Record<string, string> = {
    'aliases of a root field': `{ ${repeat(200, (i) => `a${i}: orders { totalCount }`)} }`,
    'aliases of __typename': `{ ${repeat(900, (i) => `a${i}: __typename`)} }`,
    'aliases of __typename below a row': `{ orders { nodes { ${repeat(900, (i) => `a${i}: __typename`)} } } }`,
    'one field again and again': `{ orders { nodes { ${'id '.repeat(3_000)} } } }`,
    depth: `{ orders { ${nest(10, 'totalCount')} } }`,
    directives: `{ orders { totalCount ${'@skip(if: false) '.repeat(400)} } }`,
    'more tokens than are read': `{ ${'id '.repeat(20_000)} }`,
    'fragments that multiply': `{ ...F0 } ${repeat(60, (i) => `fragment F${i} on Query { ...F${i + 1} a${i}: customers { nodes { ...G } } ...F${i + 1} }`)}
      fragment F60 on Query { __typename } fragment G on Customer { id }`,
    'fragments that overlap': `{ orders { nodes { ${repeat(150, (i) => `...F${i}`)} } } } ${repeat(150, (i) => `fragment F${i} on Order { customer { ${repeat(2, (j) => `name a${i}${j}: name`)} } }`)}`,
    'introspection in a circle': `{ __schema { types { ${'fields { type { '.repeat(8)} name ${'} } '.repeat(8)} } } }`,
    'a filter that nests': `{ orders(where: ${'{ not: '.repeat(800)}{ id: { eq: "1" } }${' }'.repeat(800)}) { totalCount } }`,
  }
  test.each(Object.entries(hostile))('%s', async (_, query) => {
    const before = api.server.counts().plans.misses
    const started = performance.now()
    const { status, body } = await api.post(token, { query })
    expect(performance.now() - started).toBeLessThan(5_000)
    expect([status, body.data]).toEqual([400, undefined])
    expect(api.server.counts().plans.misses).toBe(before)
  })
})

test('Conditions that follow link after link are refused before the planner meets them', async () => {
  const one = '{ items: { some: { order: { customer: { orders: { some: { id: { eq: "1" } } } } } } } }'
  const query = (count: number) => `{ orders(where: { and: [${one.repeat(count)}] }) { totalCount } }`
  expect((await api.post(token, { query: query(4) })).body.data).toEqual({ orders: { totalCount: 2 } })
  const started = performance.now()
  const { status, body } = await api.post(token, { query: query(80) })
  expect(performance.now() - started).toBeLessThan(5_000)
  expect(status).toBe(400)
  expect(body.errors[0]).toMatchObject({
    extensions: { code: 'TOO_COSTLY' },
    message: expect.stringMatching(/follow 320 links\. Expected at most 32\./),
  })
})

const day = (i: number) => `d${i}: revenue(shift: "-P${i + 1}D")`

test.each([
  [
    'shifted by a different duration each',
    `{ orderMetrics { rows { placedAt(by: DAY) ${repeat(90, day)} } } }`,
    {},
    'The measures of the request go through their rows 90 times. Expected at most 64',
  ],
  [
    'of several models, over other rows each',
    `{ metrics { rows { ${repeat(90, (i) => `m${i}: orderMetrics(where: { id: { eq: ${i} } }) { revenue }`)} } } }`,
    {},
    'go through their rows 90 times',
  ],
  [
    'that each have one long filter',
    `query ($where: OrderWhere) { orderMetrics { rows { ${repeat(90, (i) => `m${i}: revenue(where: $where)`)} } } }`,
    { where: { or: Array.from({ length: 1_000 }, (_, i) => ({ id: { eq: String(i) } })) } },
    'The conditions of the request amount to more than 5000. Expected at most 5000, each counted wherever it is used',
  ],
  [
    'of rows by one long filter, said again and again',
    `query ($where: OrderWhere!) { orderMetrics(where: { or: [${repeat(900, () => '$where')}] }) { rows { revenue } } }`,
    { where: { or: Array.from({ length: 1_000 }, (_, i) => ({ id: { eq: String(i) } })) } },
    'amount to more than 5000',
  ],
  [
    'whose every scan follows the links of the question',
    `{ orderMetrics(where: { customer: { plan: { eq: PRO } } }) { rows { placedAt(by: DAY) ${repeat(40, day)} } } }`,
    {},
    'follow 40 links. Expected at most 32',
  ],
])('Measures are refused before the warehouse meets them: %s', async (_, query, variables, message) => {
  const started = performance.now()
  const { status, body } = await api.post(token, { query, variables })
  expect(performance.now() - started).toBeLessThan(5_000)
  expect([status, body.errors[0].extensions.code]).toEqual([400, 'TOO_COSTLY'])
  expect(body.errors[0].message).toContain(message)
})

test('A variable that has the name of what every object has, and is not given, is absent', async () => {
  const query = `query ($constructor: Int, $toString: OrderWhere, $valueOf: Boolean = true) {
    orders(first: $constructor, where: $toString) { totalCount nodes @include(if: $valueOf) { id } }
  }`
  const { body } = await api.post(token, { query })
  expect(body.errors).toBeUndefined()
  expect(body.data.orders.nodes).toHaveLength(5)
})

test('Nested lists are multiplied, and the refusal tells the number and the limit', async () => {
  const query =
    'query ($n: Int) { customers(first: $n) { nodes { id orders(first: 100) { nodes { id status note } } } } }'
  const { status, body } = await api.post(token, { query, variables: { n: 1_000 } })
  expect(status).toBe(400)
  expect(body.errors[0]).toMatchObject({
    extensions: { code: 'TOO_COSTLY' },
    message: expect.stringMatching(/301000 values.*250000/),
  })
  expect((await api.post(token, { query, variables: { n: 10 } })).status).toBe(200)
})

test.each([
  [
    'a list with more values than a request may have',
    { in: Array.from({ length: 6_000 }, (_, i) => String(i)) },
  ],
  ['an object that nests too deep', JSON.parse('{"not":'.repeat(40) + '{}' + '}'.repeat(40)) as object],
])('Variables are refused that hold %s', async (_, where) => {
  const query = 'query ($where: OrderWhere) { orders(where: $where) { totalCount } }'
  const { status, body } = await api.post(token, {
    query,
    variables: { where: 'in' in where ? { id: where } : where },
  })
  expect([status, body.errors[0].extensions.code]).toEqual([400, 'TOO_COSTLY'])
})

/** Holds every read of orders until it is released. */
async function holdOrders(server: Api): Promise<() => Promise<void>> {
  const { Client } = (await import('pg')).default
  const client = new Client({ connectionString: server.shop.database.superuserUrl })
  await client.connect()
  await client.query('begin; lock table shop.orders in access exclusive mode')
  return async () => {
    await client.query('commit')
    await client.end()
  }
}

const held = async (server: Api) => {
  const { rows } = await server.shop.database.query(
    `select count(*)::int as n from pg_locks l join pg_class c on c.oid = l.relation
      where c.relname = 'orders' and not l.granted`,
  )
  return (rows[0] as { n: number }).n
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (await condition()) return
    await sleep(25)
  }
  throw new Error('it did not come to pass within five seconds')
}

const orders = { query: '{ orders { totalCount } }' }
const customers = { query: '{ customers { totalCount } }' }

test('When the client goes away, its query is cancelled and its turn given back', async () => {
  const release = await holdOrders(api)
  try {
    const gone = new AbortController()
    const asked = api.send('/graphql', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(orders),
      signal: gone.signal,
    })
    await until(async () => (await held(api)) === 1)
    gone.abort()
    await expect(asked).rejects.toThrow('aborted')
    await until(async () => (await held(api)) === 0)
    await until(async () => api.server.counts().turns.running === 0)
  } finally {
    await release()
  }
})

test('A query that takes too long is stopped, and told with 504', async () => {
  const other = await openApi({ limits: { timeout: 200 } })
  const release = await holdOrders(other)
  try {
    const { status, body } = await other.post(await other.token('acme'), orders)
    expect([status, body.errors[0].extensions.code]).toEqual([504, 'TIMEOUT'])
    // Nor does a vacuum that came by count for long.
    await until(async () => (await held(other)) === 0)
  } finally {
    await release()
    await other.close()
  }
})

test('A tenant whose queries hang doesn’t keep another from being served, and is told with 429 when its line is full', async () => {
  const turns = { atOnce: 3, perTenant: 2, waiting: 2, patience: 5_000 }
  const other = await openApi({ limits: { turns } })
  const release = await holdOrders(other)
  try {
    const noisy = await other.token('acme')
    const stuck = Array.from({ length: 4 }, () => other.post(noisy, orders))
    await until(async () => other.server.counts().turns.waiting === 2)
    const refused = await other.post(noisy, orders)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1'])
    const quiet = await other.post(await other.token('globex'), customers)
    expect([quiet.status, quiet.body.data]).toEqual([200, { customers: { totalCount: 4 } }])
    await release()
    for (const answer of await Promise.all(stuck)) expect(answer.status).toBe(200)
  } finally {
    await other.close()
  }
})

test('A request in flight is answered before the server ends', async () => {
  const other = await openApi()
  const release = await holdOrders(other)
  const asked = other.post(await other.token('acme'), orders)
  await until(async () => (await held(other)) === 1)
  const closed = other.server.close()
  await release()
  expect((await asked).body.data).toEqual({ orders: { totalCount: 5 } })
  await closed
  await other.shop.close()
})

test('A port that is taken is told with its cure', async () => {
  const port = Number(new URL(api.url).port)
  await expect(openApi({ port })).rejects.toThrow(`Port ${port} is taken by another program`)
})
