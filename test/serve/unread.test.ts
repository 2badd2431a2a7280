import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openApi, type Api } from './api.ts'

const limits = { bytes: 12_000_000, turns: { perTenant: 1 }, exports: { stall: 1_500 } }
const long = { query: '{ orders(where: { note: { startsWith: "long" } }) { nodes { note } } }' }
const short = { query: '{ customers { nodes { id } } }' }

let api: Api
beforeAll(async () => {
  api = await openApi({ limits })
  await api.shop.database.query(
    `update shop.orders set note = 'long' || repeat('x', 11000000) where order_id = 1`,
  )
})
afterAll(() => api?.close())

/** Asks, and reads nothing. */
async function deaf(token: string): Promise<Socket> {
  const socket = connect(Number(new URL(api.url).port), '127.0.0.1')
  socket.on('error', () => undefined).pause()
  const body = JSON.stringify(long)
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  )
  return socket
}

async function until(done: () => Promise<boolean>): Promise<void> {
  for (const limit = Date.now() + 10_000; Date.now() < limit; await sleep(100)) if (await done()) return
  throw new TypeError('it never came to that')
}

test('Answers that nobody reads are the tenant’s own trouble, and are not kept for ever', async () => {
  const [acme, globex] = [await api.token('acme'), await api.token('globex')]
  const statusOf = async (token: string) => (await api.post(token, short)).status
  const sockets = await Promise.all([deaf(acme), deaf(acme)])
  try {
    await until(async () => (await statusOf(acme)) === 429)
    const { headers, body } = await api.post(acme, short)
    expect([headers.get('retry-after'), body.errors[0].message]).toEqual([
      '1',
      expect.stringContaining('lie unread'),
    ])
    expect((await api.post(acme, { query: '{ __schema { types { name } } }' })).status).toBe(429)
    expect(await statusOf(globex)).toBe(200)
    await until(async () => (await statusOf(acme)) === 200)
  } finally {
    for (const socket of sockets) socket.destroy()
  }
})

test('A long answer that is read is whole, however often it is asked for', async () => {
  const token = await api.token('acme')
  for (let i = 0; i < 4; i++) {
    const { status, body } = await api.post(token, long)
    expect([status, body.data.orders.nodes[0].note.length]).toEqual([200, 11_000_004])
  }
})
