import type { Base } from './base.ts'
import { dollars } from './money.ts'
import type { Chance } from './random.ts'
import { dayMs } from './season.ts'
import type { RowOf } from './tables.ts'

/** One row a day from the shop's first day to its last, except for the odd day on which nobody logged in. */
export function usageOf(
  { shop, life, loadedAt }: Base,
  size: number,
  chance: Chance,
): readonly RowOf<'product_usage_daily'>[] {
  const rows: RowOf<'product_usage_daily'>[] = []
  const staff = 2 + Math.floor(size / 1_500)
  for (let day = life.first; day <= life.last; day++) {
    if (chance.percent(2)) continue
    const age = day - life.first
    const leaving = life.fading ? Math.min(100, 5 + (life.last - day)) : 100
    const users = Math.max(1, Math.floor((staff * chance.between(55, 100) * leaving) / 10_000))
    rows.push({
      tenant_id: shop.id,
      day: new Date(day * dayMs).toISOString().slice(0, 10),
      active_users: users,
      events: users * chance.between(40, 260) + chance.below(50),
      storage_gb: dollars(100 + Math.floor((size * age) / 500) + age),
      loaded_at: loadedAt,
    })
  }
  return rows
}
