import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Client } from 'pg'
import { openApi, type Api } from '../api.ts'
import { countLines, openReader, until, type Reader } from './reader.ts'
import { run } from '../../support/sql.ts'

const ROWS = process.env['SLUICE_FULL'] === '1' ? 2_000_000 : 200_000
const MB = 2 ** 20

let api: Api
let token: string
beforeAll(async () => {
  api = await openApi({ exports: { stall: 6_000, patience: 300 } })
  token = await api.token('acme')
  await api.shop.database.query(
    `insert into shop.orders select 'acme', 1000000 + n, null, timestamptz '2025-01-01' + n * interval '1 second', null, 'PAID', n, n, repeat('x', 300) || n
     from generate_series(1, ${ROWS}) n`,
  )
}, 240_000)
afterAll(() => api?.close())

const everything = '{ orders { nodes { id placedAt status big note customer { name } } } }'
const open = (accept = 'text/csv', as = token): Promise<Reader> => openReader(api, as, everything, accept)
const running = () => api.server.counts().exports.running
/** Asked as the superuser: nobody else sees what other roles run. */
const asSuperuser = (text: string) => run(api.shop.database.superuserUrl, text)

const working = `from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
  and backend_type = 'client backend' and state = 'active' and query like '%"shop"."orders"%'`
/** Statements of exports that the warehouse has not ended. */
const inWarehouse = async () => (await asSuperuser(`select 1 ${working}`)).length

describe(`An export of ${ROWS.toLocaleString('en')} rows`, () => {
  test.each(['text/csv', 'application/jsonl'])(
    'as %s comes whole, and its second half takes no more memory than its first',
    async (accept) => {
      const most = { first: 0, second: 0 }
      const { response } = await open(accept)
      const { lines, bytes } = await countLines(response, (so) => {
        const half = so < ROWS / 2 ? 'first' : 'second'
        most[half] = Math.max(most[half], process.memoryUsage.rss())
      })
      expect(response.complete).toBe(true)
      expect(lines).toBe(ROWS + 5 + (accept === 'text/csv' ? 1 : 0))
      expect(bytes).toBeGreaterThan(ROWS * 340)
      expect((most.second - most.first) / MB).toBeLessThan(128)
      await until('its turn is given back', () => running() === 0)
    },
    600_000,
  )

  test('of metrics has every group, however many more than an answer takes', async () => {
    const { response } = await openReader(
      api,
      token,
      '{ orderMetrics { rows { id revenue } } }',
      'application/jsonl',
    )
    expect((await countLines(response)).lines).toBe(ROWS + 5)
    expect(response.complete).toBe(true)
  }, 300_000)

  test('waits for its reader: what isn’t read, the warehouse doesn’t send', async () => {
    const from = api.server.counts().exports.rows
    const { response } = await open()
    const written = () => api.server.counts().exports.rows - from
    let ahead = -1
    while (written() !== ahead) {
      ahead = written()
      await sleep(400)
    }
    expect(ahead).toBeLessThan(ROWS / 2)
    expect((await countLines(response)).lines).toBe(ROWS + 5 + 1)
    expect(response.complete).toBe(true)
    expect(response.headers['transfer-encoding']).toBe('chunked')
  }, 300_000)

  test('ends in the warehouse when its client goes away', async () => {
    const reader = await open()
    expect(await inWarehouse()).toBe(1)
    reader.leave()
    await until('the warehouse stops', async () => (await inWarehouse()) === 0)
    await until('its turn is given back', () => running() === 0)
  })

  test('ends in the warehouse when its client goes away before there is a row', async () => {
    const holder = new Client({ connectionString: api.shop.database.superuserUrl })
    await holder.connect()
    try {
      await holder.query('begin; lock table shop.orders in access exclusive mode')
      const gone = new AbortController()
      const sent = fetch(`${api.url}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'text/csv' },
        body: JSON.stringify({ query: everything }),
        signal: gone.signal,
      }).catch((error: Error) => error.name)
      await until('the warehouse waits', async () => (await inWarehouse()) === 1)
      gone.abort()
      expect(await sent).toBe('AbortError')
      await until('the warehouse stops', async () => (await inWarehouse()) === 0)
      await until('its turn is given back', () => running() === 0)
    } finally {
      await holder.end()
    }
  })

  test('is cut off, and told to be cut off, when nobody reads it for long', async () => {
    const reader = await open('application/jsonl')
    await until('it is put away', () => running() === 0)
    const { text, whole } = await reader.rest()
    expect([whole, text.length > 0]).toEqual([false, true])
    expect(await inWarehouse()).toBe(0)
  }, 20_000)

  test('is cut off when the warehouse breaks it off', async () => {
    const reader = await open('application/jsonl')
    expect(await asSuperuser(`select pg_terminate_backend(pid) ${working}`)).toHaveLength(1)
    expect((await reader.rest()).whole).toBe(false)
    await until('its turn is given back', () => running() === 0)
  })
})

describe('A tenant’s second export', () => {
  test('waits, and is refused with 429 if the first one isn’t read; another tenant’s goes on, and so do answers', async () => {
    const first = await open()
    const second = await api.post(token, { query: everything }, { accept: 'text/csv' })
    expect([second.status, second.body.errors[0].extensions.code]).toEqual([429, 'LIMITED'])
    expect(second.headers.get('retry-after')).toBe('1')
    const other = await open('text/csv', await api.token('globex'))
    expect((await other.rest()).text.split('\r\n')).toHaveLength(5 + 2)
    expect(
      (await api.post(token, { query: '{ customers { totalCount } }' })).body.data.customers.totalCount,
    ).toBe(4)
    first.leave()
    await until('its turn is given back', () => running() === 0)
  })
})

test('An export that takes longer than exports may is cut off by the warehouse, and one that can’t begin is answered with 504', async () => {
  const short = await openApi({ exports: { timeout: 1 } })
  try {
    await short.shop.database.query(
      `insert into shop.orders select 'acme', 1000000 + n, null, timestamptz '2025-01-01', null, 'PAID', n, n, repeat('x', 300) || n from generate_series(1, 50000) n`,
    )
    const query = '{ orders(orderBy: [{ note: DESC }]) { nodes { id note } } }'
    const answer = await short.post(await short.token('acme'), { query }, { accept: 'text/csv' })
    expect([answer.status, answer.body.errors[0].extensions.code]).toEqual([504, 'TIMEOUT'])
    await until('its turn is given back', () => short.server.counts().exports.running === 0)
  } finally {
    await short.close()
  }
})
