import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openApi, type Api } from './api.ts'

const folder = join(import.meta.dirname, '../../web/dist')
const web = { folder }
const demo = {
  shops: () => Promise.resolve([{ tenant: 'acme', name: 'Acme' }]),
  syncs: () => Promise.resolve([{ name: 'AccountHealth', lastRun: null }]),
}

let api: Api
let production: Api
beforeAll(async () => {
  api = await openApi({ development: true, demo, web })
  production = await openApi({ development: false, demo, web })
})
afterAll(async () => {
  await api?.close()
  await production?.close()
})

const json = { 'content-type': 'application/json' }
const demoToken = (server: Api, body: object) =>
  server.send('/demo/token', { method: 'POST', headers: json, body: JSON.stringify(body) })

test('The demo shows its page, lets a shop be chosen and tells the syncs', async () => {
  const page = await api.send('/')
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(page.text).toContain('<sluice-dashboard')
  const shops = await api.send('/demo/shops')
  expect(JSON.parse(shops.text)).toEqual([{ tenant: 'acme', name: 'Acme' }])
  expect(JSON.parse((await api.send('/demo/syncs')).text)).toEqual([{ name: 'AccountHealth', lastRun: null }])
  const { token } = (await demoToken(api, { tenant: 'acme' })).body
  const { body } = await api.post(token, { query: '{ customers { nodes { name } } }' })
  expect(JSON.stringify(body)).toContain('acme:')
})

test('The demo gives no token for a tenant that it doesn’t list', async () => {
  expect((await demoToken(api, { tenant: 'globex' })).status).toBe(400)
  expect((await demoToken(api, { tenant: 'acme', claims: {} })).status).toBe(400)
})

test.each(['/', '/explore', '/demo/shops', '/demo/syncs'])('In production there is no %s', async (path) => {
  expect((await production.send(path)).status).toBe(404)
})

test('In production the demo mints no token', async () => {
  expect((await demoToken(production, { tenant: 'acme' })).status).toBe(404)
})

describe('Every page', () => {
  const asset = () =>
    `/assets/home/${readdirSync(join(folder, 'assets/home')).find((name) => name.endsWith('.js'))}`
  test.each<[string, () => string]>([
    ['/', () => '/'],
    ['/explore', () => '/explore'],
    ['/embed.js', () => '/embed.js'],
    ['an asset', asset],
  ])('like %s loads scripts from this server alone', async (_, path) => {
    const { status, headers } = await api.send(path())
    expect(status).toBe(200)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  })

  test.each(['/', '/explore'])('%s has no script that stands in the page', async (path) => {
    const { text } = await api.send(path)
    expect(text).toMatch(/<script type="module"/)
    expect(text).not.toMatch(/<script(?![^>]*\ssrc=)/)
  })

  test('writes no styles of its own, but for the query IDE', async () => {
    expect((await api.send('/')).headers.get('content-security-policy')).not.toContain('unsafe')
    expect((await api.send('/explore')).headers.get('content-security-policy')).toContain(
      "style-src 'self' 'unsafe-inline'",
    )
  })
})

test('Foreign pages may load the embed, and read nothing else of this server without a token', async () => {
  const origin = { origin: 'https://shop.example' }
  const embed = await api.send('/embed.js', { headers: origin })
  expect([
    embed.headers.get('access-control-allow-origin'),
    embed.headers.get('cross-origin-resource-policy'),
  ]).toEqual(['*', 'cross-origin'])
  for (const path of ['/', '/demo/shops', '/demo/syncs', '/readyz', '/explore']) {
    const { headers } = await api.send(path, { headers: origin })
    expect([path, headers.get('access-control-allow-origin')]).toEqual([path, null])
  }
})

test.each([
  '/assets/../../package.json',
  '/assets/..%2f..%2f..%2fpackage.json',
  '/assets/%2e%2e/%2e%2e/package.json',
  '/assets/',
  '/.embed.stamp',
])('No file outside the pages is given for %s', async (path) => {
  const { request } = await import('node:http')
  const status = await new Promise((resolve, reject) => {
    request(api.url, { path }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end()
  })
  expect([400, 403, 404]).toContain(status)
})

describe('CORS', () => {
  const preflight = (origin: string, path = '/graphql') =>
    api.send(path, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    })

  test('lets a preflight pass, never with credentials, and only where a token is needed', async () => {
    const { status, headers } = await preflight('https://shop.example')
    expect([
      status,
      headers.get('access-control-allow-origin'),
      headers.get('access-control-allow-credentials'),
    ]).toEqual([204, 'https://shop.example', null])
    expect((await preflight('null')).headers.get('access-control-allow-origin')).toBeNull()
    for (const path of ['/embed/token', '/demo/token', '/readyz']) {
      expect(
        (await preflight('https://shop.example', path)).headers.get('access-control-allow-origin'),
      ).toBeNull()
    }
  })

  test('lets a page read what an ordinary token gets only if its origin is configured', async () => {
    const open = await openApi({ origins: ['https://app.example'] })
    try {
      const token = await open.token('acme')
      const asked = (origin: string) => open.post(token, { query: '{ __typename }' }, { origin })
      expect((await asked('https://app.example')).headers.get('access-control-allow-origin')).toBe(
        'https://app.example',
      )
      expect((await asked('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull()
    } finally {
      await open.close()
    }
  })
})
