import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openApi, type Answer, type Api } from './api.ts'

let api: Api
let token: string
beforeAll(async () => {
  api = await openApi({ limits: { cost: 500 } })
  token = await api.token('acme')
})
afterAll(() => api?.close())

const told = ({ status, headers, text }: Answer) => ({
  status,
  text,
  headers: Object.fromEntries([...headers].filter(([name]) => name !== 'date')),
})

const look =
  'query Look($id: ID!, $n: Int = 5) { order(id: $id) { id status } orders(first: $n) { nodes { id } } }'

test.each<[string, object, Record<string, string>]>([
  ['a look-up', { query: look, variables: { id: 1 } }, {}],
  ['one of two operations', { query: `${look} query Kind { __typename }`, operationName: 'Kind' }, {}],
  [
    'a response of the other type',
    { query: look, variables: { id: 1 } },
    { accept: 'application/graphql-response+json' },
  ],
  ['a document without its operation', { query: `${look} query Kind { __typename }` }, {}],
  ['an operation that isn’t there', { query: look, operationName: 'Nothing' }, {}],
  ['variables that don’t fit', { query: look, variables: { id: 1, n: 'many' } }, {}],
  ['a variable that is missing', { query: look }, { accept: 'application/graphql-response+json' }],
  ['more than may be asked for', { query: look, variables: { id: 1, n: 10_000 } }, {}],
  [
    'a persisted query, which Apollo refuses',
    { query: look, variables: { id: 1 }, extensions: { persistedQuery: { version: 1, sha256Hash: 'ab' } } },
    {},
  ],
])('%s is answered alike the first time and again', async (_, body, headers) => {
  await api.post(token, { query: look, variables: { id: 1 } })
  const first = told(
    await api.post(token, { ...body, query: `${(body as { query: string }).query} #first` }, headers),
  )
  const answers = []
  for (let time = 0; time < 3; time++) answers.push(told(await api.post(token, body, headers)))
  expect(answers).toEqual([first, first, first])
})

test('A document that is valid for one role is unknown to another that may not see its fields', async () => {
  const body = { query: '{ orders(first: 1) { nodes { id amount } } }' }
  const analyst = await api.token('acme', { roles: ['analyst'] })
  for (let time = 0; time < 2; time++) expect((await api.post(analyst, body)).body.errors).toBeUndefined()
  expect((await api.post(token, body)).body.errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED')
})

test('Two tenants that send the same document are answered with their own rows', async () => {
  const body = { query: '{ orders(first: 50) { nodes { id } } }' }
  const other = await api.token('globex')
  const ids = async (who: string) =>
    (await api.post(who, body)).body.data.orders.nodes.map(({ id }: { id: string }) => id) as string[]
  const [mine, theirs] = [await ids(token), await ids(other)]
  expect(await ids(token)).toEqual(mine)
  expect(await ids(other)).toEqual(theirs)
  expect(mine.filter((id) => theirs.includes(id))).toEqual([])
})
