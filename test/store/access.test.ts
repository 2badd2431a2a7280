import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { addKey, listKeys, openApiKeys, revokeKey } from '../../src/store/apikeys.ts'
import { openDirectory } from '../../src/store/directory.ts'
import { openListening, type Listening } from '../../src/store/listening.ts'
import { LISTENERS } from '../../src/store/settled.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import {
  addTenant,
  listTenants,
  putTenants,
  removeTenant,
  setTenantDestination,
  setTenantStatus,
  tenantDestination,
} from '../../src/store/tenants.ts'
import { isKey } from '../../src/tenant/apikey.ts'
import type { FreshDatabase } from '../support/database.ts'
import { suiteLog } from '../support/log/suite.ts'
import { freshStore } from '../sync/far.ts'

let store: Store
let database: FreshDatabase
let close: () => Promise<void>
const open: Listening[] = []
beforeAll(async () => ({ store, database, close } = await freshStore()))
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})
afterAll(() => close())

async function listening(from: Store = store): Promise<Listening> {
  const one = openListening(from)
  open.push(one)
  await until(() => one.live)
  return one
}

async function until(holds: () => boolean | Promise<boolean>, ms = 5_000): Promise<void> {
  const end = Date.now() + ms
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it never came about')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** A store whose statements on its pool are counted. */
function counted(): { readonly counting: Store; readonly reads: () => number } {
  let reads = 0
  const pool = new Proxy(store.pool, {
    get: (pool, name) => {
      if (name === 'query') reads++
      const value: unknown = Reflect.get(pool, name)
      return typeof value === 'function' ? value.bind(pool) : value
    },
  })
  return { counting: { ...store, pool }, reads: () => reads }
}

const terminate = () =>
  store.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'sluice listening' and datname = current_database()`,
  )

describe('Who listens', () => {
  test('keeps what it has read, and a tenant that is suspended is unknown when the command returns', async () => {
    await putTenants(store, [{ id: 'kept' }])
    const { counting, reads } = counted()
    const servers = [await listening(), await listening()].map((news) => openDirectory(counting, news))
    for (let round = 0; round < 20; round++)
      for (const server of servers) expect(await server.knows('kept')).toBe(true)
    expect(reads()).toBe(2)
    for (let round = 0; round < 30; round++) {
      await setTenantStatus(store, 'kept', 'suspended')
      for (const server of servers) expect(await server.knows('kept')).toBe(false)
      await setTenantStatus(store, 'kept', 'active')
      for (const server of servers) expect(await server.knows('kept')).toBe(true)
    }
  })

  test('hears what someone changes by hand', async () => {
    await putTenants(store, [{ id: 'by-hand' }])
    const directory = openDirectory(store, await listening())
    expect(await directory.knows('by-hand')).toBe(true)
    await database.query(`update sluice.tenants set status = 'suspended' where id = 'by-hand'`)
    await until(async () => !(await directory.knows('by-hand')))
    await database.query(`delete from sluice.tenants where id = 'by-hand'`)
    await database.query(`insert into sluice.tenants (id) values ('by-hand')`)
    await until(() => directory.knows('by-hand'))
    await database.query(`update sluice.tenants set id = 'by-foot' where id = 'by-hand'`)
    await until(async () => !(await directory.knows('by-hand')))
  })

  test('keeps also that a tenant is unknown, until it is registered', async () => {
    const { counting, reads } = counted()
    const directory = openDirectory(counting, await listening())
    for (let round = 0; round < 20; round++) expect(await directory.knows('later')).toBe(false)
    expect(reads()).toBe(1)
    await addTenant(store, 'later', null)
    expect(await directory.knows('later')).toBe(true)
  })

  test('keeps nothing while its connection is gone, and keeps again once it is back', async () => {
    await putTenants(store, [{ id: 'cut' }])
    const news = await listening()
    const { counting, reads } = counted()
    const directory = openDirectory(counting, news)
    expect(await directory.knows('cut')).toBe(true)
    await terminate()
    await until(() => !news.live)
    // Nobody listens now, so only who reads anew meets the change.
    await database.query(`update sluice.tenants set status = 'suspended' where id = 'cut'`)
    expect(await directory.knows('cut')).toBe(false)
    const before = reads()
    await until(() => news.live)
    await directory.knows('cut')
    await directory.knows('cut')
    await directory.knows('cut')
    expect(reads()).toBeLessThanOrEqual(before + 1)
    await setTenantStatus(store, 'cut', 'active')
    expect(await directory.knows('cut')).toBe(true)
  })

  test('keeps nothing of a reading during which it heard something', async () => {
    await putTenants(store, [{ id: 'raced' }])
    const news = await listening()
    let pause: Promise<void> | undefined
    const pool = {
      query: async (text: string, values: unknown[]) => {
        const answer = await store.pool.query(text, values)
        await pause
        return answer
      },
    } as unknown as Store['pool']
    const directory = openDirectory({ pool }, news)
    let go = () => {}
    pause = new Promise((resolve) => (go = resolve))
    const early = directory.knows('raced')
    await new Promise((resolve) => setTimeout(resolve, 100))
    await setTenantStatus(store, 'raced', 'suspended')
    await new Promise((resolve) => setTimeout(resolve, 100)) // for the command's last knock
    await until(() => news.live)
    go()
    pause = undefined
    expect(await early).toBe(true) // it was asked for before
    expect(await directory.knows('raced')).toBe(false)
  })

  test('a reading that is under way is joined by nobody who comes later', async () => {
    await putTenants(store, [{ id: 'joined' }])
    const held: (() => void)[] = []
    const pool = {
      query: async (text: string, values: unknown[]) => {
        const answer = await store.pool.query(text, values)
        await new Promise<void>((resolve) => held.push(resolve))
        return answer
      },
    } as unknown as Store['pool']
    const directory = openDirectory({ pool })
    const early = directory.knows('joined')
    await until(() => held.length === 1)
    await setTenantStatus(store, 'joined', 'suspended')
    const late = directory.knows('joined')
    await until(() => held.length === 2)
    for (const go of held) go()
    expect([await early, await late]).toEqual([true, false])
  })

  test('that has gone silent is waited for no longer than it relies on what it heard', async () => {
    await putTenants(store, [{ id: 'silent' }])
    const holder = await store.pool.connect()
    await holder.query('select pg_advisory_lock_shared($1)', [LISTENERS]) // and it never lets go
    const began = performance.now()
    await setTenantStatus(store, 'silent', 'suspended')
    const took = performance.now() - began
    holder.release(true)
    expect(took).toBeGreaterThan(3_000)
    expect(took).toBeLessThan(8_000)
  })
})

test('a thousand tenants who are asked for at once cost one statement', async () => {
  const ids = Array.from({ length: 1_000 }, (_, i) => `crowd${i}`)
  await putTenants(
    store,
    ids.map((id) => ({ id })),
  )
  const { counting, reads } = counted()
  const directory = openDirectory(counting, await listening())
  const known = async () => (await Promise.all(ids.map((id) => directory.knows(id)))).filter(Boolean).length
  expect(await known()).toBe(1_000)
  expect(await known()).toBe(1_000)
  expect(reads()).toBe(1)
})

describe('A tenant that is removed', () => {
  test('is unknown, loses its keys and its own accounts, and no look at the warehouse brings it back', async () => {
    await addTenant(store, 'gone', 'Gone')
    await setTenantDestination(store, 'gone', 'hook', { secret: 'x' })
    const { key, prefix } = await addKey(store, aKey('gone'))
    const directory = openDirectory(store, await listening())
    const keys = openApiKeys(store, await listening())
    expect(await directory.knows('gone')).toBe(true)
    expect(isKey(key, await keys.find(prefix))).toBe(true)
    expect(await removeTenant(store, 'gone')).toEqual({ keys: 1, destinations: 1 })
    expect(await directory.knows('gone')).toBe(false)
    expect(await keys.find(prefix)).toBeUndefined()
    expect(await tenantDestination(store, 'gone', 'hook')).toBeUndefined()
    await putTenants(store, [{ id: 'gone', name: 'Gone again' }])
    expect(await directory.knows('gone')).toBe(false)
    expect((await listTenants(store)).find(({ id }) => id === 'gone')).toMatchObject({
      name: 'Gone',
      status: 'removed',
    })
    await expect(setTenantStatus(store, 'gone', 'active')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(setTenantDestination(store, 'gone', 'hook', {})).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(addKey(store, aKey('gone'))).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(removeTenant(store, 'gone')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('and whose id is given again takes nothing that was issued before, nor what doesn’t say when', async () => {
    await addTenant(store, 'again', null)
    const directory = openDirectory(store)
    const old = new Date(Math.floor(Date.now() / 1_000) * 1_000)
    expect(await directory.knows('again', old)).toBe(true)
    expect(await directory.knows('again')).toBe(true)
    const { prefix } = await addKey(store, aKey('again'))
    await removeTenant(store, 'again')
    await addTenant(store, 'again', null)
    expect(await directory.knows('again', old)).toBe(false)
    expect(await directory.knows('again')).toBe(false)
    // A token of now says the second that it was issued in.
    expect(await directory.knows('again', new Date(Math.floor(Date.now() / 1_000) * 1_000))).toBe(true)
    expect(await openApiKeys(store).find(prefix)).toBeUndefined()
    await setTenantStatus(store, 'again', 'suspended')
    await setTenantStatus(store, 'again', 'active')
    expect(await directory.knows('again', old)).toBe(false)
  })

  test('is not what a suspended one is: registering that is refused', async () => {
    await addTenant(store, 'paused', null)
    await setTenantStatus(store, 'paused', 'suspended')
    await expect(addTenant(store, 'paused', null)).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await openDirectory(store).knows('paused')).toBe(false)
  })
})

test.each([
  ['Nothing', ''],
  ['A blank', ' '],
  ['A zero byte', 'a\u0000'],
  ['Half a letter', '\ud800'],
  ['What is longer than 256 letters', 'x'.repeat(257)],
])('%s cannot be registered', async (_, id) => {
  await expect(addTenant(store, id, null)).rejects.toMatchObject({ code: 'USAGE' })
})

test('look-alikes are tenants of their own', async () => {
  const ids = [
    'twin',
    'Twin',
    'twin ',
    ' twin',
    'tw\u0456n',
    'ｔwin',
    'twin\u200b',
    'tw%',
    'tw_n',
    'é',
    'e\u0301',
  ]
  const directory = openDirectory(store, await listening())
  for (const [i, id] of ids.entries()) {
    for (const other of ids.slice(i))
      expect([id, other, await directory.knows(other)]).toEqual([id, other, false])
    await addTenant(store, id, null)
    expect(await directory.knows(id)).toBe(true)
  }
})

const aKey = (tenant: string) => ({
  tenant,
  name: 'for a test',
  roles: ['analyst'],
  claims: { region: 'EU' },
  scopes: ['query'] as const,
  by: 'cli',
})

describe('An API key', () => {
  beforeAll(() => addTenant(store, 'holder', null))

  test('is kept as its digest alone', async () => {
    const { key, prefix } = await addKey(store, aKey('holder'))
    expect(key).toMatch(new RegExp(`^slk_${prefix}_[\\w-]{43}$`))
    const { rows } = await database.query('select k::text as row from sluice.api_keys k')
    const [, secret = ''] = key.split(`slk_${prefix}_`)
    expect(rows.some(({ row }: { row: string }) => row.includes(secret))).toBe(false)
    expect((await listKeys(store, 'holder')).map((one) => one.prefix)).toContain(prefix)
    expect(JSON.stringify(await listKeys(store))).not.toContain(secret)
  })

  test('is found with what it may, and only as it is', async () => {
    const { key, prefix } = await addKey(store, { ...aKey('holder'), expires: new Date('2999-01-01') })
    const found = await openApiKeys(store).find(prefix)
    expect(found).toMatchObject({
      tenant: 'holder',
      roles: ['analyst'],
      claims: { region: 'EU' },
      scopes: ['query'],
      expires: new Date('2999-01-01'),
    })
    expect(isKey(key, found)).toBe(true)
    for (const wrong of [
      `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`,
      `${key}A`,
      key.toUpperCase(),
      '',
    ])
      expect(isKey(wrong, found)).toBe(false)
    expect(isKey(key, undefined)).toBe(false)
  })

  test('that is revoked is found by no server when the command returns', async () => {
    const servers = [await listening(), await listening()].map((news) => openApiKeys(store, news))
    for (let round = 0; round < 10; round++) {
      const { prefix } = await addKey(store, aKey('holder'))
      for (const server of servers) expect(await server.find(prefix)).toBeDefined()
      expect(await revokeKey(store, prefix)).toEqual({ tenant: 'holder', name: 'for a test' })
      for (const server of servers) expect(await server.find(prefix)).toBeUndefined()
      await expect(revokeKey(store, prefix)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
  })

  test('costs the store nothing while it is kept, nor does one that nobody has', async () => {
    const { counting, reads } = counted()
    const keys = openApiKeys(counting, await listening())
    const { prefix } = await addKey(store, aKey('holder'))
    for (let use = 0; use < 20; use++) expect(await keys.find(prefix)).toBeDefined()
    for (let use = 0; use < 20; use++) expect(await keys.find('nobodyss')).toBeUndefined()
    expect(reads()).toBeLessThanOrEqual(4) // a late knock of the command may make it read once more
  })

  test('says when it was last used, once a minute', async () => {
    const { prefix } = await addKey(store, aKey('holder'))
    const { counting, reads } = counted()
    const keys = openApiKeys(counting)
    for (let use = 0; use < 100; use++) keys.used(prefix)
    expect(reads()).toBe(1)
    const used = async () => (await listKeys(store)).find((one) => one.prefix === prefix)?.used
    await until(async () => (await used()) instanceof Date)
    const first = await used()
    openApiKeys(store).used(prefix) // another server
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await used()).toEqual(first)
  })
})

test('a listener whose store is away comes to listen when it is there', async () => {
  const away = openStore({ url: 'postgres://nobody@127.0.0.1:9/none', log: suiteLog })
  const news = openListening(away)
  open.push(news)
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(news.live).toBe(false)
  await away.close()
})
