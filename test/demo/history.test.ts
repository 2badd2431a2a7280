import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { histories, type ShopHistory, zipf } from '../../src/app/demo/history.ts'
import { domains } from '../../src/app/demo/people.ts'
import { profiles } from '../../src/app/demo/profile.ts'

const now = new Date('2026-11-22T19:00:00Z')
const small = (seed = 'sluice', at = now) => [...histories({ profile: profiles.small, seed, now: at })]
const checksum = (shops: readonly ShopHistory[]) =>
  createHash('sha256').update(JSON.stringify(shops)).digest('hex')

describe('the same recipe', () => {
  test('makes the same bytes, on any machine and in any time zone', () => {
    expect(checksum(small())).toBe('9fc7f216c1525af61dd84500441985c2daa25e52ab41dd20e3ca39ee026c68f2')
  })

  test('with another seed makes other bytes', () => {
    expect(checksum(small('other'))).not.toBe(checksum(small()))
  })

  test('on another day makes a history that ends on that day', () => {
    const orders = small('sluice', new Date('2025-03-01T12:00:00Z')).flatMap((shop) => shop.orders)
    const last = orders
      .map((order) => String(order.placed_at))
      .sort()
      .at(-1)!
    expect(last.slice(0, 10)).toBe('2025-03-01')
    expect(last < '2025-03-01T12:00:00').toBe(true)
  })
})

describe('the small profile', () => {
  const shops = small()

  test('has 2,000 orders of four shops, the largest first', () => {
    const sizes = shops.map((shop) => shop.orders.length)
    expect(sizes).toEqual([...zipf(4, 2_000)])
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(2_000)
  })

  test('gives no two shops a customer, order, product or address in common', () => {
    const ids = shops.flatMap((shop) => [
      ...shop.customers.flatMap((row) =>
        row.email === null ? [row.customer_id] : [row.customer_id, row.email],
      ),
      ...shop.orders.map((row) => row.order_id),
      ...shop.products.map((row) => row.product_id),
      ...shop.order_items.map((row) => row.order_item_id),
    ])
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('writes to reserved addresses and numbers only', () => {
    const addresses = shops.flatMap((shop) => [
      ...shop.customers.map((row) => row.email),
      ...shop.accounts.map((row) => row.manager_email),
    ])
    const given = addresses.filter((address) => address !== null).map(String)
    expect(given.filter((address) => !/^[a-z]+\.[a-z]+\d*@/.test(address))).toEqual([])
    expect(given.filter((address) => !domains.includes(address.split('@')[1]!))).toEqual([])
    const phones = shops
      .flatMap((shop) => shop.customers.map((row) => row.phone))
      .filter((phone) => phone !== null)
    expect(phones.length).toBeGreaterThan(0)
    expect(phones.filter((phone) => !/^\+1\d{3}55501\d\d$/.test(String(phone)))).toEqual([])
  })

  test('gives each order the sum of its lines, and each line its quantity times its price', () => {
    for (const shop of shops) {
      const lines = Map.groupBy(shop.order_items, (line) => line.order_id)
      for (const order of shop.orders) {
        const sum = lines.get(order.order_id)!.reduce((total, line) => total + cents(line.amount_usd), 0)
        expect(cents(order.amount_usd)).toBe(sum)
      }
      for (const line of shop.order_items) {
        expect(cents(line.amount_usd)).toBe(cents(line.unit_price_usd) * Number(line.quantity))
      }
    }
  })

  test('gives each customer the sum of the paid orders as lifetime value, and no order before signing up', () => {
    for (const shop of shops) {
      const orders = Map.groupBy(shop.orders, (order) => order.customer_id)
      for (const customer of shop.customers) {
        const own = orders.get(customer.customer_id) ?? []
        const paid = own
          .filter((order) => order.status === 'PAID')
          .reduce((sum, row) => sum + cents(row.amount_usd), 0)
        expect(cents(customer.lifetime_value_usd)).toBe(paid)
        expect(own.filter((order) => String(order.placed_at) < String(customer.created_at))).toEqual([])
      }
    }
  })

  test('has life’s gaps: guests, unknown regions, missing addresses, customers without orders', () => {
    const orders = shops.flatMap((shop) => shop.orders)
    const customers = shops.flatMap((shop) => shop.customers)
    expect(orders.some((order) => order.customer_id === null)).toBe(true)
    expect(customers.some((customer) => customer.region === null)).toBe(true)
    expect(customers.some((customer) => customer.email === null)).toBe(true)
    expect(customers.some((customer) => customer.last_order_at === null)).toBe(true)
    expect(new Set(orders.map((order) => order.status))).toEqual(new Set(['PAID', 'PENDING', 'REFUNDED']))
  })

  test('has a shop that has left: no orders since, no renewal, poor health', () => {
    const left = shops.find((shop) => shop.accounts[0]!.closed_at !== null)!
    const closed = String(left.accounts[0]!.closed_at)
    expect(left.orders.filter((order) => String(order.placed_at).slice(0, 10) > closed.slice(0, 10))).toEqual(
      [],
    )
    expect(left.accounts[0]!.renews_at).toBeNull()
    expect(Number(left.accounts[0]!.health_score)).toBeLessThan(20)
  })
})

describe('the full profile', () => {
  const orders = Map.groupBy(
    histories({ profile: profiles.full, seed: 'sluice', now }).flatMap((shop) => shop.orders),
    (order) => String(order.tenant_id),
  )

  test('has 200,000 orders of 40 shops, the r-th with a share of 1/r', () => {
    const sizes = [...orders.values()].map((rows) => rows.length)
    expect(sizes).toHaveLength(40)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(200_000)
    for (const [rank, size] of sizes.entries())
      expect(Math.abs(size - sizes[0]! / (rank + 1))).toBeLessThan(40)
  })

  test('spans 26 months up to now, with a peak in November and busier weekends', () => {
    const all = [...orders.values()].flat().map((order) => String(order.placed_at))
    const count = (prefix: string) => all.filter((instant) => instant.startsWith(prefix)).length
    expect(all.reduce((least, instant) => (instant < least ? instant : least)).slice(0, 7)).toBe('2024-09')
    expect(all.reduce((most, instant) => (instant > most ? instant : most)) <= now.toISOString()).toBe(true)
    expect(count('2025-11')).toBeGreaterThan(1.2 * count('2025-10'))
    const byWeekday = (day: number) => all.filter((instant) => new Date(instant).getUTCDay() === day).length
    expect(byWeekday(6)).toBeGreaterThan(1.15 * byWeekday(2))
  })

  test('grows from year to year', () => {
    const of = (year: string) =>
      [...orders.values()].flat().filter((row) => String(row.placed_at) > year).length
    const recent = of('2025-11-22')
    const before = of('2024-11-22') - recent
    expect(recent).toBeGreaterThan(1.1 * before)
  })
})

function cents(amount: unknown): number {
  return Number(String(amount).replace('.', ''))
}
