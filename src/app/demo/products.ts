import { instant, type Base } from './base.ts'
import { goodsOf } from './goods.ts'
import { dollars } from './money.ts'
import type { Chance } from './random.ts'
import { dayMs } from './season.ts'
import type { RowOf } from './tables.ts'

export interface Product {
  readonly id: string
  readonly sku: string
  readonly cents: number
  /** Days since 1970 between which it can be bought. */
  readonly from: number
  readonly until: number
  readonly row: RowOf<'products'>
}

// Each good comes in these, and a shop lists most of them.
const versions = ['Classic', 'Small', 'Limited'] as const

/** The shop's catalogue: never empty on any of its days, since the first good is there from the first to the last. */
export function goodsListed(base: Base, chance: Chance): readonly Product[] {
  const products: Product[] = []
  for (const good of goodsOf(base.shop.sells)) {
    for (const version of versions) {
      if (products.length > 0 && chance.percent(30)) continue
      const premium = version === 'Limited' ? 130 : version === 'Small' ? 75 : 100
      const cents = Math.floor((good.cents * premium * chance.between(85, 115)) / 10_000)
      const name = version === 'Classic' ? good.name : `${good.name}, ${version}`
      products.push(list(base, products.length, { name, category: good.group, cents }, chance))
    }
  }
  return products
}

interface Offer {
  readonly name: string
  readonly category: string
  readonly cents: number
}

function list({ shop, life, loadedAt }: Base, index: number, offer: Offer, chance: Chance): Product {
  const days = life.last - life.first
  const late = index > 0 && chance.percent(25)
  const gone = index > 0 && !late && chance.percent(12)
  const from = late ? life.first + chance.between(30, Math.max(31, days - 60)) : life.first
  const until = gone ? life.first + chance.between(90, Math.max(91, days - 30)) : life.last
  const sku = `${shop.sells.slice(0, 2).toUpperCase()}${String(index + 1).padStart(3, '0')}`
  const id = `${shop.id}/${sku}`
  const row = {
    tenant_id: shop.id,
    product_id: id,
    sku,
    name: offer.name,
    category: offer.category,
    price_usd: dollars(offer.cents),
    listed_at: instant(from * dayMs),
    discontinued_at: until < life.last ? instant(until * dayMs) : null,
    loaded_at: loadedAt,
  }
  return { id, sku, cents: offer.cents, from, until, row }
}
