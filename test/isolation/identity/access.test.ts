import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { Engine } from '../../../src/engine/contract.ts'
import { revokeKey } from '../../../src/store/apikeys.ts'
import { addTenant, removeTenant, setTenantStatus } from '../../../src/store/tenants.ts'
import { openReader } from '../../serve/exports/reader.ts'
import type { Answer, Api } from '../../serve/api.ts'
import { holdOrders, openTwins, until, type Twins } from './twins.ts'

let twins: Twins
beforeAll(async () => (twins = await openTwins()))
afterEach(() => setTenantStatus(twins.store, 'acme', 'active').catch(() => undefined))
afterAll(() => twins?.close())

const asked = { query: '{ customers { nodes { name } } }' }
const slow = { query: '{ orders { nodes { id note } } }' }
const dashboard = { documentId: 'dashboard:sales' }

/** Everything that opens a door, with the request that it is good for. */
const credentials: readonly (readonly [what: string, get: (api: Api) => Promise<string>, body: object])[] = [
  ['a token', (api) => api.token('acme'), asked],
  ['an embed token', (api) => api.embedToken('acme'), dashboard],
  ['an API key', async () => (await twins.key('acme')).key, asked],
  [
    'an embed token made with an API key',
    async (api) => embedOf(api, (await twins.key('acme')).key),
    dashboard,
  ],
  [
    'a token of somebody who views as the tenant',
    (api) => api.token('acme', { actor: 'alice', expiresIn: 600 }),
    asked,
  ],
]

async function embedOf(api: Api, token: string): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ dashboard: 'sales' })
  const { text } = await api.send('/embed/token', { method: 'POST', headers, body })
  return (JSON.parse(text) as { token: string }).token
}

const both = (token: string, body: object): Promise<Answer[]> =>
  Promise.all(twins.servers.map((server) => server.post(token, body)))
const statuses = async (token: string, body: object) => (await both(token, body)).map(({ status }) => status)

describe.each(credentials)('With %s', (_, get, body) => {
  test('the very next request is refused by every server once the tenant is suspended, and served once it is resumed', async () => {
    const token = await get(twins.servers[0])
    for (let round = 0; round < 5; round++) {
      expect(await statuses(token, body)).toEqual([200, 200])
      await setTenantStatus(twins.store, 'acme', 'suspended')
      expect(await statuses(token, body)).toEqual([401, 401])
      await setTenantStatus(twins.store, 'acme', 'active')
    }
    expect(await statuses(token, body)).toEqual([200, 200])
  })

  test('nothing is served from before while nobody hears of changes', async () => {
    const token = await get(twins.servers[0])
    expect(await statuses(token, body)).toEqual([200, 200])
    await twins.deafen()
    await twins.store.pool.query(`update sluice.tenants set status = 'suspended' where id = 'acme'`)
    expect(await statuses(token, body)).toEqual([401, 401])
    await twins.listening()
    expect(await statuses(token, body)).toEqual([401, 401])
    await setTenantStatus(twins.store, 'acme', 'active')
    expect(await statuses(token, body)).toEqual([200, 200])
  })

  test('a query that runs is cancelled in the database within a second, and its answer never arrives', async () => {
    const [server] = twins.servers
    const token = await get(server)
    const held = await holdOrders(server)
    try {
      const answer = server.post(token, body === asked ? slow : body)
      await until('it waits in the database', async () => (await held.waiting()) > 0)
      const began = performance.now()
      await setTenantStatus(twins.store, 'acme', 'suspended')
      await until('it is cancelled', async () => (await held.waiting()) === 0, 1_000)
      const { status, text } = await answer
      expect(performance.now() - began).toBeLessThan(1_000)
      expect([status, text.includes('acme')]).toEqual([401, false])
    } finally {
      await held.letGo()
    }
  })
})

test('a query that runs is cancelled too where nobody heard of the change', async () => {
  const [server] = twins.servers
  const token = await server.token('acme')
  const held = await holdOrders(server)
  try {
    const answer = server.post(token, slow)
    await until('it waits in the database', async () => (await held.waiting()) > 0)
    await twins.deafen()
    await twins.store.pool.query(`update sluice.tenants set status = 'suspended' where id = 'acme'`)
    expect((await answer).status).toBe(401)
    expect(await held.waiting()).toBe(0)
  } finally {
    await held.letGo()
    await twins.listening()
  }
})

test('an answer that is ready when its tenant is suspended does not leave', async () => {
  let ready = () => {}
  let suspended: Promise<unknown> = Promise.resolve()
  const [first] = twins.servers
  const run: Engine['run'] = async (...args) => {
    const answers = await first.shop.engine.run(...args)
    ready()
    await suspended
    return answers
  }
  const other = await openTwins({ engine: { ...first.shop.engine, run } })
  try {
    const [server] = other.servers
    const computed = new Promise<void>((resolve) => (ready = resolve))
    suspended = computed.then(() => setTenantStatus(other.store, 'acme', 'suspended'))
    const { status, text } = await server.post(await server.token('acme'), asked)
    expect([status, text.includes('acme:')]).toEqual([401, false])
  } finally {
    await other.close()
  }
})

describe('An export that runs is cut', () => {
  const everything = '{ customers { nodes { id name } } }'
  beforeAll(async () => {
    await twins.servers[0].shop.database.query(
      `insert into shop.customers select 'acme', n, 'acme:' || repeat('x', 500), 'PRO', null, null from generate_series(100000, 140000) n`,
    )
  })

  test.each([
    ['when its tenant is suspended', () => setTenantStatus(twins.store, 'acme', 'suspended')],
    [
      'when its tenant is suspended and nobody hears of it',
      async () => {
        await twins.deafen()
        await twins.store.pool.query(`update sluice.tenants set status = 'suspended' where id = 'acme'`)
      },
    ],
  ])('%s', async (_, change) => {
    const [server] = twins.servers
    const reader = await openReader(server, await server.token('acme'), everything, 'text/csv')
    expect(reader.response.statusCode).toBe(200)
    await change()
    await until('it is over', () => server.server.counts().exports.running === 0, 2_000)
    expect((await reader.rest()).whole).toBe(false)
    await twins.listening()
  })

  test('when its API key is revoked', async () => {
    const [server] = twins.servers
    const { key, prefix } = await twins.key('acme')
    const reader = await openReader(server, key, everything, 'application/jsonl')
    expect(reader.response.statusCode).toBe(200)
    await revokeKey(twins.store, prefix)
    await until('it is over', () => server.server.counts().exports.running === 0, 2_000)
    expect((await reader.rest()).whole).toBe(false)
  })
})

test('a key that is revoked ends with the embed tokens that were made with it, and no other', async () => {
  const [server] = twins.servers
  const [mine, another] = [await twins.key('acme'), await twins.key('acme')]
  const embeds = [await embedOf(server, mine.key), await embedOf(server, another.key)]
  expect(await statuses(mine.key, asked)).toEqual([200, 200])
  expect(await statuses(embeds[0]!, dashboard)).toEqual([200, 200])
  await revokeKey(twins.store, mine.prefix)
  expect(await statuses(mine.key, asked)).toEqual([401, 401])
  expect(await statuses(embeds[0]!, dashboard)).toEqual([401, 401])
  expect(await statuses(another.key, asked)).toEqual([200, 200])
  expect(await statuses(embeds[1]!, dashboard)).toEqual([200, 200])
})

test('what runs for others goes on when one tenant is suspended', async () => {
  const [server] = twins.servers
  const held = await holdOrders(server)
  const answer = server.post(await server.token('globex'), {
    query: '{ orders { nodes { customer { name } } } }',
  })
  await until('it waits in the database', async () => (await held.waiting()) > 0)
  await setTenantStatus(twins.store, 'acme', 'suspended')
  await new Promise((resolve) => setTimeout(resolve, 700))
  expect(await held.waiting()).toBe(1)
  await held.letGo()
  expect((await answer).text).toContain('globex')
})

test('whoever gets the id of a removed tenant shares nothing with it: tokens, embed tokens and keys from before stay refused', async () => {
  const [server] = twins.servers
  await addTenant(twins.store, 'acme', null)
  const old = await Promise.all(
    credentials.map(async ([what, get, body]) => [what, await get(server), body] as const),
  )
  for (const [what, token, body] of old)
    expect([what, await statuses(token, body)]).toEqual([what, [200, 200]])
  await removeTenant(twins.store, 'acme')
  for (const [what, token, body] of old)
    expect([what, await statuses(token, body)]).toEqual([what, [401, 401]])
  await addTenant(twins.store, 'acme', null)
  for (const [what, token, body] of old)
    expect([what, await statuses(token, body)]).toEqual([what, [401, 401]])
  for (const [what, get, body] of credentials)
    expect([what, await statuses(await get(server), body)]).toEqual([what, [200, 200]])
})
