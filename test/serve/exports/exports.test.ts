import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { jsonl as jsonLines } from '../../../src/serve/exports/formats/jsonl.ts'
import { openApi, type Answer, type Api } from '../api.ts'

let api: Api
let token: string
let analyst: string
beforeAll(async () => {
  api = await openApi()
  token = await api.token('acme')
  analyst = await api.token('acme', { roles: ['analyst'] })
})
afterAll(() => api?.close())

const csv = (query: string, variables?: object, as = token): Promise<Answer> =>
  api.post(as, { query, variables }, { accept: 'text/csv' })
const jsonl = (query: string, variables?: object, as = token): Promise<Answer> =>
  api.post(as, { query, variables }, { accept: 'application/jsonl' })
const rows = ({ text }: Answer) =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as unknown)

describe('JSON lines', () => {
  const select =
    'id placedAt dueOn status big note large amount kind: __typename customer { id name region } items: customer { referrer { name } }'

  test('are the nodes that the API answers with, one a line', async () => {
    const order = 'orderBy: [{ status: DESC }, { placedAt: ASC }]'
    const answer = await jsonl(`{ orders(${order}) { nodes { ${select} } } }`, {}, analyst)
    const { body } = await api.post(analyst, {
      query: `{ orders(${order}, first: 100) { nodes { ${select} } } }`,
    })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'application/jsonl; charset=utf-8',
    ])
    expect(rows(answer)).toEqual(body.data.orders.nodes)
    expect(rows(answer)).toHaveLength(5)
    expect(rows(answer)).toContainEqual(expect.objectContaining({ customer: null, amount: '50.2500' }))
  })

  test('hold measures per parent, as the API does', async () => {
    const nodes = 'nodes { id orderMetrics(where: { status: { eq: PAID } }) { orderCount revenue } }'
    const answer = await jsonl(`{ customers(orderBy: [{ name: ASC }]) { ${nodes} } }`)
    const { body } = await api.post(token, { query: `{ customers(orderBy: [{ name: ASC }]) { ${nodes} } }` })
    expect(rows(answer)).toEqual(body.data.customers.nodes)
  })

  test('are all rows without `first`, and that many with it, from a variable as well', async () => {
    const query = 'query ($n: Int) { orders(first: $n, orderBy: [{ placedAt: DESC }]) { nodes { id } } }'
    expect(rows(await jsonl(query))).toHaveLength(5)
    expect(rows(await jsonl(query, { n: null }))).toHaveLength(5)
    expect(rows(await jsonl(query, { n: 2 }))).toEqual([{ id: '5' }, { id: '4' }])
    expect(rows(await jsonl(query, { n: 0 }))).toEqual([])
    expect(rows(await jsonl(query, { n: 2_000_000 }))).toHaveLength(5)
    expect((await jsonl(query, { n: -1 })).status).toBe(400)
  })

  test('can be asked for as x-ndjson, by GET, and with a name that the file takes', async () => {
    const query = '{ mine: orders(where: { status: { eq: PENDING } }) { nodes { id } } }'
    const answer = await api.send(`/graphql?${new URLSearchParams({ query })}`, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/x-ndjson, application/json;q=0.1' },
    })
    expect(answer.text).toBe('{"id" : "5"}\n')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="mine.jsonl"')
  })
})

describe('CSV', () => {
  test('has a header of dotted response names, CRLF, nothing for null, and exact numbers', async () => {
    const answer = await csv(
      '{ orders(orderBy: [{ placedAt: ASC }, { id: ASC }], first: 3) { nodes { nr: id placedAt big amount who: customer { name plan } } } }',
      {},
      analyst,
    )
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="orders.csv"')
    expect(answer.text).toBe(
      [
        'nr,placedAt,big,amount,who.name,who.plan',
        '1,2026-01-10T10:00:00Z,,10.2500,acme:Ada,PRO',
        '2,2026-01-31T23:30:00Z,9007199254740993,20.2500,acme:Ada,PRO',
        "3,2026-02-10T10:00:00.123456Z,,30.2500,acme:Bo'b \\\\,FREE",
        '',
      ].join('\r\n'),
    )
  })

  test('of no rows is its header', async () => {
    const { status, text } = await csv('{ orders(where: { id: { eq: "77" } }) { nodes { id note } } }')
    expect([status, text]).toEqual([200, 'id,note\r\n'])
  })
})

describe('Metrics', () => {
  const groups = `orderBy: [{ placedAt: ASC }, { customer: { name: ASC } }], timezone: "Europe/Paris"`
  const rowsOf =
    'rows { month: placedAt(by: MONTH) customer { name } kind: __typename revenue orderCount share: revenue(share: TOTAL) last: revenue(shift: "P1M") }'

  test('are their rows, as the API answers them, in a zone too', async () => {
    const query = `{ orderMetrics(${groups}) { ${rowsOf} } }`
    const answer = await jsonl(query)
    const { body } = await api.post(token, { query })
    expect(rows(answer)).toEqual(body.data.orderMetrics.rows)
    expect(rows(answer)).toContainEqual(
      expect.objectContaining({
        month: '2026-02-01T00:00:00+01:00',
        customer: { name: 'acme:Ada' },
        revenue: '20.2500',
      }),
    )
  })

  test('of several models are stitched, and as CSV have a column each', async () => {
    const query =
      '{ metrics(orderBy: [{ customer: { name: ASC } }]) { rows { customer { name } orderMetrics { orderCount } customerMetrics { customerCount } } } }'
    const { body } = await api.post(token, { query })
    expect(rows(await jsonl(query))).toEqual(body.data.metrics.rows)
    expect((await csv(query)).text).toBe(
      [
        'customer.name,orderMetrics.orderCount,customerMetrics.customerCount',
        'acme:Ada,2,1',
        "acme:Bo'b \\\\,1,1",
        'acme:Cyd,1,1',
        'acme:Dee,0,1',
        ',1,0',
        '',
      ].join('\r\n'),
    )
  })

  test('have no most, but as many groups as `limit` says, after `offset`', async () => {
    const query =
      'query ($n: Int, $o: Int) { orderMetrics(limit: $n, offset: $o, orderBy: [{ id: ASC }]) { rows { id } } }'
    const ids = async (variables: object) =>
      rows(await jsonl(query, variables)).map((row) => (row as { id: string }).id)
    expect(await ids({})).toEqual(['1', '2', '3', '4', '5'])
    expect(await ids({ n: null })).toHaveLength(5)
    expect(await ids({ n: 5_000_000 })).toHaveLength(5)
    expect(await ids({ n: 2, o: 1 })).toEqual(['2', '3'])
    for (const variables of [{ n: -1 }, { n: 2, o: -1 }]) {
      const { status, body } = await jsonl(query, variables)
      expect([status, body.errors[0].extensions.code]).toEqual([400, expect.stringMatching(/^INVALID/)])
    }
  })
})

test('More periods than an export has rows are refused before the first of them, in both formats', async () => {
  const time = 'placedAt: { gte: "2016-01-01T00:00:00Z", lt: "2026-01-01T00:00:00Z" }'
  const query = `{ orderMetrics(fill: true, where: { ${time} }) { rows { placedAt(by: MINUTE) orderCount } } }`
  for (const answer of [await csv(query), await jsonl(query)]) {
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([400, null])
    expect(answer.body.errors[0]).toMatchObject({
      extensions: { code: 'TOO_COSTLY' },
      message: expect.stringContaining('goes over more than 1000000 periods'),
    })
  }
})

test('Instants are written in the zone that was asked for, in both formats', async () => {
  const query =
    '{ orders(timezone: "Europe/Paris", first: 1, orderBy: [{ placedAt: ASC }]) { nodes { placedAt } } }'
  expect((await csv(query)).text).toBe('placedAt\r\n2026-01-10T11:00:00+01:00\r\n')
  expect(rows(await jsonl(query))).toEqual([{ placedAt: '2026-01-10T11:00:00+01:00' }])
})

describe('What can’t be an export is refused with 400 and words that say what can:', () => {
  test.each([
    [
      'two root fields',
      '{ orders { nodes { id } } customers { nodes { id } } }',
      'An export answers one root field',
    ],
    ['a constant', '{ __typename }', 'An export answers one root field'],
    ['introspection', '{ __schema { types { name } } }', 'An export answers one root field'],
    ['a look-up', '{ order(id: 1) { id } }', 'An export answers a connection or metrics'],
    ['a cursor', '{ orders(last: 2) { nodes { id } } }', 'An export has no pages'],
    ['a count', '{ orders { nodes { id } totalCount } }', 'selects `nodes` once'],
    ['nothing but its type', '{ orders { nodes { __typename } } }', 'An export selects at least one value'],
    [
      'conditions without end',
      `{ orders(where: { and: [${'{ items: { some: { order: { customer: { orders: { some: { id: { eq: "1" } } } } } } } }'.repeat(80)}] }) { nodes { id } } }`,
      'The conditions',
    ],
    ['edges', '{ orders { edges { node { id } } } }', 'selects `nodes` once'],
    [
      'a list in a row',
      '{ customers { nodes { id orders { nodes { id } } } } }',
      '"orders" is a list in each row',
    ],
    ['totals', '{ orderMetrics { totals { orderCount } } }', 'selects `rows` once'],
    ['an unknown field', '{ orders { nodes { nothing } } }', 'Cannot query field'],
    ['a hidden field', '{ orders { nodes { amount } } }', 'Cannot query field'],
    ['no document', '', 'must contain a non-empty'],
  ])('%s', async (_, query, message) => {
    for (const answer of [await csv(query), await jsonl(query)]) {
      expect([answer.status, answer.headers.get('content-disposition')]).toEqual([400, null])
      expect(answer.body.errors[0].message).toContain(message)
    }
  })
})

test('A JSON value that was written over several lines stays on its row’s line', () => {
  const writer = jsonLines.open([])
  expect(writer.row(['{"a" : {\r\n  "b": "x\\ny",\n\n"c": 1}}'])).toBe('{"a" : {   "b": "x\\ny", "c": 1}}\n')
})
