import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openApi, type Answer, type Api } from './api.ts'

let api: Api
let token: string
beforeAll(async () => {
  api = await openApi({
    origins: ['https://shop.example'],
    tenants: { globex: { requests: { burst: 1, perSecond: 1 } } },
  })
  token = await api.token('acme')
})
afterAll(() => api?.close())

const query = '{ orders { totalCount } }'
const body = JSON.stringify({ query })
const json = { 'content-type': 'application/json' }
const cookie = () => ({ cookie: `token=${token}; authorization=Bearer ${token}` })

describe('What a page of another origin can send unasked reads nothing:', () => {
  const address = `/graphql?query=${encodeURIComponent(query)}`
  const forged: readonly (readonly [string, () => Promise<Answer>, number])[] = [
    ['a GET with cookies', () => api.send(address, { headers: cookie() }), 401],
    [
      'a token in the address',
      () => api.send(`${address}&access_token=${token}&authorization=${token}`),
      401,
    ],
    [
      'a form',
      () =>
        api.send('/graphql', {
          method: 'POST',
          headers: { ...cookie(), 'content-type': 'application/x-www-form-urlencoded' },
          body: `query=${query}`,
        }),
      401,
    ],
    [
      'text/plain',
      () =>
        api.send('/graphql', {
          method: 'POST',
          headers: { ...cookie(), 'content-type': 'text/plain' },
          body,
        }),
      401,
    ],
    [
      'JSON without a token',
      () => api.send('/graphql', { method: 'POST', headers: { ...cookie(), ...json }, body }),
      401,
    ],
    [
      'another type that needs no preflight',
      () => api.post(token, body, { 'content-type': 'multipart/form-data; boundary=x' }),
      415,
    ],
    [
      'a form with a token',
      () => api.post(token, body, { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
    ],
    ['text/plain with a token', () => api.post(token, body, { 'content-type': 'text/plain' }), 415],
  ]
  test.each(forged)('%s', async (_, send, status) => {
    const answer = await send()
    expect(answer.status).toBe(status)
    expect(answer.text).not.toContain('totalCount')
  })
})

describe('An answer may be read by', () => {
  const allowed = async (origin: string) =>
    (await api.post(token, body, { origin })).headers.get('access-control-allow-origin')

  test('pages of the origins that are named, and by no look-alike', async () => {
    expect(await allowed('https://shop.example')).toBe('https://shop.example')
    for (const origin of [
      'null',
      'http://shop.example',
      'https://shop.example.evil.example',
      'https://evil.example/https://shop.example',
      'https://shop.example:444',
      'https://SHOP.example',
      '*',
    ])
      expect([origin, await allowed(origin)]).toEqual([origin, null])
  })

  test('nobody with credentials that a browser sends by itself, nor after a preflight of a page without an origin', async () => {
    const preflight = (origin: string) =>
      api.send('/graphql', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      })
    const answers = await Promise.all([
      preflight('https://shop.example'),
      preflight('null'),
      api.post(token, body, { origin: 'https://shop.example' }),
    ])
    for (const { headers } of answers) expect(headers.get('access-control-allow-credentials')).toBeNull()
    expect(answers[1].headers.get('access-control-allow-origin')).toBeNull()
  })

  test('a page without an origin never, whatever its embed token names', async () => {
    const embed = await api.embedToken('acme', { origins: ['https://shop.example'] })
    const asked = { documentId: 'dashboard:sales' }
    expect((await api.post(embed, asked, { origin: 'null' })).status).toBe(403)
    expect((await api.post(embed, asked, { origin: 'https://shop.example' })).status).toBe(200)
  })
})

describe('Every answer of the API is nobody’s to keep, frame or guess the type of:', () => {
  const answers: readonly (readonly [string, () => Promise<Answer>, number])[] = [
    ['rows', () => api.post(token, body), 200],
    [
      'an export',
      () => api.post(token, { query: '{ orders { nodes { id } } }' }, { accept: 'text/csv' }),
      200,
    ],
    ['no token', () => api.send('/graphql'), 401],
    ['nothing there', () => api.send('/nothing'), 404],
    ['another method', () => api.send('/graphql', { method: 'DELETE' }), 405],
    ['a long body', () => api.post(token, { query: ' '.repeat(200_000) }), 413],
    ['another type', () => api.post(token, body, { 'content-type': 'text/plain' }), 415],
    [
      'too many requests',
      async () => {
        const globex = await api.token('globex')
        await api.post(globex, body)
        return api.post(globex, body)
      },
      429,
    ],
  ]
  test.each(answers)('%s', async (_, send, status) => {
    const { headers, ...answer } = await send()
    expect(answer.status).toBe(status)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
    expect([headers.get('server'), headers.get('x-powered-by')]).toEqual([null, null])
  })
})

test('Browsers are told to stay with https where they came by it', async () => {
  const told = async (headers: Record<string, string>) =>
    (await api.post(token, body, headers)).headers.get('strict-transport-security')
  expect(await told({ 'x-forwarded-proto': 'https' })).toBe('max-age=31536000')
  expect(await told({})).toBeNull()
  expect(await told({ 'x-forwarded-proto': 'http' })).toBeNull()
})
