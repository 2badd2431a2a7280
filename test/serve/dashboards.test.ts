import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openApi, type Api } from './api.ts'

let api: Api
beforeAll(async () => {
  api = await openApi({ development: true })
})
afterAll(() => api?.close())

const sales = (variables: object = {}) => ({ documentId: 'dashboard:sales', variables })
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

test('One request fills all widgets of a dashboard, in one trip', async () => {
  const { status, body } = await api.post(await api.embedToken('acme'), sales())
  expect(status).toBe(200)
  expect(body.errors).toBeUndefined()
  expect(Object.keys(body.data)).toEqual(['Revenue__orderMetrics', 'ByMonth__orderMetrics', 'Latest__orders'])
  expect(body.data.Latest__orders.nodes).toHaveLength(2)
  expect(body.data.Revenue__orderMetrics.totals.revenue).toMatch(/^\d+\.\d+$/)
})

test('A dashboard’s filters change all of its widgets', async () => {
  const { body } = await api.post(await api.embedToken('acme'), sales({ from: '2026-03-01T00:00:00Z' }))
  expect(body.data.Revenue__orderMetrics.totals.revenue).toBeNull()
  expect(body.data.ByMonth__orderMetrics.rows).toHaveLength(1)
})

test('A filter that the token fixes wins over what the page sends', async () => {
  const token = await api.embedToken('acme', { filters: { from: '2030-01-01T00:00:00Z' } })
  const { body } = await api.post(token, sales({ from: '2020-01-01T00:00:00Z' }))
  expect(body.data.ByMonth__orderMetrics.rows).toEqual([])
})

test('A fixed filter that the dashboard doesn’t have is refused: it would fix nothing', async () => {
  const token = await api.embedToken('acme', { filters: { plan: 'PRO' } })
  expect((await api.post(token, sales())).status).toBe(400)
})

describe('An embed token', () => {
  test.each<[string, object | string]>([
    ['a query', { query: '{ orders { nodes { id } } }' }],
    ['a query beside its dashboard', { ...sales(), query: '{ orders { nodes { id } } }' }],
    ['a query in other letters', { ...sales(), QUERY: '{ orders { nodes { id } } }' }],
    ['an operation’s name beside its dashboard', { ...sales(), operationName: 'Other' }],
    [
      'extensions beside its dashboard',
      { ...sales(), extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } },
    ],
    ['another dashboard', { documentId: 'dashboard:amounts' }],
    ['a dashboard that isn’t there', { documentId: 'dashboard:nothing' }],
    ['a list as its id', { documentId: ['dashboard:sales'] }],
    ['a batch', [sales()]],
    ['introspection', { query: '{ __schema { queryType { name } } }' }],
    ['nothing', {}],
  ])('may not send %s', async (_, body) => {
    const { status, text } = await api.post(await api.embedToken('acme'), body)
    expect(status).toBe(403)
    expect(JSON.parse(text).data).toBeUndefined()
  })

  test('may not ask by GET, nor for another token, nor for another dashboard’s definition', async () => {
    const headers = { ...bearer(await api.embedToken('acme')), 'apollo-require-preflight': '1' }
    expect(
      (await api.send(`/graphql?query=${encodeURIComponent('{ __typename }')}`, { headers })).status,
    ).toBe(403)
    const body = JSON.stringify({ dashboard: 'sales' })
    const json = { ...headers, 'content-type': 'application/json' }
    expect((await api.send('/embed/token', { method: 'POST', headers: json, body })).status).toBe(403)
    expect((await api.send('/dashboards/amounts', { headers })).status).toBe(403)
    expect((await api.send('/dashboards/sales', { headers })).status).toBe(200)
  })

  test('is good on the pages that it names and on this server’s own, and nowhere else', async () => {
    const token = await api.embedToken('acme', { origins: ['https://shop.example'] })
    const named = await api.post(token, sales(), { origin: 'https://shop.example' })
    expect([named.status, named.headers.get('access-control-allow-origin')]).toEqual([
      200,
      'https://shop.example',
    ])
    expect(named.headers.get('access-control-allow-credentials')).toBeNull()
    expect((await api.post(token, sales(), { origin: api.url })).status).toBe(200)
    for (const origin of [
      'https://evil.example',
      'https://shop.example.evil.example',
      'http://shop.example',
      'null',
    ]) {
      const answer = await api.post(token, sales(), { origin })
      expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, null])
    }
  })
})

test('The definition tells widgets and variables, and not the document', async () => {
  const { body } = await api.send('/dashboards/sales', { headers: bearer(await api.token('acme')) })
  expect(Object.keys(body)).toEqual(['name', 'title', 'widgets', 'variables'])
  expect(body.widgets.map(({ name }: { name: string }) => name)).toEqual(['Revenue', 'ByMonth', 'Latest'])
})

test('A dashboard with a field that the caller’s roles don’t see isn’t there for them', async () => {
  const asked = { documentId: 'dashboard:amounts' }
  const hidden = await api.post(await api.token('acme'), asked)
  const missing = await api.post(await api.token('acme'), { documentId: 'dashboard:nothing' })
  expect([hidden.status, hidden.text]).toEqual([404, missing.text])
  const definition = await api.send('/dashboards/amounts', { headers: bearer(await api.token('acme')) })
  expect([definition.status, definition.text.includes('amount"')]).toEqual([404, false])
  const analyst = await api.post(await api.token('acme', { roles: ['analyst'] }), asked)
  expect(analyst.body.data.Amounts__orders.nodes).toHaveLength(5)
})

describe('POST /embed/token', () => {
  async function mint(body: object, token: string) {
    const headers = { ...bearer(token), 'content-type': 'application/json' }
    return api.send('/embed/token', { method: 'POST', headers, body: JSON.stringify(body) })
  }

  test('gives a token that reads the dashboard as the caller’s tenant', async () => {
    const { body } = await mint(
      { dashboard: 'sales', origins: ['https://shop.example'] },
      await api.token('globex'),
    )
    const answer = await api.post(body.token, sales(), { origin: 'https://shop.example' })
    expect(answer.body.data.Latest__orders.nodes.map(({ id }: { id: string }) => id)).toEqual([
      '1005',
      '1004',
    ])
  })

  test('never gives one that outlives the caller’s token', async () => {
    const { body } = await mint(
      { dashboard: 'sales', expiresIn: 3_000 },
      await api.token('acme', { expiresIn: 30 }),
    )
    const { exp } = JSON.parse(Buffer.from(body.token.split('.')[1], 'base64url').toString())
    expect(exp * 1_000 - Date.now()).toBeLessThanOrEqual(30_000)
  })

  test.each<[string, object, number]>([
    ['a tenant of its own choice', { dashboard: 'sales', tenant: 'globex' }, 400],
    ['roles of its own choice', { dashboard: 'sales', roles: ['analyst'] }, 400],
    ['an origin that isn’t one', { dashboard: 'sales', origins: ['https://shop.example/path'] }, 400],
    ['a star for an origin', { dashboard: 'sales', origins: ['*'] }, 400],
    ['a filter that the dashboard doesn’t have', { dashboard: 'sales', filters: { plan: 'PRO' } }, 400],
    ['a filter that is null', { dashboard: 'sales', filters: { zone: null } }, 400],
    ['a dashboard that isn’t there', { dashboard: 'nothing' }, 404],
    ['a dashboard that its roles don’t see', { dashboard: 'amounts' }, 404],
  ])('refuses %s', async (_, body, status) => {
    expect((await mint(body, await api.token('acme'))).status).toBe(status)
  })
})
