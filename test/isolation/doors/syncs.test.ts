import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { listRejects, listRuns, planSync, retryRejects, runSync } from '../../../src/sync/index.ts'
import { shopTenants } from '../../support/shop.ts'
import { openHouse, type TestHouse } from '../../sync/house.ts'

const documents = {
  'people.graphql': `
query People @sync(to: "hook", object: "people", mode: MIRROR, key: "person", scope: TENANT) {
  customers { person: id name orderMetrics { revenue } tier: plan @map(from: [PRO, FREE], to: ["Professional", "Free"]) }
}`,
}

let house: TestHouse
beforeAll(async () => {
  house = await openHouse(documents)
})
afterAll(() => house?.close())

const theirs = /globex|\b10\d\d\b|\d{4,}\.25/

test('A plan for a tenant shows its records alone, and is the same whatever the other tenant has', async () => {
  const plan = () => planSync(house, 'People', { tenant: 'acme', samples: 100 })
  const before = await plan()
  expect(JSON.stringify(before)).toContain('acme:Ada')
  expect(JSON.stringify(before)).not.toMatch(theirs)
  await house.shop.database.query(
    `update shop.customers set plan = 'FREE', name = 'another' where tenant_id = 'globex' and plan = 'PRO'`,
  )
  expect(await plan()).toEqual(before)
})

test('Each tenant’s far side holds its own records alone', async () => {
  await runSync(house, 'People')
  for (const tenant of shopTenants) {
    const held = JSON.stringify(await house.held('hook', tenant))
    expect([tenant, held.length > 50]).toEqual([tenant, true])
    for (const other of shopTenants.filter((one) => one !== tenant)) expect(held).not.toContain(`${other}:`)
  }
  expect(JSON.stringify(await house.held('hook', 'acme'))).not.toMatch(theirs)
})

test('Rejects and runs that are asked for as a tenant’s are its own, and so is what is sent again', async () => {
  const keys = async (tenant: string) => (await listRejects(house, { tenant })).map(({ key }) => key)
  expect([await keys('acme'), await keys('globex')]).toEqual([['4'], ['1004']])
  const told = {
    rejects: await listRejects(house, { tenant: 'acme' }),
    runs: await listRuns(house, { tenant: 'acme' }),
  }
  expect(told.runs).toHaveLength(1)
  expect(
    JSON.stringify(told, (name, value: unknown) => (name === 'run' || name === 'id' ? '' : value)),
  ).not.toMatch(theirs)
  const waiting = async (tenant: string) =>
    (await listRejects(house, { tenant })).filter(({ again }) => again !== null).length
  expect(await retryRejects(house, { sync: 'People', tenant: 'acme' }, 'test')).toBe(1)
  expect([await waiting('acme'), await waiting('globex')]).toEqual([1, 0])
})

test('A tenant that nobody knows has no plan, no run and no reject', async () => {
  for (const tenant of ['nobody', '%', '', 'GLOBEX']) {
    await expect(planSync(house, 'People', { tenant })).rejects.toMatchObject({
      code: expect.stringMatching(/NOT_FOUND|UNAUTHENTICATED/),
    })
    const run = await runSync(house, 'People', { tenant }).catch((error: unknown) => error)
    expect(JSON.stringify(run)).toMatch(/NOT_FOUND|UNAUTHENTICATED/)
    expect(JSON.stringify(run)).not.toMatch(/"(?:read|delivered)":[1-9]/)
    expect(await listRejects(house, { tenant })).toEqual([])
  }
})
