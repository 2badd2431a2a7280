import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openApi, type Api } from '../../serve/api.ts'

/** A document that was asked before takes a shorter road: no body gets further on it than on the long one. */
let api: Api
let tokens: Record<'acme' | 'globex' | 'analyst', string>
beforeAll(async () => {
  api = await openApi()
  tokens = {
    acme: await api.token('acme'),
    globex: await api.token('globex'),
    analyst: await api.token('acme', { roles: ['analyst'] }),
  }
})
afterAll(() => api?.close())

const document = (mark: string) =>
  `query A($n: Int, $w: OrderWhere) { orders(first: $n, where: $w) { totalCount nodes { id } } } query B { customers { totalCount } } # ${mark}`

let marks = 0
const bodies: readonly (readonly [string, (query: string) => unknown])[] = [
  ['nothing else', (query) => ({ query })],
  ['an operation', (query) => ({ query, operationName: 'B' })],
  ['another operation', (query) => ({ query, operationName: 'A', variables: { n: 1 } })],
  ['no such operation', (query) => ({ query, operationName: 'C' })],
  ['a name that is no text', (query) => ({ query, operationName: 1 })],
  ['a name of nothing', (query) => ({ query, operationName: '' })],
  ['an inherited name', (query) => ({ query, operationName: '__proto__' })],
  ['variables of null', (query) => ({ query, operationName: 'B', variables: null })],
  ['variables that are a list', (query) => ({ query, operationName: 'A', variables: [] })],
  ['variables that are a list of something', (query) => ({ query, operationName: 'A', variables: [1] })],
  ['variables that are a text', (query) => ({ query, operationName: 'A', variables: 'n' })],
  ['variables that are a number', (query) => ({ query, operationName: 'A', variables: 7 })],
  ['variables of a wrong type', (query) => ({ query, operationName: 'A', variables: { n: 'one' } })],
  [
    'variables that nobody declared',
    (query) => ({ query, operationName: 'A', variables: { x: 1, constructor: 2 } }),
  ],
  ['a page that is too large', (query) => ({ query, operationName: 'A', variables: { n: 1_000_000 } })],
  ['a filter of null', (query) => ({ query, operationName: 'A', variables: { w: { id: null } } })],
  [
    'a hidden field in a variable',
    (query) => ({ query, operationName: 'A', variables: { w: { amount: { gt: '1' } } } }),
  ],
  [
    'extensions',
    (query) => ({
      query,
      operationName: 'B',
      extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } },
    }),
  ],
  ['extensions that are a text', (query) => ({ query, operationName: 'B', extensions: 'x' })],
  ['a tenant', (query) => ({ query, operationName: 'B', variables: { tenant: 'globex' }, tenant: 'globex' })],
  ['a batch', (query) => [{ query, operationName: 'B' }]],
]

test.each(bodies)('With %s, the second time is answered like the first', async (_, body) => {
  for (const token of Object.values(tokens)) {
    const mark = `m${marks++}`
    const first = await api.post(token, body(document(mark)))
    // Asked rightly, it is known from now on.
    for (const operationName of ['A', 'B'])
      expect((await api.post(token, { query: document(mark), operationName })).status).toBe(200)
    const second = await api.post(token, body(document(mark)))
    const third = await api.post(token, body(document(mark)))
    expect([second.status, second.text]).toEqual([first.status, first.text])
    expect([third.status, third.text]).toEqual([first.status, first.text])
  }
})

test('What one set of roles asked is not known to another', async () => {
  const query = '{ orders(first: 1) { nodes { id amount } } }'
  const refused = (await api.post(tokens.acme, { query })).text
  expect(refused).toContain('Cannot query field')
  for (let i = 0; i < 3; i++) expect((await api.post(tokens.analyst, { query })).status).toBe(200)
  expect((await api.post(tokens.acme, { query })).text).toBe(refused)
  expect((await api.post(tokens.globex, { query })).text).toBe(refused)
})

test('nor where nothing of what is hidden would be read', async () => {
  for (const query of [
    '{ orders(first: 1) { nodes { id amount @skip(if: true) } } }',
    'query A { customers { totalCount } } query B { orders { nodes { amount } } }',
  ]) {
    const body = { query, operationName: query.startsWith('{') ? null : 'A' }
    const refused = await api.post(tokens.acme, body)
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('Cannot query field')])
    for (let i = 0; i < 3; i++) expect((await api.post(tokens.analyst, body)).status).toBe(200)
    for (const token of [tokens.acme, tokens.globex])
      expect((await api.post(token, body)).text).toBe(refused.text)
  }
})

test('A document that is known is answered to whom the token names, and to nobody without one', async () => {
  const query = '{ customers { nodes { name } } }'
  for (let i = 0; i < 3; i++) {
    expect((await api.post(tokens.acme, { query })).text).not.toContain('globex')
    expect((await api.post(tokens.globex, { query })).text).not.toContain('acme')
    expect((await api.post('', { query })).status).toBe(401)
    expect((await api.post(`${tokens.acme}x`, { query })).status).toBe(401)
  }
})
