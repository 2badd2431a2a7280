import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openDirectory } from '../../src/store/directory.ts'
import { claimLease, fenced, releaseLease, renewLease } from '../../src/store/leases.ts'
import { blockQuota, takeQuota } from '../../src/store/quota.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import {
  listTenantDestinations,
  listTenants,
  putTenants,
  setTenantDestination,
  setTenantStatus,
  tenantDestination,
} from '../../src/store/tenants.ts'
import { openScope } from '../../src/tenant/scope.ts'
import { freshDatabase } from '../support/database.ts'
import { freshStore } from '../sync/far.ts'
import { suiteLog } from '../support/log/suite.ts'

let store: Store
let close: () => Promise<void>
let url: string
beforeAll(async () => {
  const fresh = await freshStore()
  store = fresh.store
  close = fresh.close
  url = fresh.database.url
})
afterAll(() => close())

const claim = { holder: 'here', ttlMs: 10_000, target: 'a / b by c', account: 'd' }

test('any number of processes may migrate an empty database at once, and again', async () => {
  const database = await freshDatabase()
  const stores = [1, 2, 3, 4].map(() => openStore({ url: database.url, log: suiteLog }))
  try {
    await Promise.all(stores.map((one) => one.migrate()))
    await Promise.all(stores.map((one) => one.migrate()))
    const { rows } = await database.query('select name from sluice.migrations')
    expect(rows).toEqual([
      { name: '0001_store' },
      { name: '0002_accounts' },
      { name: '0003_flights' },
      { name: '0004_access' },
      { name: '0005_audit' },
    ])
  } finally {
    await Promise.all(stores.map((one) => one.close()))
    await database.drop()
  }
})

test('a store that isn’t there is told so, without its address or its password', async () => {
  const gone = openStore({ url: 'postgres://someone:hunter2@127.0.0.1:9/none', log: suiteLog })
  const error = await gone.ping().catch((thrown: Error) => thrown)
  expect(error).toMatchObject({ code: 'UNAVAILABLE' })
  expect(String((error as Error).message)).not.toMatch(/hunter2|someone/)
  await gone.close()
})

test('a suspended, unknown or look-alike tenant gets no scope', async () => {
  await putTenants(store, [{ id: 'acme', name: 'Acme' }, { id: 'acme' }, { id: 'globex' }])
  await setTenantStatus(store, 'globex', 'suspended')
  const directory = openDirectory(store)
  expect(await openScope({ tenant: 'acme', roles: [], claims: {} }, directory)).toMatchObject({
    tenant: 'acme',
  })
  for (const tenant of ['globex', 'Acme', 'acme ', 'аcme', '', "' or true --"]) {
    await expect(openScope({ tenant, roles: [], claims: {} }, directory)).rejects.toThrow(/names no tenant/)
  }
  await putTenants(store, [{ id: 'acme' }])
  expect((await listTenants(store)).map(({ id, name, status }) => [id, name, status])).toEqual([
    ['acme', 'Acme', 'active'],
    ['globex', null, 'suspended'],
  ])
  await expect(setTenantStatus(store, 'nobody', 'active')).rejects.toThrow(/There is no tenant "nobody"/)
})

test('a tenant’s credentials are sealed, and open only where they were put and with the key', async () => {
  const settings = { url: 'https://hooks.example.com', secret: 'canary-of-acme' }
  await setTenantDestination(store, 'acme', 'hook', settings)
  expect(await tenantDestination(store, 'acme', 'hook')).toEqual(settings)
  expect(await tenantDestination(store, 'globex', 'hook')).toBeUndefined()
  const [row] = (await store.knex('tenant_destinations').select('*')) as { sealed: Buffer }[]
  expect(row!.sealed.includes('canary-of-acme')).toBe(false)
  const moves = [
    { tenant: 'globex', destination: 'hook' },
    { tenant: 'acme', destination: 'other' },
  ]
  for (const move of moves) {
    await store.knex('tenant_destinations').insert({ ...row, ...move })
    await expect(tenantDestination(store, move.tenant, move.destination)).rejects.toThrow(/cannot be opened/)
  }
  const stranger = openStore({ url, log: suiteLog, key: new Uint8Array(32).fill(8) })
  await expect(tenantDestination(stranger, 'acme', 'hook')).rejects.toMatchObject({ code: 'INVALID_DATA' })
  await stranger.close()
  const keyless = openStore({ url, log: suiteLog })
  await expect(setTenantDestination(keyless, 'acme', 'hook', {})).rejects.toThrow(/There is no key/)
  await keyless.close()
  await expect(setTenantDestination(store, 'nobody', 'hook', {})).rejects.toThrow(/There is no tenant/)
  expect(await listTenantDestinations(store)).toHaveLength(3)
})

test('a lease is one holder’s at a time, each with a higher fence than the last', async () => {
  const lane = { sync: 'leases', tenant: 'acme' }
  const first = await claimLease(store, lane, claim)
  expect(first).toMatchObject({ is: 'held', lease: { fence: '1' } })
  expect(await claimLease(store, lane, claim)).toMatchObject({ is: 'taken', holder: 'here' })
  // Another tenant's lane is another lease.
  expect(await claimLease(store, { ...lane, tenant: 'globex' }, claim)).toMatchObject({ is: 'held' })
  expect(await claimLease(store, { ...lane, tenant: null }, claim)).toMatchObject({ is: 'held' })
  if (first.is !== 'held') throw first
  expect(await renewLease(store, first.lease, 10_000)).toBe(true)
  await releaseLease(store, first.lease)
  const second = await claimLease(store, lane, claim)
  expect(second).toMatchObject({ is: 'held', lease: { fence: '2' } })
  expect(await renewLease(store, first.lease, 10_000)).toBe(false)
  await expect(fenced(store, first.lease, () => Promise.resolve())).rejects.toMatchObject({
    code: 'LEASE_LOST',
  })
})

test('a take-over waits for the write that is under way, and no write comes after it', async () => {
  const lane = { sync: 'takeover', tenant: null }
  const first = await claimLease(store, lane, { ...claim, ttlMs: 1 })
  if (first.is !== 'held') throw first
  const order: string[] = []
  const writing = fenced(store, first.lease, async () => {
    await new Promise((resolve) => setTimeout(resolve, 300))
    order.push('written')
  })
  await new Promise((resolve) => setTimeout(resolve, 50))
  const taken = await claimLease(store, lane, claim)
  order.push('taken')
  await writing
  expect(taken).toMatchObject({ is: 'held', lease: { fence: '2' } })
  expect(order).toEqual(['written', 'taken'])
})

test('one quota is shared by whoever asks, and a far side’s wait holds for all', async () => {
  const rate = { requests: 5, perMs: 10_000 }
  const waits = await Promise.all(Array.from({ length: 8 }, () => takeQuota(store, 'account', rate)))
  expect(waits.filter((ms) => ms === 0)).toHaveLength(5)
  expect(Math.max(...waits)).toBeGreaterThan(5_000)
  expect(Math.max(...waits)).toBeLessThanOrEqual(6_000)
  await blockQuota(store, 'other', 30_000)
  await blockQuota(store, 'other', 1_000)
  expect(await takeQuota(store, 'other', rate)).toBeGreaterThan(20_000)
})
