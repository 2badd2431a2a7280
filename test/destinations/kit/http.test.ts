import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { openDoor, type Door, type DoorOptions } from '../../../src/destinations/kit/http.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

async function withDoor(
  handler: Handler,
  play: (door: Door, base: string) => Promise<void>,
  more: Partial<DoorOptions> = {},
) {
  const server = createServer(handler)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`
  const door = openDoor({
    base,
    allowPrivate: true,
    timeoutMs: 2_000,
    maxBytes: 10_000,
    connections: 2,
    ...more,
  })
  try {
    await play(door, base)
  } finally {
    await door.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

const get = { method: 'GET', url: '/x?y=1' } as const

test('asks below its base, over connections that are kept', () => {
  const ports = new Set<number | undefined>()
  const paths: (string | undefined)[] = []
  return withDoor(
    (request, response) => {
      ports.add(request.socket.remotePort)
      paths.push(request.url)
      response.setHeader('x-many', ['a', 'b']).end('{"n":1}')
    },
    async (door, base) => {
      const answer = await door.http(get)
      expect(answer).toMatchObject({
        status: 200,
        text: '{"n":1}',
        json: { n: 1 },
        headers: { 'x-many': 'a, b' },
      })
      await door.http({ method: 'GET', url: '' })
      await door.http({ method: 'GET', url: `${base}deep` })
      expect(paths).toEqual(['/api/x?y=1', '/api/', '/api/deep'])
      for (let i = 0; i < 5; i++) await door.http(get)
      expect(ports.size).toBeLessThanOrEqual(2)
    },
  )
})

test('what isn’t JSON has no json, and is no fault', () =>
  withDoor(
    (_, response) => response.end('{"cut": '),
    async (door) => {
      const answer = await door.http(get)
      expect(answer.json).toBeUndefined()
      expect(answer.text).toBe('{"cut": ')
    },
  ))

test.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
])('reads an answer in %s', (coding, pack) =>
  withDoor(
    (_, response) => response.setHeader('content-encoding', coding).end(pack('{"a":"é"}')),
    async (door) => expect((await door.http(get)).json).toEqual({ a: 'é' }),
  ),
)

test.each<[string, Handler]>([
  [
    'a decompression bomb',
    (_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(5_000_000))),
  ],
  [
    'a torn packed body',
    (_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync('{"a":1}').subarray(0, 12)),
  ],
  [
    'a coding that nobody asked for',
    (_, response) => response.setHeader('content-encoding', 'zstd').end('x'),
  ],
  ['an answer that is too long', (_, response) => response.end('x'.repeat(20_000))],
  [
    'a connection that ends in the middle',
    (_, response) =>
      response.writeHead(200, { 'content-length': 100 }).write('half', () => response.destroy()),
  ],
  ['an answer that isn’t HTTP', (request) => request.socket.end('hello\r\n\r\n')],
])('after %s it may have been applied', (_, handler) =>
  withDoor(handler, async (door) => {
    await expect(door.http(get)).rejects.toMatchObject({ code: 'UNAVAILABLE', applied: 'maybe' })
  }),
)

test('an answer that drips for ever ends when its time is up', () =>
  withDoor(
    (_, response) => {
      const timer = setInterval(() => response.write('.'), 20)
      response.on('close', () => clearInterval(timer))
    },
    async (door) => {
      const started = Date.now()
      await expect(door.http(get)).rejects.toMatchObject({
        applied: 'maybe',
        message: expect.stringContaining('No whole answer within 300 ms'),
      })
      expect(Date.now() - started).toBeLessThan(2_000)
    },
    { timeoutMs: 300 },
  ))
