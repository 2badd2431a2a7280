import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createServer, type Server } from 'node:http'
import { systemClock } from '../../src/base/clock.ts'
import { setTenantDestination } from '../../src/store/tenants.ts'
import { openAccounts, type Accounts } from '../../src/sync/accounts.ts'
import { openHouse, type TestHouse } from '../sync/house.ts'

/** A service inside the operator's network, which no tenant may reach through Sluice. */
let inside: Server
let address: string
let asked = 0
let house: TestHouse
let accounts: Accounts

const secret = 'a-secret-of-acme-alone'

beforeAll(async () => {
  inside = createServer((_, response) => {
    asked++
    response.end('[]')
  })
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve))
  const bound = inside.address()
  address = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}/`
  house = await openHouse({})
  accounts = openAccounts({
    destinations: { own: { connector: 'webhook', per: 'tenant' } },
    store: house.store,
    clock: systemClock,
    sandboxUrl: () => Promise.reject(new TypeError('there is no sandbox here')),
  })
})
afterAll(async () => {
  await new Promise((resolve) => inside?.close(resolve))
  await house?.close()
})

test.each<[string, (inside: string) => Record<string, unknown>]>([
  ['a private address', (url) => ({ url })],
  ['the permission to reach private addresses', (url) => ({ url, allowPrivate: true })],
  ['the sandbox', (url) => ({ url, allowPrivate: true, sandbox: true })],
  ['an address of the metadata service', () => ({ url: 'http://169.254.169.254/', allowPrivate: true })],
  ['a mapped address', () => ({ url: 'http://[::ffff:127.0.0.1]/', allowPrivate: true })],
])('a tenant’s own settings can’t give themselves %s', async (_, settings) => {
  await setTenantDestination(house.store, 'acme', 'own', { ...settings(address), secret })
  const reach = async () => {
    const account = await accounts.open('own', 'acme')
    try {
      await account?.test()
    } finally {
      await account?.close()
    }
  }
  await expect(reach()).rejects.toMatchObject({ code: 'DESTINATION_REFUSED' })
  expect(asked).toBe(0)
})

// Each of these would be refused if it were read.
test.each([
  ['timeoutMs', { timeoutMs: -1 }],
  ['limits', { limits: { concurrency: -1 } }],
  ['connector', { connector: 'hubspot' }],
])('a tenant’s own settings don’t decide "%s"', async (_, more) => {
  await setTenantDestination(house.store, 'acme', 'own', { url: 'https://far.example/', secret, ...more })
  const account = await accounts.open('own', 'acme')
  await account?.close()
  expect(account?.connector).toBe('webhook')
})

test('no name of a tenant or of a destination reaches another’s account', async () => {
  await setTenantDestination(house.store, 'acme', 'own', { url: 'https://far.example/', secret })
  expect(await accounts.open('own', 'globex')).toBeUndefined()
  expect(await accounts.open('own', 'ACME')).toBeUndefined()
  for (const name of ['__proto__', 'constructor', 'toString', 'own ', ''])
    expect(await accounts.open(name, 'acme')).toBeUndefined()
})
