import { account } from './account.ts'
import { customersOf } from './customers.ts'
import { goodsListed } from './products.ts'
import { ordersOf } from './orders.ts'
import type { Profile } from './profile.ts'
import { chance } from './random.ts'
import { dayMs, type Life } from './season.ts'
import { shops, type Shop } from './shops.ts'
import type { RowOf, TableName } from './tables.ts'
import { usageOf } from './usage.ts'

/** All that one shop has in the warehouse, table by table. */
export type ShopHistory = { readonly [Name in TableName]: readonly RowOf<Name>[] }

/** What a demo is made from: the same of these are the same rows, byte by byte. */
export interface Recipe {
  readonly profile: Profile
  readonly seed: string
  /** Where the history ends. */
  readonly now: Date
}

/** Shop by shop, the largest first, so that only one shop's rows are in memory at a time. */
export function* histories(recipe: Recipe): Generator<ShopHistory> {
  const open = shops.slice(0, recipe.profile.shops)
  const sizes = zipf(open.length, recipe.profile.orders)
  for (const [rank, shop] of open.entries()) yield historyOf(recipe, shop, rank, sizes[rank]!)
}

/** The share of the r-th is 1/r of the first's; they add up to `total`. */
export function zipf(count: number, total: number): readonly number[] {
  const weights = Array.from({ length: count }, (_, rank) => Math.floor(1_000_000 / (rank + 1)))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const sizes = weights.map((weight) => Math.floor((weight * total) / whole))
  return sizes.with(0, sizes[0]! + total - sizes.reduce((sum, size) => sum + size, 0))
}

function historyOf(recipe: Recipe, shop: Shop, rank: number, size: number): ShopHistory {
  const dice = (about: string) => chance(recipe.seed, shop.id, about)
  const loadedAt = recipe.now.toISOString()
  const life = lifeOf(recipe, rank)
  const base = { shop, life, loadedAt, now: recipe.now.getTime() }
  const products = goodsListed(base, dice('products'))
  const trade = ordersOf(base, { products, size, number: rank * 1_000_000 }, dice('orders'))
  const usage = usageOf(base, size, dice('usage'))
  return {
    accounts: [account({ ...base, rank, orders: trade.orders }, dice('account'))],
    customers: customersOf(base, { ...trade, number: rank * 100_000 }, dice('customers')),
    products: products.map(({ row }) => row),
    orders: trade.orders,
    order_items: trade.items,
    product_usage_daily: usage,
  }
}

// Every eighth shop from the fourth on has left the platform; every third opened later than the history begins.
function lifeOf({ profile, now }: Recipe, rank: number): Life {
  const today = Math.floor(now.getTime() / dayMs)
  const days = Math.floor((profile.months * 365.25) / 12)
  const begin = today - days
  const closes = rank % 8 === 3
  const first = rank % 3 === 2 ? begin + Math.floor((days * (1 + (rank % 4))) / 8) : begin
  const last = closes ? today - 45 - (rank % 5) * 30 : today
  return { first, last, growth: closes ? 0 : 150 + (rank % 7) * 90, fading: closes }
}
