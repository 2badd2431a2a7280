import { afterAll, beforeAll, expect, test } from '@jest/globals'
import {
  dropTenantDestination,
  putTenants,
  setTenantDestination,
  setTenantStatus,
} from '../../src/store/tenants.ts'
import { listAudit } from '../../src/store/audit.ts'
import { listRejects, listRuns, planSync, runSync } from '../../src/sync/index.ts'
import { startSimulator, type RunningSimulator } from '../../src/destinations/kit/simulator/start.ts'
import { webhookSimulator } from '../../src/destinations/webhook/simulator.ts'
import { openHouse, type TestHouse } from './house.ts'

const documents = {
  'contacts.graphql': `
query Contacts @sync(to: "crm", object: "contacts", mode: MIRROR, key: "customer_id", scope: OPERATOR)
  @guard(changed: "100%") @set(field: "lifecyclestage", value: "customer") {
  customers(where: { plan: { ne: FREE } }) {
    customer_id: id
    lastname: name
    tier: plan @map(from: [PRO], to: ["Professional"], else: "Other")
    orderMetrics { revenue @default(value: "0") order_count: orderCount }
  }
}`,
  'orders.graphql': `
query Orders @sync(to: "hook", object: "orders", mode: MIRROR, key: "order", scope: TENANT) {
  orders { order: id note amount big large paid: status
    due: dueOn @format(date: "dd.MM.yyyy")
    local: placedAt @format(date: "yyyy-MM-dd HH:mm xxx", timezone: "Europe/Paris")
    placedAt customer { buyer: name } }
}`,
  'own.graphql': `
query Own @sync(to: "own", object: "orders", mode: UPSERT, key: "order", scope: TENANT) {
  orders { order: id note }
}`,
}

let house: TestHouse
beforeAll(async () => {
  house = await openHouse(documents)
})
afterAll(() => house.close())

test('the whole path for the operator: plan, sync, change one, plan one, sync one', async () => {
  const plan = await planSync(house, 'Contacts')
  expect(plan.counts).toEqual({
    read: 6,
    create: 6,
    update: 0,
    remove: 0,
    unchanged: 0,
    withheld: 0,
    rejected: 0,
    waiting: 0,
  })
  expect(plan).toMatchObject({ calls: 1, skipped: [], digest: expect.any(String) })
  const run = await runSync(house, 'Contacts')
  expect(run.counts).toEqual({ read: 6, unchanged: 0, delivered: 6, rejected: 0, withheld: 0, waiting: 0 })
  const held = Object.values(await house.held('crm'))
  expect(held.find((record) => record['customer_id'] === '1')).toMatchObject({
    lastname: 'acme:Ada',
    tier: 'Professional',
    revenue: '30.5000',
    order_count: '2',
    lifecyclestage: 'customer',
  })
  await house.shop.database.query(
    `update shop.customers set name = 'acme:Ada Lovelace' where customer_id = 1`,
  )
  expect((await planSync(house, 'Contacts')).counts).toMatchObject({ update: 1, unchanged: 5 })
  expect((await runSync(house, 'Contacts')).counts).toMatchObject({ delivered: 1, unchanged: 5 })
  expect(await listRuns(house, { sync: 'Contacts' })).toHaveLength(2)
})

test('each tenant gets its own rows at its own far side, and not a byte of another', async () => {
  const run = await runSync(house, 'Orders')
  expect(run.lanes.map(({ tenant, counts }) => [tenant, counts.delivered])).toEqual([
    ['acme', 5],
    ['globex', 5],
  ])
  const acme = await house.held('hook', 'acme')
  const globex = await house.held('hook', 'globex')
  expect(Object.keys(acme).sort()).toEqual(['1', '2', '3', '4', '5'])
  expect(Object.keys(globex).sort()).toEqual(['1001', '1002', '1003', '1004', '1005'])
  expect(JSON.stringify(acme)).not.toContain('globex')
  expect(JSON.stringify(globex)).not.toContain('acme')
  expect(acme['2']).toEqual({
    order: '2',
    note: null,
    amount: '20.2500',
    big: '9007199254740993',
    large: false,
    paid: 'PAID',
    due: null,
    local: '2026-02-01 00:30 +01:00',
    placedAt: '2026-01-31T23:30:00Z',
    buyer: expect.stringContaining('acme:Ada'),
  })
  expect(globex['1003']).toMatchObject({
    due: '20.02.2026',
    placedAt: '2026-02-10T10:00:00.123456Z',
    note: '50%_off \\',
  })
})

test('a tenant without an account of its own is skipped: nobody else’s is ever used', async () => {
  const far = await startSimulator(webhookSimulator)
  const secret = 'a-secret-of-acme-alone'
  const mine = await startSimulator(webhookSimulator, { settings: { secret } })
  try {
    await setTenantDestination(house.store, 'acme', 'own', { url: mine.url, secret })
    const run = await runSync(house, 'Own')
    expect(run).toMatchObject({ state: 'done', skipped: ['globex'], failed: [] })
    expect(
      mine
        .records()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['1', '2', '3', '4', '5'])
    expect(far.log).toEqual([])

    // Sealed settings that are moved to another tenant's row don't open there.
    const { knex } = house.store
    const [row] = await knex('tenant_destinations').where({ tenant: 'acme', destination: 'own' })
    await knex('tenant_destinations').insert({ ...row, tenant: 'globex' })
    const requests = (far_: RunningSimulator) => far_.log.length
    const before = requests(mine)
    const moved = await runSync(house, 'Own', { tenant: 'globex' })
    expect(moved.failed).toMatchObject([{ tenant: 'globex', code: 'INVALID_DATA' }])
    expect(requests(mine)).toBe(before)
    await dropTenantDestination(house.store, 'globex', 'own')
  } finally {
    await mine.stop()
    await far.stop()
  }
})

test('one tenant’s failure doesn’t stop the others, and its rejects are its own', async () => {
  const dead = { url: 'http://127.0.0.1:9/', secret: 'a-secret-of-globex-1' }
  const secret = 'a-secret-of-acme-alone'
  const mine = await startSimulator(webhookSimulator, { settings: { secret: 'another-secret-now' } })
  try {
    await setTenantDestination(house.store, 'acme', 'own', { url: mine.url, secret })
    await setTenantDestination(house.store, 'globex', 'own', { ...dead, url: 'not an address' })
    await house.shop.database.query(
      `update shop.orders set note = coalesce(note, '') || '.' where order_id = 3`,
    )
    const run = await runSync(house, 'Own')
    expect(run.state).toBe('failed')
    expect(run.failed).toMatchObject([{ tenant: 'globex', code: 'INVALID_PROJECT' }])
    expect(run.lanes).toMatchObject([
      { tenant: 'acme', state: 'failed', error: { code: 'DESTINATION_REFUSED' } },
    ])
    expect(JSON.stringify(run)).not.toContain('a-secret')
    expect(await listRejects(house, { tenant: 'globex' })).toEqual([])
  } finally {
    await mine.stop()
  }
})

test('an unknown or suspended tenant runs nothing', async () => {
  for (const tenant of ['nobody', '', 'ACME', 'acme ']) {
    const run = await runSync(house, 'Orders', { tenant })
    expect(run.failed).toMatchObject([{ code: 'UNAUTHENTICATED' }])
    expect(run.lanes).toEqual([])
  }
  await putTenants(house.store, [{ id: 'initech' }])
  await setTenantStatus(house.store, 'initech', 'suspended')
  const run = await runSync(house, 'Orders')
  expect(run.lanes.map(({ tenant }) => tenant)).toEqual(['acme', 'globex'])
})

test('what names no sync, or the wrong scope, is refused', async () => {
  await expect(runSync(house, 'Contact')).rejects.toThrow(
    /There is no sync "Contact".*Did you mean Contacts\?/,
  )
  await expect(runSync(house, 'Contacts', { tenant: 'acme' })).rejects.toThrow(/has scope OPERATOR/)
  await expect(runSync(house, 'Orders', { approve: 'x' })).rejects.toThrow(/has a plan for each tenant/)
})

test('an approval is in the audit log, which nobody can change', async () => {
  await runSync(house, 'Contacts', { approve: 'abc', actor: 'cli' })
  expect((await listAudit(house.store))[0]).toMatchObject({
    actor: 'cli',
    action: 'sync.approve',
    tenant: null,
    details: { sync: 'Contacts', digest: 'abc' },
  })
  await expect(house.store.knex('audit').del()).rejects.toThrow(/only ever added to/)
  await expect(house.store.knex.raw('truncate sluice.audit')).rejects.toThrow(/only ever added to/)
})
