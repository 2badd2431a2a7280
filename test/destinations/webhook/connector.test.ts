import { createHmac } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { openDestination } from '../../../src/destinations/index.ts'
import type { SimReply } from '../../../src/destinations/kit/simulator/simulator.ts'
import { sign, verify } from '../../../src/destinations/webhook/signature.ts'
import { webhookSimulator } from '../../../src/destinations/webhook/simulator.ts'
import { batchOf, examples, withScene, type Scene } from '../../contract/destinations/setting.ts'

const SECRET = 'sandbox-signing-secret'
const now = new Date('2026-11-22T12:00:00Z')
const webhook = (play: (scene: Scene) => Promise<void>, options: Parameters<typeof withScene>[2] = {}) =>
  withScene(webhookSimulator, play, options)
const two = () => batchOf(webhookSimulator, examples(webhookSimulator, 2))
const answering = async ({ far, destination }: Scene, reply: SimReply) => {
  far.faults.add({ is: 'answer', reply })
  return destination.deliver(two())
}

test('posts a JSON array that a receiver can check with nothing but the secret', () =>
  webhook(async ({ far, destination }) => {
    await destination.deliver({ ...two(), operationId: 'run-9.4' })
    const { headers, text } = far.log[0] as (typeof far.log)[0]
    expect(JSON.parse(text)[0]).toEqual({
      key: 'c-0',
      object: 'customers',
      operation: 'upsert',
      fields: { id: 'c-0', name: 'Customer 0', spent: '12.50', active: true },
    })
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'idempotency-key': 'run-9.4' })
    const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(headers['x-signature'] ?? '') ?? []
    expect(Number(t)).toBe(now.getTime() / 1000)
    expect(v1).toBe(createHmac('sha256', SECRET).update(`${t}.${text}`).digest('hex'))
  }))

test('on removal sends the key and nothing else that is known of the record', () =>
  webhook(async ({ far, destination }) => {
    await destination.deliver({ ...two(), operation: 'remove' })
    expect(JSON.parse(far.log[0]?.text ?? '')[0]).toEqual({
      key: 'c-0',
      object: 'customers',
      operation: 'remove',
    })
  }))

describe('a signature', () => {
  const header = sign(SECRET, '[1]', now)

  test('is known, and is good for some minutes', () => {
    expect(sign('0123456789abcdef', '[]', new Date(1_000))).toBe(
      `t=1,v1=${createHmac('sha256', '0123456789abcdef').update('1.[]').digest('hex')}`,
    )
    expect(verify(SECRET, header, '[1]', now)).toBe(true)
    expect(verify(SECRET, header, '[1]', new Date(now.getTime() + 299_000))).toBe(true)
  })

  test.each<[string, () => boolean]>([
    ['another body', () => verify(SECRET, header, '[2]', now)],
    ['another secret', () => verify('another-secret-altogether', header, '[1]', now)],
    [
      'another time',
      () => verify(SECRET, header.replace(/t=\d+/, `t=${now.getTime() / 1000 + 1}`), '[1]', now),
    ],
    ['an old request sent again', () => verify(SECRET, header, '[1]', new Date(now.getTime() + 301_000))],
    ['no signature', () => verify(SECRET, '', '[1]', now)],
    ['half a signature', () => verify(SECRET, header.slice(0, -2), '[1]', now)],
  ])('does not fit %s', (_, fits) => expect(fits()).toBe(false))
})

describe('answers', () => {
  test.each<[string, SimReply, string[]]>([
    ['an empty 204 speaks for the batch', { status: 204 }, ['delivered', 'delivered']],
    ['a plain word speaks for the batch', { status: 200, body: 'ok' }, ['delivered', 'delivered']],
    [
      'statuses as numbers',
      {
        status: 207,
        body: {
          results: [
            { id: 'c-1', status: 200 },
            { id: 'c-0', status: 422, error: 'no' },
          ],
        },
      },
      ['rejected', 'delivered'],
    ],
    [
      'statuses as words',
      {
        status: 200,
        body: {
          results: [
            { id: 'c-0', status: 'unchanged' },
            { id: 'c-1', status: 'error' },
          ],
        },
      },
      ['delivered', 'rejected'],
    ],
    [
      'a word that means nothing',
      {
        status: 200,
        body: {
          results: [
            { id: 'c-0', status: 'fine!' },
            { id: 'c-1', status: 'ok' },
          ],
        },
      },
      ['unknown', 'delivered'],
    ],
    [
      'results for strangers',
      {
        status: 200,
        body: {
          results: [
            { id: 'x', status: 'ok' },
            { id: 'c-1', status: 'ok' },
          ],
        },
      },
      ['unknown', 'delivered'],
    ],
    [
      'one record twice with different ends',
      {
        status: 200,
        body: {
          results: [
            { id: 'c-0', status: 'ok' },
            { id: 'c-0', status: 'error' },
            { id: 'c-1', status: 'ok' },
          ],
        },
      },
      ['unknown', 'delivered'],
    ],
    ['207 without results', { status: 207, body: 'see elsewhere' }, ['unknown', 'unknown']],
    [
      'later, for one record',
      {
        status: 200,
        body: {
          results: [
            { id: 'c-0', status: 503 },
            { id: 'c-1', status: 'ok' },
          ],
        },
      },
      ['retry', 'delivered'],
    ],
  ])('%s', (_, reply, expected) =>
    webhook(
      async (scene) => {
        expect((await answering(scene, reply)).map(({ is }) => is)).toEqual(expected)
      },
      { patience: { attempts: 1 } },
    ),
  )

  test('a batch answered as a whole is confirmed as a batch, a record as a record', () =>
    webhook(async (scene) => {
      expect((await answering(scene, { status: 200 }))[0]).toEqual({ is: 'delivered', confirmed: 'BATCH' })
      expect((await scene.destination.deliver(two()))[0]).toEqual({ is: 'delivered', confirmed: 'ROW' })
    }))

  test.each([
    [410, /gone for good/],
    [404, /Check `url`/],
    [405, /must accept POST/],
    [403, /refuses this sender/],
  ])('%d stops the run and says what to do', (status, message) =>
    webhook(async (scene) => {
      await expect(answering(scene, { status })).rejects.toMatchObject({
        code: 'DESTINATION_REFUSED',
        message: expect.stringMatching(message),
      })
    }),
  )

  test('any other 4xx is cut down to the record that causes it', () =>
    webhook(async ({ far, destination }) => {
      far.faults.add(
        { is: 'answer', reply: { status: 422, body: { error: 'c-1 is odd' } } },
        { times: 9, when: ({ text }) => text.includes('c-1') },
      )
      expect(await destination.deliver(two())).toEqual([
        { is: 'delivered', confirmed: 'ROW' },
        { is: 'rejected', reason: 'c-1 is odd', code: '422' },
      ])
    }))

  test('a far side’s words are cut and cleaned before anybody shows them', () =>
    webhook(async (scene) => {
      const error = `\u001b[31mred\u001b[0m\r\n${'x'.repeat(1_000)}`
      const results = [
        { id: 'c-0', status: 'error', error },
        { id: 'c-1', status: 'ok' },
      ]
      const [outcome] = await answering(scene, { status: 207, body: { results } })
      const reason = outcome?.is === 'rejected' ? outcome.reason : ''
      expect(reason).toMatch(/^\[31mred \[0m x+…$/)
      expect(reason.length).toBeLessThanOrEqual(301)
    }))
})

test('takes any field of any object, since only the receiver knows', () =>
  webhook(async ({ destination }) => {
    expect(await destination.describe('anything')).toEqual({ object: 'anything', open: true, fields: [] })
  }))

test('sends its configured headers along, and refuses one with a line break', async () => {
  const open = (value: string) =>
    openDestination({
      name: 'hook',
      connector: 'webhook',
      settings: {
        url: 'http://127.0.0.1:1/',
        secret: 'sixteen characters',
        headers: { 'X-Team': value },
        allowPrivate: true,
      },
      patience: { attempts: 1 },
    })
  const broken = open('growth\r\nX-Admin: yes')
  await expect(broken.deliver(two())).rejects.toMatchObject({
    code: 'INVALID_VALUE',
    message: expect.stringContaining('"X-Team"'),
  })
  await broken.close()
})

test('refuses a private address unless it is allowed', () => {
  const settings = { url: 'https://10.0.0.8/hook', secret: 'sixteen characters' }
  expect(() => openDestination({ name: 'hook', connector: 'webhook', settings })).toThrow(
    /allowPrivate: true/,
  )
  const open = openDestination({
    name: 'hook',
    connector: 'webhook',
    settings: { ...settings, allowPrivate: true },
  })
  expect(open.name).toBe('hook')
})
