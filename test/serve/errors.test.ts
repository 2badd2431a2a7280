import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { pino } from 'pino'
import type { Log } from '../../src/base/log.ts'
import { openApi, type Api } from './api.ts'

/** Everything that the server logs, at every level. */
function listen(): { log: Log; lines: string[] } {
  const lines: string[] = []
  return { lines, log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }) }
}

const { log, lines } = listen()
let api: Api
let token: string
beforeAll(async () => {
  api = await openApi({ log })
  token = await api.token('acme')
})
afterAll(() => api?.close())

describe('An error of the database', () => {
  test('is told as "Internal error" with an id that finds it in the log, without SQL, names or values', async () => {
    await api.shop.database.query('alter table shop.customers rename column plan to other')
    try {
      const canary = 'canary-7f3a'
      const { body, text } = await api.post(token, {
        query: 'query ($q: String!) { customers(where: { name: { contains: $q } }) { nodes { name plan } } }',
        variables: { q: canary },
      })
      expect(body.data).toEqual({ customers: null })
      expect(body.errors).toEqual([
        {
          message: 'Internal error',
          path: ['customers'],
          extensions: { code: 'INTERNAL', errorId: expect.any(String) },
        },
      ])
      expect(text).not.toMatch(/select|plan_|column|42703|shop\.|sluice\.tenant/i)
      const found = lines.filter((line) => line.includes(body.errors[0].extensions.errorId))
      expect(found).toHaveLength(1)
      expect(found[0]).toContain('42703')
      expect(lines.join('\n')).not.toContain(canary)
    } finally {
      await api.shop.database.query('alter table shop.customers rename column other to plan')
    }
  })
})

describe('A value that is refused', () => {
  test('is not repeated at length', async () => {
    const long = 'secret'.repeat(1_000)
    for (const [query, variables] of [
      ['query ($id: OrderStatus) { orders(where: { status: { eq: $id } }) { totalCount } }', { id: long }],
      [
        'query ($from: DateTime) { orders(where: { placedAt: { gte: $from } }) { totalCount } }',
        { from: long },
      ],
      ['query ($n: Int) { orders(first: $n) { totalCount } }', { n: { deep: [long] } }],
      [`{ orders(where: { placedAt: { gte: "${long}" } }) { totalCount } }`, {}],
    ] as const) {
      const { status, text } = await api.post(token, { query, variables })
      expect(status).toBe(400)
      expect(text.length).toBeLessThan(1_500)
      expect(text).not.toContain('secret'.repeat(20))
    }
  })
})

describe('A name that isn’t there', () => {
  test('is answered with suggestions from what the caller’s roles see, and nothing else', async () => {
    const { text } = await api.post(token, { query: '{ orders { nodes { amoun statu } } }' })
    expect(text).toContain('status')
    expect(text).not.toContain('amount')
    const analyst = await api.post(await api.token('acme', { roles: ['analyst'] }), {
      query: '{ orders { nodes { amoun } } }',
    })
    expect(analyst.text).toContain('amount')
  })

  test('that other roles see is told in the same words as one that nobody sees', async () => {
    const message = async (name: string) => {
      const { body } = await api.post(token, { query: `{ orders { nodes { ${name} } } }` })
      return body.errors[0].message.replaceAll(name, 'X')
    }
    expect(await message('amount')).toBe(await message('zzzzzz'))
    const filter = async (name: string) => {
      const { body } = await api.post(token, {
        query: `{ orders(where: { ${name}: { gt: "1" } }) { totalCount } }`,
      })
      return body.errors[0].message.replaceAll(name, 'X')
    }
    expect(await filter('amount')).toBe(await filter('zzzzzz'))
  })
})

test('No log line names a tenant, a token, a query or an address with its query', async () => {
  const before = lines.length
  await api.post(token, { query: '{ customers { nodes { name } } } # canary-in-query' })
  await api.send(`/graphql?query=canary-in-address`, { headers: { authorization: `Bearer ${token}` } })
  await api.post('bad.token.canary-in-token', { query: '{ __typename }' })
  const told = lines.slice(before).join('\n')
  expect(told).toContain('/graphql')
  for (const secret of ['acme', 'globex', token, 'canary', 'customers']) expect(told).not.toContain(secret)
})

test('A warehouse that is away fails the request with 503 and words that say nothing of the inside', async () => {
  const other = await openApi({ log })
  await other.shop.warehouse.close()
  try {
    const { status, body } = await other.post(await other.token('acme'), {
      query: '{ customers { totalCount } }',
    })
    expect(body.data ?? null).toBeNull()
    expect([status, body.errors[0].extensions.code]).toEqual([503, 'UNAVAILABLE'])
  } finally {
    await other.server.close()
    await other.shop.database.drop()
  }
})
