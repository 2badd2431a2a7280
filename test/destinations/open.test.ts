import { expect, test } from '@jest/globals'
import { checkSettings, openDestination } from '../../src/destinations/index.ts'
import { webhookSimulator } from '../../src/destinations/webhook/simulator.ts'
import { hubspotSimulator } from '../../src/destinations/hubspot/simulator.ts'
import { batchOf, examples, withScene } from '../contract/destinations/setting.ts'

const one = () => batchOf(webhookSimulator, examples(webhookSimulator, 1))

test('a far side that fails again and again is left to rest, then tried by one request', () =>
  withScene(
    webhookSimulator,
    async ({ far, destination, clock }) => {
      far.faults.add({ is: 'answer', reply: { status: 500 } }, { times: 8 })
      for (let i = 0; i < 8; i++) await destination.deliver(one())
      expect(await destination.deliver(one())).toMatchObject([{ is: 'retry', afterMs: 15_000 }])
      expect(far.log).toHaveLength(8)
      await clock.sleep(15_000)
      expect(await destination.deliver(one())).toMatchObject([{ is: 'delivered' }])
      expect(await destination.deliver(one())).toMatchObject([{ is: 'delivered' }])
    },
    { patience: { attempts: 1 } },
  ))

test('a sandbox is never sent the real secret', () =>
  withScene(
    hubspotSimulator,
    async ({ far, destination }) => {
      await destination.describe('companies')
      expect(far.log[0]?.headers['authorization']).toBe('Bearer sandbox-token')
      expect(JSON.stringify(far.log)).not.toContain('pat-real')
    },
    { settings: { token: 'pat-real-token', baseUrl: 'https://api.hubapi.com' } },
  ))

test('configured limits lower those of the connector and never raise them', () =>
  withScene(
    webhookSimulator,
    async ({ far, destination }) => {
      expect(destination.kind('customers').limits).toMatchObject({
        records: 2,
        concurrency: 4,
        bytes: 1_000_000,
      })
      await destination.deliver(batchOf(webhookSimulator, examples(webhookSimulator, 5)))
      expect(far.log.map(({ text }) => (JSON.parse(text) as unknown[]).length)).toEqual([2, 2, 1])
    },
    { settings: { limits: { records: 2, concurrency: 64, bytes: 9_000_000 } } },
  ))

test('settings are checked without opening anything; a sandbox needs no secret', () => {
  expect(checkSettings('hubspot', { sandbox: true })).toEqual([])
  expect(checkSettings('hubspot', {}).map(({ path }) => path)).toEqual([['token']])
  expect(checkSettings('webhook', { url: 'ftp://x/', secret: 'short' }).map(({ path }) => path)).toEqual([
    ['url'],
    ['secret'],
  ])
  expect(
    checkSettings('hubspot', { token: 't', timezone: 'Mars/Olympus', version: '3' }).map(({ path }) => path),
  ).toEqual([['version'], ['timezone']])
  expect(checkSettings('salesfroce', {})).toEqual([
    { path: ['connector'], message: 'expected `hubspot` or `webhook`' },
  ])
})

test('an unknown connector is told with those that there are', () => {
  expect(() => openDestination({ name: 'x', connector: 'hubspt', settings: {} })).toThrow(
    /^destinations in sluice\.yaml: There is no connector `hubspt`.*Expected `hubspot` or `webhook`.*Correct `connector`/,
  )
})

test('an account is named by what tells far sides apart, and by no secret', async () => {
  const named = async (connector: string, settings: Record<string, unknown>, sandboxUrl?: string) => {
    const one = openDestination({ name: 'one', connector, settings, ...(sandboxUrl && { sandboxUrl }) })
    await one.close()
    return one.account
  }
  const secret = 'a-signing-secret-of-ours'
  const at = (url: string) => named('webhook', { url, secret })
  expect(await at('https://hooks.example.com')).toBe('webhook at https://hooks.example.com')
  const paths = await Promise.all(
    ['https://hooks.example.com/t0ken-a', 'https://hooks.example.com/t0ken-b?k=1'].map(at),
  )
  expect(new Set(paths).size).toBe(2)
  expect(paths.join(' ')).not.toMatch(/t0ken|k=1|signing/)
  const hubspot = { token: 'pat-real-token' }
  expect(await named('hubspot', hubspot)).toBe('hubspot at https://api.hubapi.com')
  expect(await named('hubspot', { token: 'pat-renewed' })).toBe(await named('hubspot', hubspot))
  expect(await named('hubspot', { ...hubspot, portal: '4711' })).toBe(
    'hubspot at https://api.hubapi.com, account 4711',
  )
  const sandboxes = [1, 2].map((port) => named('hubspot', { sandbox: true }, `http://127.0.0.1:${port}/x`))
  expect(await Promise.all(sandboxes)).toEqual(['hubspot, sandbox', 'hubspot, sandbox'])
})
