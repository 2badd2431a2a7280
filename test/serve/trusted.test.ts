import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Faults } from '../../src/base/fault.ts'
import { apiSchema } from '../../src/documents/index.ts'
import { defaultLimits } from '../../src/serve/limits/limits.ts'
import { loadDocuments } from '../../src/serve/trusted/load.ts'
import { trusted } from '../../src/serve/trusted/trusted.ts'
import { openApi, type Api } from './api.ts'

const latest = `# The newest orders of a customer.
query Latest($first: Int = 2, $where: OrderWhere) {
  orders(first: $first, where: $where, orderBy: [{ placedAt: DESC }]) { nodes { id status } }
}
`
const several = 'query A { order(id: 1) { id } } query B { order(id: 2) { id } }'
const amounts = '{ orders(first: 1, orderBy: [{ placedAt: ASC }]) { nodes { amount } } }'
const texts = new Map([
  ['latest', latest],
  ['several', several],
  ['amounts', amounts],
])
const idOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`

let open: Api
let closed: Api
let token: string
beforeAll(async () => {
  open = await openApi({ trusted: trusted(texts, false) })
  closed = await openApi({ trusted: trusted(texts, true) })
  token = await open.token('acme')
})
afterAll(async () => {
  await open?.close()
  await closed?.close()
})

describe('A document of the project', () => {
  test.each([
    ['by its name', { documentId: 'latest' }],
    ['by its hash', { documentId: idOf(latest) }],
    [
      'as Apollo’s clients ask for persisted queries',
      { extensions: { persistedQuery: { version: 1, sha256Hash: idOf(latest).slice(7) } } },
    ],
  ])('is run %s, with the request’s variables', async (_, body) => {
    for (const api of [open, closed]) {
      expect((await api.post(token, body)).body).toEqual({
        data: {
          orders: {
            nodes: [
              { id: '5', status: 'PENDING' },
              { id: '4', status: 'PAID' },
            ],
          },
        },
      })
      const { data } = (
        await api.post(token, { ...body, variables: { first: 1, where: { status: { eq: 'PAID' } } } })
      ).body
      expect(data.orders.nodes).toEqual([{ id: '4', status: 'PAID' }])
    }
  })

  test('is run by GET, with one of its operations, and as an export', async () => {
    const address = `/graphql?${new URLSearchParams({ documentId: 'latest', variables: '{"first":1}' })}`
    const got = await closed.send(address, { headers: { authorization: `Bearer ${token}` } })
    expect(got.body.data.orders.nodes).toEqual([{ id: '5', status: 'PENDING' }])
    const second = await closed.post(token, { documentId: 'several', operationName: 'B' })
    expect(second.body.data).toEqual({ order: { id: '2' } })
    const csv = await closed.post(token, { documentId: 'latest' }, { accept: 'text/csv' })
    expect(csv.text).toBe('id,status\r\n5,PENDING\r\n4,PAID\r\n')
  })

  test('runs as the caller: its variables are checked, its rows are the tenant’s', async () => {
    expect((await open.post(token, { documentId: 'latest', variables: { first: 'x' } })).status).toBe(400)
    const other = await open.post(await open.token('globex'), { documentId: 'latest' })
    expect(other.body.data.orders.nodes.map(({ id }: { id: string }) => id)).toEqual(['1005', '1004'])
  })

  test('that roles can’t see isn’t there for them, in the words of one that nobody has', async () => {
    const analyst = await open.token('acme', { roles: ['analyst'] })
    expect((await open.post(analyst, { documentId: 'amounts' })).body.data.orders.nodes).toEqual([
      { amount: '10.2500' },
    ])
    const hidden = await open.post(token, { documentId: 'amounts' })
    const absent = await open.post(token, { documentId: 'nothing' })
    expect([hidden.status, hidden.text]).toEqual([404, absent.text])
    expect(hidden.body.errors[0].extensions.code).toBe('NOT_FOUND')
  })

  test('can’t be sent with another one', async () => {
    const { status, body } = await open.post(token, { documentId: 'latest', query: '{ __typename }' })
    expect([status, body.errors[0].message]).toEqual([
      400,
      'The request has a `documentId` and a `query` too. Expected one of them.',
    ])
  })
})

describe('No client adds a document:', () => {
  test('one that is sent with its hash is not kept, and a wrong hash poisons nothing', async () => {
    const query = '{ customers { totalCount } }'
    for (const sha256Hash of [idOf(query).slice(7), idOf(latest).slice(7)]) {
      const persistedQuery = { version: 1, sha256Hash }
      const sent = await open.post(token, { query, extensions: { persistedQuery } })
      expect(sent.body.errors[0].extensions.code).toBe('PERSISTED_QUERY_NOT_SUPPORTED')
    }
    expect((await open.post(token, { documentId: idOf(query) })).status).toBe(404)
    const { data } = (await open.post(token, { documentId: idOf(latest) })).body
    expect(data.orders.nodes).toHaveLength(2)
  })
})

describe('A server for trusted documents only', () => {
  test.each([
    ['a document', { query: '{ __typename }' }],
    ['introspection', { query: '{ __schema { queryType { name } } }' }],
    ['the very text of a trusted one', { query: latest }],
    ['an unknown id', { documentId: 'nothing' }],
    ['the name of what every object has', { documentId: 'constructor' }],
    [
      'an unknown persisted query',
      { extensions: { persistedQuery: { version: 1, sha256Hash: 'ab'.repeat(32) } } },
    ],
    [
      'a document with a trusted one’s hash',
      {
        query: '{ __typename }',
        extensions: { persistedQuery: { version: 1, sha256Hash: idOf(latest).slice(7) } },
      },
    ],
    ['nothing', {}],
  ])('refuses %s with the same words', async (_, body) => {
    for (const accept of ['application/json', 'text/csv']) {
      const { status, body: told } = await closed.post(token, body, { accept })
      expect([status, told.data, told.errors[0].extensions.code]).toEqual([403, undefined, 'FORBIDDEN'])
      expect(told.errors[0].message).toBe(
        'This server runs trusted documents only. Expected no `query`, but in `documentId` the name or the `sha256:` hash of one of them. Put the document into the project’s documents/ folder and send its id.',
      )
    }
  })

  test('refuses a document in a GET', async () => {
    const { status } = await closed.send('/graphql?query={__typename}', {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(status).toBe(403)
  })

  test('goes on showing dashboards, to apps and to embeds', async () => {
    const body = { documentId: 'dashboard:sales' }
    for (const as of [token, await closed.embedToken('acme')]) {
      const { status, body: told } = await closed.post(as, body)
      expect([status, told.errors, told.data.Revenue__orderMetrics.totals]).toEqual([
        200,
        undefined,
        { revenue: '630.7500' },
      ])
    }
    const embed = await closed.post(await closed.embedToken('acme'), { documentId: 'latest' })
    expect(embed.status).toBe(403)
  })
})

test('Documents are checked when they are loaded: every fault with its place, and what is wrong isn’t served', () => {
  const faults = new Faults()
  const { models } = open.shop
  const files = new Map([
    ['documents/good.graphql', several],
    ['documents/broken.graphql', 'query {\n  orders(\n}'],
    ['documents/unknown.graphql', '{\n  orders { nodes { nothing } }\n}'],
    ['documents/change.graphql', 'mutation { orders { totalCount } }'],
    ['documents/empty.graphql', 'fragment F on Order { id }'],
    [
      'documents/wide.graphql',
      `{ ${'a: __typename '.repeat(1)}${Array.from({ length: 40 }, (_, i) => `b${i}: __typename`).join(' ')} }`,
    ],
  ])
  const found = loadDocuments(files, false, apiSchema(models, models.roles), defaultLimits, faults)
  const told = faults.found.map(({ at, what }) => `${at.file}:${at.line}:${at.column} ${what}`)
  expect(told).toEqual(
    expect.arrayContaining(
      [
        'documents/broken.graphql:3:1 Expected Name, found "}"',
        'documents/unknown.graphql:2:20 Cannot query field "nothing" on type "Order"',
        'documents/change.graphql:1:1 This API answers queries; it has no mutation',
        'documents/empty.graphql:1:1 The file has no query',
        'documents/wide.graphql:1:1 The operation has more than 20 root fields. Split it into several requests',
      ].map((line) => expect.stringContaining(line)),
    ),
  )
  expect(['good', 'broken', 'unknown', 'change', 'empty', 'wide'].filter((name) => found.find(name))).toEqual(
    ['good'],
  )
})
