import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openApi, type Api } from '../api.ts'
import { openReader } from './reader.ts'

let api: Api
beforeAll(async () => {
  api = await openApi({ exports: { atOnce: 1, reserved: 0, stall: 60_000, pause: 700, patience: 20_000 } })
  await api.shop.database.query(
    `insert into shop.orders select 'acme', 1000000 + n, null, timestamptz '2025-01-01' + n * interval '1 second', null, 'PAID', n, n, repeat('x', 3000) || n
     from generate_series(1, 20000) n`,
  )
}, 120_000)
afterAll(() => api?.close())

const everything = '{ orders { nodes { id note } } }'

test('A reader that pauses keeps its place while nobody wants it, and loses it to a tenant that does', async () => {
  const slow = await openReader(api, await api.token('acme'), everything, 'text/csv')
  await new Promise((later) => setTimeout(later, 1_500))
  expect(api.server.counts().exports).toMatchObject({ running: 1, waiting: 0 })
  const started = performance.now()
  const quick = await api.post(
    await api.token('globex'),
    { query: '{ orders { nodes { id } } }' },
    { accept: 'text/csv' },
  )
  expect([quick.status, quick.text.trim().split('\n').length]).toEqual([200, 1 + 5])
  expect(performance.now() - started).toBeLessThan(10_000)
  expect((await slow.rest()).whole).toBe(false)
}, 60_000)
