import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { Client } from 'pg'
import { openApi, type Api, type ApiOptions } from '../api.ts'

const open: Api[] = []
afterEach(async () => {
  for (const api of open.splice(0)) await api.close()
})

async function serve(options: ApiOptions): Promise<Api> {
  const api = await openApi(options)
  open.push(api)
  return api
}

const orders = { query: '{ orders { totalCount } }' }

describe('A tenant beyond its requests', () => {
  const limits = { requests: { perSecond: 1, burst: 3 } }

  test('is told with 429 when to come again and what it asked for; another tenant is served', async () => {
    const api = await serve({ limits })
    const [acme, globex] = [await api.token('acme'), await api.token('globex')]
    for (let i = 0; i < 3; i++) expect((await api.post(acme, orders)).status).toBe(200)
    const refused = await api.post(acme, orders)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1'])
    expect(refused.body.errors[0]).toEqual({
      message: expect.stringContaining('at most 1 a second, and 3 at once'),
      extensions: { code: 'LIMITED', retryAfter: 1, cost: { asked: 1, limit: 3, left: 0, seconds: 3 } },
    })
    expect((await api.post(globex, orders)).status).toBe(200)
  })

  test('is counted whatever kind of token names it, on every address, and before the body is looked at', async () => {
    const api = await serve({ limits })
    const [token, embed] = [await api.token('acme'), await api.embedToken('acme')]
    const headers = { authorization: `Bearer ${embed}` }
    expect((await api.post(embed, { documentId: 'dashboard:sales' })).status).toBe(200)
    expect((await api.send('/dashboards/sales', { headers })).status).toBe(200)
    expect((await api.post(token, orders)).status).toBe(200)
    expect((await api.post(token, 'no JSON at all')).status).toBe(429)
    expect((await api.send('/dashboards/sales', { headers })).status).toBe(429)
    const minted = {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    }
    expect((await api.send('/embed/token', { ...minted, body: '{"dashboard":"sales"}' })).status).toBe(429)
  })

  test('counts neither for another nor by what a header says, and a token that isn’t in force counts for nobody', async () => {
    const api = await serve({ limits })
    const [acme, globex] = [await api.token('acme'), await api.token('globex')]
    for (let i = 0; i < 20; i++)
      await api.post('no.token.atall', orders, { 'x-tenant': 'acme', 'x-forwarded-for': '1.1.1.1' })
    for (let i = 0; i < 3; i++)
      expect((await api.post(acme, orders, { 'x-forwarded-for': `10.0.0.${i}` })).status).toBe(200)
    expect(
      (await api.post(acme, orders, { 'x-forwarded-for': '10.9.9.9', 'x-tenant': 'globex' })).status,
    ).toBe(429)
    expect((await api.post(globex, orders)).status).toBe(200)
  })

  test('is answered late once it has been told as often as it may ask', async () => {
    const api = await serve({ limits })
    const token = await api.token('acme')
    const timed = async () => {
      const started = performance.now()
      const { status } = await api.post(token, orders)
      return [status, performance.now() - started > 1_000]
    }
    for (let i = 0; i < 3; i++) await api.post(token, orders)
    for (let i = 0; i < 3; i++) expect(await timed()).toEqual([429, false])
    const late = await Promise.all([timed(), timed(), timed()])
    expect(late.filter(([status, isLate]) => status === 429 && isLate).length).toBeGreaterThan(0)
  })

  test('is told so in a page of an allowed origin, which may read when to come again', async () => {
    const api = await serve({
      limits: { requests: { burst: 1, perSecond: 1 } },
      origins: ['https://shop.example'],
    })
    const token = await api.token('acme')
    await api.post(token, orders)
    const { status, headers } = await api.post(token, orders, { origin: 'https://shop.example' })
    expect([status, headers.get('access-control-allow-origin')]).toEqual([429, 'https://shop.example'])
    expect(headers.get('access-control-expose-headers')).toContain('retry-after')
  })

  test('may have limits of its own', async () => {
    const api = await serve({ limits, tenants: { globex: { requests: { burst: 1 }, cost: 10 } } })
    const [acme, globex] = [await api.token('acme'), await api.token('globex')]
    const many = { query: '{ orders(first: 20) { nodes { id } } }' }
    expect((await api.post(globex, many)).body.errors[0].extensions).toEqual({
      code: 'TOO_COSTLY',
      cost: { asked: 20, limit: 10 },
    })
    expect((await api.post(globex, orders)).status).toBe(429)
    expect((await api.post(acme, many)).status).toBe(200)
  })
})

test('A tenant that has used up its budget waits for as long as it takes to come back; what failed is not given back', async () => {
  const api = await serve({ limits: { budget: { cost: 50, perSeconds: 1_000 } } })
  const token = await api.token('acme')
  expect(
    (await api.post(token, { query: '{ orders(first: 20, after: "forged") { nodes { id } } }' })).status,
  ).toBe(200)
  expect((await api.post(token, { query: '{ orders(first: 25) { nodes { id } } }' })).status).toBe(200)
  const refused = await api.post(token, { query: '{ orders(first: 15) { nodes { id } } }' })
  expect(refused.status).toBe(429)
  const { code, retryAfter, cost } = refused.body.errors[0].extensions
  expect([code, cost]).toEqual(['LIMITED', { asked: 15, limit: 50, left: 5, seconds: 1_000 }])
  expect(retryAfter).toBeGreaterThan(150)
  expect(refused.headers.get('retry-after')).toBe(String(retryAfter))
  const never = await api.post(token, { query: '{ orders(first: 51) { nodes { id } } }' })
  expect([never.status, never.headers.get('retry-after')]).toEqual([400, null])
})

test('Exports and introspection are paid for too', async () => {
  const api = await serve({ limits: { budget: { cost: 4_000, perSeconds: 1_000 }, page: 1_000 } })
  const token = await api.token('acme')
  const asExport = { accept: 'text/csv' }
  const list = { query: '{ orders { nodes { id status } } }' }
  expect((await api.post(token, list, asExport)).status).toBe(200)
  expect((await api.post(token, { query: '{ __schema { types { name fields { name } } } }' })).status).toBe(
    200,
  )
  const refused = await api.post(token, list, asExport)
  expect([refused.status, JSON.parse(refused.text).errors[0].extensions.cost.asked]).toEqual([429, 2_000])
})

test('In development an answer tells what it cost', async () => {
  const api = await serve({ development: true })
  const query = '{ orders(first: 10) { nodes { id customer { name } } } }'
  const { body } = await api.post(await api.token('acme'), { query })
  expect(body.extensions.sluice.cost).toBe(10 * 3)
})

describe('What is beyond a limit of documents is TOO_COSTLY with 400, whatever the media type:', () => {
  const hostile: Record<string, string> = {
    aliases: `{ orders { nodes { ${Array.from({ length: 101 }, (_, i) => `a${i}: id`).join(' ')} } } }`,
    tokens: `{ ${'id '.repeat(5_000)} }`,
    roots: `{ ${Array.from({ length: 21 }, (_, i) => `a${i}: __typename`).join(' ')} }`,
  }
  test.each(Object.entries(hostile))('%s', async (_, query) => {
    const api = await serve({})
    const token = await api.token('acme')
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const { status, body } = await api.post(token, { query }, { accept })
      expect([status, body.errors[0].extensions.code]).toEqual([400, 'TOO_COSTLY'])
    }
  })
})

test('The schema is told however large it is, and not twenty times in one answer', async () => {
  const api = await serve({ limits: { cost: 500 } })
  const token = await api.token('acme')
  const { getIntrospectionQuery } = await import('graphql')
  expect((await api.post(token, { query: getIntrospectionQuery() })).status).toBe(200)
  const types = 'types { name fields { name type { name } args { name } } }'
  const many = `{ ${Array.from({ length: 20 }, (_, i) => `a${i}: __schema { ${types} }`).join(' ')} }`
  const { status, body } = await api.post(token, { query: many })
  expect([status, body.errors[0].extensions.code]).toEqual([400, 'TOO_COSTLY'])
  expect(body.errors[0].message).toMatch(/The schema would answer with more than \d+ values/)
})

describe('An answer with more bytes than it may have is refused', () => {
  test('when it comes as one long row, and the connection after it serves another', async () => {
    const api = await serve({ limits: { bytes: 100_000 } })
    const token = await api.token('acme')
    await api.shop.database.query(
      `update shop.orders set note = repeat('x', 300000) where order_id % 1000 = 1`,
    )
    for (let i = 0; i < 6; i++) {
      const { status, body } = await api.post(token, { query: '{ orders { nodes { id note } } }' })
      expect([status, body.errors[0].extensions.code]).toEqual([400, 'TOO_COSTLY'])
      expect(body.errors[0].message).toContain('more bytes than it may')
    }
    expect((await api.post(token, orders)).body.data).toEqual({ orders: { totalCount: 5 } })
  })

  test('of all root fields together', async () => {
    const api = await serve({ limits: { bytes: 100_000 } })
    const token = await api.token('acme')
    await api.shop.database.query(
      `update shop.orders set note = repeat('x', 30000) where order_id % 1000 = 1`,
    )
    const one = 'orders { nodes { id note } }'
    expect((await api.post(token, { query: `{ ${one} }` })).status).toBe(200)
    const four = `{ ${[1, 2, 3, 4].map((i) => `a${i}: ${one}`).join(' ')} }`
    expect((await api.post(token, { query: four })).status).toBe(400)
  })
})

describe('When the client goes away, the database stops,', () => {
  let api: Api
  let holder: Client
  /** In a transaction, `pg_stat_activity` would stand still. */
  let watcher: Client
  beforeEach(async () => {
    api = await serve({ limits: { turns: { atOnce: 2, perTenant: 1 } } })
    holder = new Client({ connectionString: api.shop.database.superuserUrl })
    watcher = new Client({ connectionString: api.shop.database.superuserUrl })
    await Promise.all([holder.connect(), watcher.connect()])
    await holder.query('begin; lock table shop.orders in access exclusive mode')
  })
  afterEach(() => Promise.all([holder.end(), watcher.end()]).then(() => undefined))

  /** Statements of this database that wait for the lock. */
  async function waiting(): Promise<number> {
    const { rows } = await watcher.query(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and backend_type = 'client backend'`,
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

  async function ask(accept: string) {
    const request = httpRequest(`${api.url}/graphql`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await api.token('acme')}`,
        'content-type': 'application/json',
        accept,
      },
    })
    request.on('error', () => undefined)
    request.end(JSON.stringify({ query: '{ orders { nodes { id } } }' }))
    await once(request, 'finish')
    return request
  }

  test.each(['application/json', 'text/csv'])(
    'whether it waits for an answer or for an export: %s',
    async (accept) => {
      const request = await ask(accept)
      await until(async () => (await waiting()) === 1)
      request.destroy()
      await until(async () => (await waiting()) === 0)
      await until(async () => {
        const { turns, exports } = api.server.counts()
        return turns.running + exports.running === 0
      })
      expect(await waiting()).toBe(0)
    },
  )

  test('and one that waits for its turn never gets there', async () => {
    const first = await ask('application/json')
    await until(async () => (await waiting()) === 1)
    const second = await ask('application/json')
    await until(async () => api.server.counts().turns.waiting === 1)
    second.destroy()
    await until(async () => api.server.counts().turns.waiting === 0)
    first.destroy()
    await until(async () => (await waiting()) === 0)
    await until(async () => api.server.counts().turns.running === 0)
    expect(await waiting()).toBe(0)
  })
})

test('Long lists and long patterns are answered or refused in no time', async () => {
  const api = await serve({})
  const token = await api.token('acme')
  const asked = (where: unknown) =>
    api.post(token, {
      query: 'query ($where: OrderWhere) { orders(where: $where) { totalCount } }',
      variables: { where },
    })
  const started = performance.now()
  expect((await asked({ id: { in: Array.from({ length: 4_000 }, (_, i) => String(i)) } })).status).toBe(200)
  expect((await asked({ id: { in: Array.from({ length: 5_001 }, (_, i) => String(i)) } })).status).toBe(400)
  for (const pattern of ['%_'.repeat(20_000), 'a'.repeat(50_000), '\\'.repeat(30_000)])
    expect((await asked({ note: { contains: pattern } })).body.data).toEqual({ orders: { totalCount: 0 } })
  expect((await asked({ note: { contains: 'x'.repeat(200_000) } })).status).toBe(413)
  expect(performance.now() - started).toBeLessThan(10_000)
})

describe('A tenant that sends new documents', () => {
  const limits = { unseen: { perSecond: 10, burst: 200 } }
  const fresh = (i: number) => ({ query: `{ orders(first: ${i}) { nodes { id } } } # ${'x'.repeat(40)}` })

  test('is told when it has sent too many letters of them; what was read before goes on, and so do others', async () => {
    const api = await serve({ limits })
    const [acme, globex] = [await api.token('acme'), await api.token('globex')]
    expect((await api.post(acme, fresh(1))).status).toBe(200)
    const refused = await api.post(acme, fresh(2))
    expect([refused.status, refused.body.errors[0].extensions.code]).toEqual([429, 'LIMITED'])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(1)
    expect(refused.body.errors[0].message).toContain('too many new documents')
    for (let i = 0; i < 5; i++) expect((await api.post(acme, fresh(1))).status).toBe(200)
    expect((await api.post(globex, fresh(3))).status).toBe(200)
  })

  test('pays for what is wrong each time, and for a plan of a document that is known', async () => {
    const api = await serve({ limits: { unseen: { perSecond: 1, burst: 250 } } })
    const acme = await api.token('acme')
    const wrong = { query: `{ nothing } # ${'x'.repeat(86)}` }
    expect((await api.post(acme, wrong)).status).toBe(400)
    expect((await api.post(acme, wrong)).status).toBe(400)
    expect((await api.post(acme, wrong)).status).toBe(429)
    const globex = await api.token('globex')
    const query = 'query ($where: OrderWhere) { orders(where: $where) { totalCount } }'
    const asked = (where: object) => api.post(globex, { query, variables: { where } })
    expect((await asked({ id: { eq: '1' } })).status).toBe(200)
    expect((await asked({ id: { eq: '2' } })).status).toBe(200)
    expect((await asked({ status: { eq: 'PAID' } })).status).toBe(200)
    expect((await asked({ customer: { id: { eq: '1' } } })).status).toBe(429)
  })
})
