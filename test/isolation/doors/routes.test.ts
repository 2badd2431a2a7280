import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openApi, type Api } from '../../serve/api.ts'

type Who = 'a token' | 'nobody’s secret' | 'the metrics’ token' | 'the demo'

/** Every way in there is, and who may go it. A route that isn't here turns the test red: say who may call it. */
const routes: Readonly<Record<string, { readonly methods: string; readonly who: Who }>> = {
  '*': { methods: 'OPTIONS', who: 'nobody’s secret' },
  '/graphql': { methods: 'DELETE, GET, HEAD, PATCH, POST, PUT', who: 'a token' },
  '/dashboards/:name': { methods: 'GET, HEAD', who: 'a token' },
  '/embed/token': { methods: 'POST', who: 'a token' },
  '/healthz': { methods: 'GET, HEAD', who: 'nobody’s secret' },
  '/readyz': { methods: 'GET, HEAD', who: 'nobody’s secret' },
  '/metrics': { methods: 'GET, HEAD', who: 'the metrics’ token' },
  '/embed.js': { methods: 'GET, HEAD', who: 'nobody’s secret' },
  '/assets/*': { methods: 'GET, HEAD', who: 'nobody’s secret' },
  '/': { methods: 'GET, HEAD', who: 'the demo' },
  '/explore': { methods: 'GET, HEAD', who: 'the demo' },
  '/demo/shops': { methods: 'GET, HEAD', who: 'the demo' },
  '/demo/syncs': { methods: 'GET, HEAD', who: 'the demo' },
  '/demo/token': { methods: 'POST', who: 'the demo' },
}

let folder: string
let production: Api
let demo: Api
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-web-'))
  for (const page of ['index.html', 'explore.html', 'embed.js']) await writeFile(join(folder, page), '')
  const web = { folder }
  const shops = { shops: () => Promise.resolve([]), syncs: () => Promise.resolve([]) }
  const metrics = { token: 'the token of the metrics of the tests' }
  production = await openApi({ web, metrics, demo: shops, development: false })
  demo = await openApi({ web, metrics, demo: shops, development: true })
})
afterAll(async () => {
  await production?.close()
  await demo?.close()
  await rm(folder, { recursive: true, force: true })
})

/** Fastify's own account of its routes, a tree of the parts of paths, as each path with its methods. */
function routesOf({ server }: Api): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  const above: string[] = []
  for (const line of server.fastify.printRoutes().trimEnd().split('\n')) {
    const [, indent = '', part = '', methods] =
      /^([│ ]*)[├└]── (\(empty root node\)|\S+)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? []
    expect([line, part]).toEqual([line, expect.stringMatching(/./)])
    above.splice(indent.length / 4, above.length, part.startsWith('(') ? '' : part)
    if (methods) found[above.join('')] = methods.split(', ').sort().join(', ')
  }
  return found
}

function listed(...who: readonly Who[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(routes).flatMap(([path, route]) =>
      who.includes(route.who) ? [[path, route.methods]] : [],
    ),
  )
}

test('A server has the routes that are listed, and those of the demo in the demo alone', () => {
  const everywhere = ['a token', 'nobody’s secret', 'the metrics’ token'] as const
  expect(routesOf(production)).toEqual(listed(...everywhere))
  expect(routesOf(demo)).toEqual(listed(...everywhere, 'the demo'))
})

const calls = Object.entries(routes).flatMap(([path, { methods, who }]) =>
  methods
    .split(', ')
    .map((method) => ({ path: path.replace(':name', 'sales').replace('/*', '/none.js'), method, who })),
)
async function send(path: string, method: string, headers: Record<string, string> = {}) {
  const body = /^(?:GET|HEAD|OPTIONS)$/.test(method) ? {} : { body: '{}' }
  const answer = await fetch(production.url + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...body,
  })
  return { status: answer.status, text: await answer.text() }
}

describe('Without a token', () => {
  test.each(calls.filter(({ who }) => who === 'a token' || who === 'the metrics’ token'))(
    '$method $path is refused',
    async ({ path, method }) => {
      // Other methods than a route answers are told so before anybody is asked who he is.
      const refusal = ['DELETE', 'PATCH', 'PUT'].includes(method) ? 405 : 401
      expect((await send(path, method)).status).toBe(refusal)
    },
  )

  test('a tenant’s token doesn’t read the metrics', async () => {
    const authorization = `Bearer ${await production.token('acme')}`
    expect((await send('/metrics', 'GET', { authorization })).status).toBe(401)
  })

  test.each(calls.filter(({ who }) => who === 'nobody’s secret'))(
    '$method $path tells nothing of a tenant',
    async ({ path, method }) => {
      const { status, text } = await send(path === '*' ? '/graphql' : path, method)
      expect(status).toBeLessThan(500)
      expect(text).not.toMatch(/acme|globex/)
    },
  )
})

describe('There is no', () => {
  const query = '{ customers { nodes { name } } }'
  test.each([
    'subscription { customers { nodes { name } } }',
    'subscription S { __typename }',
    'mutation { __typename }',
  ])('operation %s', async (text) => {
    const token = await production.token('acme')
    for (const accept of ['application/json', 'text/event-stream', 'multipart/mixed', 'text/csv']) {
      const { status, text: told } = await production.post(token, { query: text }, { accept })
      expect([text, status >= 400 || told.includes('"errors"')]).toEqual([text, true])
      expect(told).not.toContain('acme:')
    }
  })

  test.each(['text/event-stream', 'multipart/mixed;deferSpec=20220824', 'multipart/mixed'])(
    'answer as a stream of %s',
    async (accept) => {
      const { status, text } = await production.post(await production.token('acme'), { query }, { accept })
      expect([status, text.includes('acme:')]).toEqual([406, false])
    },
  )

  test('web socket', async () => {
    const { hostname, port } = new URL(production.url)
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () =>
        socket.write(
          'GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
        ),
      )
      socket.on('data', (bytes: Buffer) => {
        resolve(bytes.toString())
        socket.destroy()
      })
      socket.on('error', reject)
    })
    expect(answer).toMatch(/^HTTP\/1\.1 401 /)
  })

  test.each([
    '/console',
    '/operate',
    '/admin',
    '/api',
    '/subscriptions',
    '/debug/pprof',
    '/.env',
    '/sluice.yaml',
  ])('page %s', async (path) => {
    const authorization = `Bearer ${await production.token('acme')}`
    for (const method of ['GET', 'POST'])
      expect((await send(path, method, { authorization })).status).toBe(404)
  })
})

/** Every header that an answer to a token may have. None of them is about the tenant, the query or what it came to. */
const known = new Set([
  'cache-control',
  'connection',
  'content-length',
  'content-security-policy',
  'content-type',
  'cross-origin-resource-policy',
  'date',
  'keep-alive',
  'referrer-policy',
  'vary',
  'x-content-type-options',
])

describe('The headers of an answer', () => {
  const bodies: readonly (readonly [string, unknown, Record<string, string>])[] = [
    ['data', { query: '{ customers { nodes { name } } }' }, {}],
    ['an error', { query: '{ customers { nodes { nothing } } }' }, {}],
    ['a value that is refused', { query: '{ orders(first: -1) { totalCount } }' }, {}],
    [
      'what carries a trace',
      { query: '{ customers { totalCount } }' },
      {
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
        tracestate: 'tenant=globex',
        baggage: 'tenant=globex',
      },
    ],
  ]

  test.each(bodies)(
    'to %s are these, the same for every tenant, and keep no one’s answer',
    async (_, body, more) => {
      const answers = await Promise.all(
        ['acme', 'globex'].map(async (tenant) => production.post(await production.token(tenant), body, more)),
      )
      const told = answers.map(({ headers: given }) =>
        [...given].filter(([name]) => !['date', 'content-length'].includes(name)),
      )
      expect(told[0]).toEqual(told[1])
      for (const { headers: given } of answers) {
        expect([...given.keys()].filter((name) => !known.has(name))).toEqual([])
        expect(given.get('cache-control')).toBe('no-store')
        expect(given.get('vary')).toBe('origin')
      }
    },
  )

  test('never let a cache answer: what a client says it has is sent anew', async () => {
    const authorization = `Bearer ${await production.token('acme')}`
    const path = `/graphql?query=${encodeURIComponent('{ customers { nodes { name } } }')}`
    const accept = 'application/json'
    for (const held of [{ 'if-none-match': '*' }, { 'if-modified-since': new Date().toUTCString() }]) {
      const answer = await production.send(path, { headers: { authorization, accept, ...held } })
      expect([answer.status, answer.text.includes('acme:')]).toEqual([200, true])
      expect([answer.headers.get('etag'), answer.headers.get('last-modified')]).toEqual([null, null])
    }
  })
})
