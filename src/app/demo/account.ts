import { instant, type Base } from './base.ts'
import type { Chance } from './random.ts'
import { dayMs } from './season.ts'
import type { RowOf } from './tables.ts'

interface Standing extends Base {
  readonly rank: number
  readonly orders: readonly RowOf<'orders'>[]
}

const managers = ['amara.osei', 'henrik.dahl', 'lucia.moreno', 'mei.tan', 'tariq.haddad']

export function account(base: Standing, chance: Chance): RowOf<'accounts'> {
  const { shop, life, rank, now } = base
  const plan = rank < 9 ? 'PRO' : rank % 5 === 4 ? 'FREE' : 'TEAM'
  return {
    tenant_id: shop.id,
    name: shop.name,
    plan,
    region: shop.place.region,
    country: shop.place.country,
    currency: shop.place.currency,
    time_zone: shop.place.timeZone,
    manager_email: plan === 'FREE' ? null : `${managers[rank % managers.length]}@example.com`,
    health_score: healthOf(base, chance),
    opened_at: instant(life.first * dayMs + chance.between(8, 17) * 3_600_000),
    renews_at:
      plan === 'FREE' || life.fading
        ? null
        : instant(Math.floor(now / dayMs + chance.between(5, 360)) * dayMs),
    closed_at: life.fading ? instant(life.last * dayMs + 18 * 3_600_000) : null,
    loaded_at: base.loadedAt,
  }
}

/** How this quarter's orders compare with the quarter's before, 0 to 100; null for a shop too young to say. */
function healthOf({ life, orders, now }: Standing, chance: Chance): number | null {
  if (life.fading) return chance.between(0, 12)
  if (life.last - life.first < 180) return null
  const since = (days: number) => {
    const from = instant(now - days * dayMs)
    return orders.filter((order) => String(order.placed_at) >= from).length
  }
  const recent = since(90)
  const before = since(180) - recent
  const trend = before === 0 ? 0 : Math.floor((50 * recent) / before)
  return Math.min(100, trend + chance.between(5, 30))
}
