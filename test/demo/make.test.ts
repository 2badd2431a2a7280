import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { demoIsThere, makeDemo } from '../../src/app/demo/make.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'

const today = new Date('2026-11-22T19:00:00Z')
const wish = { profile: 'small', today } as const

describe('the demo’s warehouse', () => {
  let database: FreshDatabase
  const one = async (text: string) => (await database.query(text)).rows[0]
  beforeAll(async () => {
    database = await freshDatabase()
  })
  afterAll(() => database.drop())

  test('isn’t there before it is made', async () => {
    expect(await demoIsThere(database.url)).toBeUndefined()
  })

  test('is made within a minute, and progress is told from start to end', async () => {
    const told: number[] = []
    const started = performance.now()
    const facts = await makeDemo({ ...wish, url: database.url, progress: (done) => told.push(done) })
    expect(performance.now() - started).toBeLessThan(60_000)
    expect(facts.counts).toMatchObject({ accounts: 4, orders: 2_000 })
    expect(told).toEqual([...told].sort((a, b) => a - b))
    expect(told.at(-1)).toBe(1)
  })

  test('has the rows that the facts say', async () => {
    const facts = (await demoIsThere(database.url))!
    for (const [table, rows] of Object.entries(facts.counts)) {
      expect(await one(`select count(*)::int as n from marts.${table}`)).toEqual({ n: rows })
    }
  })

  test('is kept by a second start, also on another day', async () => {
    const before = await one('select max(placed_at)::text as last from marts.orders')
    const facts = await makeDemo({ ...wish, url: database.url, today: new Date('2027-01-01T00:00:00Z') })
    expect(facts.madeFor).toBe('2026-11-22T19:00:00.000Z')
    expect(await one('select max(placed_at)::text as last from marts.orders')).toEqual(before)
  })

  test('is made anew from another seed', async () => {
    const sum = 'select sum(amount_usd)::text as sum from marts.orders'
    const before = await one(sum)
    await makeDemo({ ...wish, url: database.url, seed: 'other' })
    expect(await one(sum)).not.toEqual(before)
  })

  test('can’t hold a row that points to another tenant’s', async () => {
    const foreign = `update marts.orders set customer_id = (select customer_id from marts.customers
      where tenant_id <> orders.tenant_id limit 1)`
    await expect(database.query(foreign)).rejects.toThrow(/foreign key/)
  })

  test('is loaded by its owner even where row-level security is forced', async () => {
    await database.query(
      'alter table marts.orders enable row level security; alter table marts.orders force row level security',
    )
    const facts = await makeDemo({ ...wish, url: database.url, seed: 'third' })
    expect(facts.counts.orders).toBe(2_000)
    expect(await one('select count(*)::int as n from marts.orders')).toEqual({ n: 2_000 })
  })
})

test('a load that is cut off leaves nothing behind, and the next one makes it all', async () => {
  const database = await freshDatabase()
  const stop = () => {
    throw new Error('cut off')
  }
  await expect(makeDemo({ ...wish, url: database.url, progress: stop })).rejects.toThrow('The database')
  expect((await database.query(`select 1 from pg_namespace where nspname = 'marts'`)).rowCount).toBe(0)
  expect((await makeDemo({ ...wish, url: database.url })).counts.orders).toBe(2_000)
  await database.drop()
})

test('a schema "marts" that isn’t the demo’s is refused and stays as it was', async () => {
  const database = await freshDatabase()
  await database.query('create schema marts; create table marts.precious (id int)')
  await expect(makeDemo({ ...wish, url: database.url })).rejects.toThrow(
    'The warehouse has a schema "marts" that the demo has not made',
  )
  expect((await database.query('select * from marts.precious')).rowCount).toBe(0)
  await database.drop()
})

test('two starts at once make one demo', async () => {
  const database = await freshDatabase()
  const [a, b] = await Promise.all([1, 2].map(() => makeDemo({ ...wish, url: database.url })))
  expect(a).toEqual(b)
  await database.drop()
})
