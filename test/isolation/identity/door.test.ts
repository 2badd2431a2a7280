import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { addTenant } from '../../../src/store/tenants.ts'
import { newKey } from '../../../src/tenant/apikey.ts'
import { addKey, revokeKey } from '../../../src/store/apikeys.ts'
import type { Answer, Api } from '../../serve/api.ts'
import { openTwins, type Twins } from './twins.ts'

let twins: Twins
let api: Api
beforeAll(async () => {
  twins = await openTwins()
  api = twins.servers[0]
})
afterAll(() => twins?.close())

const asked = { query: '{ customers { nodes { name } } }' }
const dashboard = { documentId: 'dashboard:sales' }

/** All of an answer that its sender can tell apart, but the time that it took. */
const told = ({ status, text, headers }: Answer) => {
  const names = [...headers].filter(([name]) => name !== 'date')
  return JSON.stringify([status, text, names])
}

const json = (token: string, body: object) => ({
  method: 'POST',
  headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

describe('An API key', () => {
  test('answers for its tenant, with its roles', async () => {
    const plain = await twins.key('acme')
    const analyst = await twins.key('acme', ['query'], ['analyst'])
    const { text } = await api.post(plain.key, asked)
    expect([text.includes('acme:'), text.includes('globex:')]).toEqual([true, false])
    const amounts = { query: '{ orders(first: 1) { nodes { amount } } }' }
    expect((await api.post(plain.key, amounts)).status).toBe(400)
    expect((await api.post(analyst.key, amounts)).body.data.orders.nodes).toHaveLength(1)
  })

  test('that is wrong, revoked, expired, unknown or misspelt is refused in the same words, byte for byte', async () => {
    const { key, prefix } = await twins.key('acme')
    const revoked = await twins.key('acme')
    await revokeKey(twins.store, revoked.prefix)
    const over = await addKey(twins.store, {
      tenant: 'acme',
      name: 'over',
      roles: [],
      claims: {},
      scopes: ['query'],
      by: 'cli',
      expires: new Date(Date.now() - 1),
    })
    const other = newKey().key
    const wrong = `slk_${prefix}_${other.slice(13)}`
    const bad = [
      wrong,
      revoked.key,
      over.key,
      other,
      'slk_',
      'slk_short_x',
      key.slice(0, -1),
      `${key}A`,
      key.replace('slk', 'SLK'),
    ]
    const answers = await Promise.all(bad.map((one) => api.post(one, asked)))
    const same = new Set(answers.slice(0, -1).map(told))
    expect([same.size, answers[0]?.status]).toEqual([1, 401])
    expect(answers.map(({ text }) => text).join()).not.toMatch(/acme|globex|revoked|expired/)
    expect(answers.at(-1)?.status).toBe(401)
    expect((await api.post(key, asked)).status).toBe(200)
  })

  test.each([
    ['query', [200, 403, 403]],
    ['export', [403, 200, 403]],
    ['embed', [403, 403, 200]],
  ] as const)('with the scope `%s` may do that and nothing else', async (scope, expected) => {
    const { key } = await twins.key('acme', [scope])
    const answers = [
      await api.post(key, asked),
      await api.post(key, asked, { accept: 'text/csv' }),
      await api.send('/embed/token', json(key, { dashboard: 'sales' })),
    ]
    expect(answers.map(({ status }) => status)).toEqual(expected)
    const refused = scope === 'export' ? 'query' : 'export'
    expect(answers[refused === 'query' ? 0 : 1]?.text).toContain(
      `This API key is not for this: it lacks the scope \`${refused}\`. Use a key that has it: \`sluice key add --scope\``,
    )
    const definition = await api.send('/dashboards/sales', { headers: { authorization: `Bearer ${key}` } })
    expect(definition.status).toBe(scope === 'query' ? 200 : 403)
  })

  test('stops at the moment that it says', async () => {
    const { key } = await addKey(twins.store, {
      tenant: 'acme',
      name: 'short',
      roles: [],
      claims: {},
      scopes: ['query', 'embed'],
      by: 'cli',
      expires: new Date(Date.now() + 1_500),
    })
    expect((await api.post(key, asked)).status).toBe(200)
    const { text } = await api.send('/embed/token', json(key, { dashboard: 'sales', expiresIn: 3_600 }))
    const { token } = JSON.parse(text) as { token: string }
    const { exp } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
      exp: number
    }
    expect(exp * 1_000).toBeLessThanOrEqual(Date.now() + 1_500)
    await new Promise((resolve) => setTimeout(resolve, 1_600))
    expect((await api.post(key, asked)).status).toBe(401)
  })

  test('beside a token is refused, whichever comes first', async () => {
    const { request } = await import('node:http')
    const { key } = await twins.key('acme')
    const token = await api.token('globex')
    const send = (pair: readonly string[]) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = ['Host', 'x', 'Content-Type', 'application/json']
        for (const [i, one] of pair.entries())
          headers.push(i ? 'AUTHORIZATION' : 'authorization', `Bearer ${one}`)
        const sent = request(`${api.url}/graphql`, { method: 'POST', headers })
        sent.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject)
        sent.end(JSON.stringify(asked))
      })
    expect(await send([key, token])).toBe(401)
    expect(await send([token, key])).toBe(401)
  })
})

describe('A token is read from its header alone:', () => {
  test.each([
    [
      'an address',
      (token: string) => [`/graphql?token=${token}&access_token=${token}&query={__typename}`, {}] as const,
    ],
    [
      'a cookie',
      (token: string) =>
        ['/graphql?query={__typename}', { cookie: `authorization=Bearer ${token}; token=${token}` }] as const,
    ],
    [
      'another header',
      (token: string) =>
        [
          '/graphql?query={__typename}',
          {
            'x-api-key': token,
            'x-authorization': `Bearer ${token}`,
            'proxy-authorization': `Bearer ${token}`,
          },
        ] as const,
    ],
    [
      'another scheme',
      (token: string) => ['/graphql?query={__typename}', { authorization: `Token ${token}` }] as const,
    ],
    [
      'two in one header',
      (token: string) =>
        ['/graphql?query={__typename}', { authorization: `Bearer ${token}, Bearer ${token}` }] as const,
    ],
  ])('%s does not count', async (_, make) => {
    for (const token of [await api.token('acme'), (await twins.key('acme')).key]) {
      const [path, headers] = make(token)
      expect((await api.send(path, { headers })).status).toBe(401)
    }
  })

  test('the header’s own name and scheme may be written in any case', async () => {
    const { key } = await twins.key('acme')
    const { status } = await api.send('/graphql?query={__typename}', {
      headers: { AUTHORIZATION: `bearer ${key}` },
    })
    expect(status).toBe(200)
  })
})

test('a look-alike of a tenant is no tenant: every spelling is refused in the words of one that nobody has', async () => {
  const spellings = [
    'Acme',
    'ACME',
    ' acme',
    'acme ',
    'acme\t',
    'acm\u0435',
    'ａcme',
    'acme\u200b',
    'acme\u00ad',
    '%',
    'acm_',
    'ac%',
    '*',
    '',
    "' or true --",
    'acme\u0000',
    'a'.repeat(5_000),
  ]
  const unknown = told(await api.post(await api.token('nobody'), asked))
  for (const tenant of spellings)
    expect([tenant, told(await api.post(await api.token(tenant), asked))]).toEqual([tenant, unknown])
  // And where it is registered, it has its own rows: none.
  await addTenant(twins.store, 'acme ', null)
  const { body } = await api.post(await api.token('acme '), asked)
  expect(body.data).toEqual({ customers: { nodes: [] } })
})

describe('What is not there and what is not yours are told alike:', () => {
  test('dashboards, to whoever lacks the role', async () => {
    const headers = { authorization: `Bearer ${await api.token('acme')}` }
    const hidden = await api.send('/dashboards/amounts', { headers })
    const none = await api.send('/dashboards/nothing', { headers })
    expect(told(hidden).replaceAll('amounts', 'nothing')).toBe(told(none))
    expect(hidden.status).toBe(404)
  })

  test('dashboards, to an embed token of another', async () => {
    const token = await api.embedToken('acme')
    const answers = await Promise.all(
      ['amounts', 'nothing'].map((name) => api.post(token, { documentId: `dashboard:${name}` })),
    )
    expect(new Set(answers.map(told)).size).toBe(1)
    expect(answers[0]?.status).toBe(403)
  })

  test('tenants that are suspended, removed or were never there', async () => {
    const { removeTenant, setTenantStatus } = await import('../../../src/store/tenants.ts')
    for (const id of ['shut', 'ended']) await addTenant(twins.store, id, null)
    await setTenantStatus(twins.store, 'shut', 'suspended')
    await removeTenant(twins.store, 'ended')
    const tokens = await Promise.all(['shut', 'ended', 'never'].map((tenant) => api.token(tenant)))
    const answers = await Promise.all(tokens.map((token) => api.post(token, asked)))
    expect(new Set(answers.map(told)).size).toBe(1)
  })
})

describe('Whoever views as a tenant', () => {
  const view = (expiresIn = 600) => api.token('acme', { actor: 'alice@support', expiresIn })

  test('sees what it sees, and each request is told with its models before it is run', async () => {
    const query = 'query Names { customers { nodes { name orders { nodes { id } } } } }'
    const before = twins.views.length
    for (let time = 0; time < 2; time++) {
      const { text } = await api.post(await view(), { query, operationName: 'Names' })
      expect([text.includes('acme:'), text.includes('globex:')]).toEqual([true, false])
    }
    const entry = {
      actor: 'alice@support',
      tenant: 'acme',
      operation: 'Names',
      document: (await import('node:crypto')).hash('sha256', query),
      models: ['Customer', 'Order'],
    }
    expect(twins.views.slice(before)).toEqual([entry, entry])
  })

  test('is told of when it only looks at the schema, too', async () => {
    const before = twins.views.length
    await api.post(await view(), { query: '{ __schema { queryType { name } } }' })
    await api.post(await view(), { query: '{ _catalog { models { name } } }' })
    expect(twins.views.slice(before).map(({ models }) => models)).toEqual([[], []])
  })

  test('exports nothing and makes no embed token', async () => {
    const token = await view()
    const before = twins.views.length
    const answers = [
      await api.post(token, asked, { accept: 'text/csv' }),
      await api.post(token, asked, { accept: 'application/jsonl' }),
      await api.send('/embed/token', json(token, { dashboard: 'sales' })),
    ]
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403])
    expect(twins.views).toHaveLength(before)
  })

  test.each([
    ['lives longer than a quarter of an hour', { actor: 'alice', expiresIn: 901 }],
    ['names nobody', { claims: { act: {} }, expiresIn: 600 }],
    ['names somebody in another form', { claims: { act: 'alice' }, expiresIn: 600 }],
    ['names nothing', { claims: { act: null }, expiresIn: 600 }],
    ['names an empty name', { claims: { act: { sub: '' } }, expiresIn: 600 }],
  ])('with a token that %s is refused', async (_, more) => {
    expect((await api.post(await api.token('acme', more), asked)).status).toBe(401)
  })

  test('reads nothing where nobody keeps a log of it', async () => {
    const silent = await openTwins({ viewed: () => Promise.reject(new Error('the log is away')) })
    try {
      const [server] = silent.servers
      const { text, status } = await server.post(await view(), asked)
      expect([status, text.includes('acme:')]).toEqual([500, false])
    } finally {
      await silent.close()
    }
  })
})

test('an embed token has the claims that row rules read, and no other of who made it', async () => {
  const { engine } = api.shop
  const ruled = await openTwins({
    engine: { ...engine, models: { ...engine.models, claims: ['region', 'sub', 'team'] } },
  })
  try {
    const [server] = ruled.servers
    const claims = { region: ['EU', 'US'], salary: '100', dashboard: 'amounts', claims: { team: 'all' } }
    const minter = await server.token('acme', { subject: 'ann', claims })
    const { text } = await server.send('/embed/token', json(minter, { dashboard: 'sales' }))
    const { token } = JSON.parse(text) as { token: string }
    const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as object
    expect(payload).toMatchObject({
      tenant: 'acme',
      dashboard: 'sales',
      claims: { region: ['EU', 'US'], sub: 'ann' },
    })
    expect(JSON.stringify(payload)).not.toMatch(/salary|amounts|team/)
    expect((await server.post(token, dashboard)).status).toBe(200)
  } finally {
    await ruled.close()
  }
})
