import { instant, unlessLater, type Base } from './base.ts'
import { dollars, local } from './money.ts'
import type { Product } from './products.ts'
import type { Chance } from './random.ts'
import { dayMs, momentOf, ordersByDay } from './season.ts'
import type { Cell, RowOf } from './tables.ts'

/** What a customer did, for the customer's own row. */
export interface Buyer {
  readonly plan: string
  readonly firstOrder: number
  lastOrder: number
  /** Cents of paid orders. */
  paid: number
}

export interface Trade {
  readonly orders: readonly RowOf<'orders'>[]
  readonly items: readonly RowOf<'order_items'>[]
  /** In the order of their first purchase. */
  readonly buyers: readonly Buyer[]
}

interface Wanted {
  readonly products: readonly Product[]
  readonly size: number
  /** Where the shop's order numbers begin. */
  readonly number: number
}

export function ordersOf(base: Base, { products, size, number }: Wanted, chance: Chance): Trade {
  const trade = {
    orders: [] as RowOf<'orders'>[],
    items: [] as RowOf<'order_items'>[],
    buyers: [] as Buyer[],
  }
  for (const [index, count] of ordersByDay(base.life, size, chance).entries()) {
    const day = base.life.first + index
    const listed = products.filter(({ from, until }) => from <= day && day <= until)
    const moments = Array.from({ length: count }, () => momentOf(day, base.shop.place.offset, chance))
    for (const moment of moments.sort((a, b) => a - b)) {
      // The last day isn't over: what would come after now comes in its first hours.
      const placedAt =
        moment > base.now ? day * dayMs + chance.below(Math.max(1, base.now - day * dayMs)) : moment
      const id = `ORD-${String(number + trade.orders.length + 1).padStart(8, '0')}`
      const buyer = buyerOf(trade.buyers, placedAt, chance)
      const lines = linesOf(listed, trade.buyers[buyer ?? -1], chance)
      const cents = lines.reduce((sum, line) => sum + line.cents, 0)
      const order = orderRow(base, { id, placedAt, cents, customer: customerId(base, buyer) }, chance)
      trade.orders.push(order)
      for (const [index, line] of lines.entries()) trade.items.push(itemRow(base, id, index + 1, line))
      if (buyer !== undefined) remember(trade.buyers[buyer]!, order, placedAt, cents)
    }
  }
  return trade
}

export function customerId({ shop }: Base, index: number | undefined): string | null {
  return index === undefined ? null : `${shop.id}/C${String(index + 1).padStart(5, '0')}`
}

const plans = [
  ['FREE', 62],
  ['TEAM', 25],
  ['PRO', 13],
] as const

/** Who buys: a guest, somebody new, a regular of old or somebody who came lately. */
function buyerOf(buyers: Buyer[], moment: number, chance: Chance): number | undefined {
  if (chance.percent(4)) return undefined
  const known = buyers.length
  if (known < 3 || chance.percent(17)) {
    buyers.push({ plan: chance.weighted(plans), firstOrder: moment, lastOrder: moment, paid: 0 })
    return known
  }
  const depth = chance.percent(35)
    ? chance.below(chance.below(known) + 1)
    : known - 1 - chance.below(chance.below(known) + 1)
  return depth
}

interface Line {
  readonly product: Product
  readonly quantity: number
  readonly cents: number
}

const lineCounts = [
  [1, 24],
  [2, 33],
  [3, 25],
  [4, 12],
  [5, 6],
] as const

const quantities = [
  [1, 78],
  [2, 15],
  [3, 5],
  [6, 2],
] as const

function linesOf(listed: readonly Product[], buyer: Buyer | undefined, chance: Chance): readonly Line[] {
  const extra = buyer?.plan === 'PRO' ? 1 : 0
  const count = Math.min(listed.length, chance.weighted(lineCounts) + extra)
  const chosen = new Set<Product>()
  // A few goods sell most; the loop ends, since each try may hit any of them.
  while (chosen.size < count) chosen.add(listed[chance.below(chance.below(listed.length) + 1)]!)
  return [...chosen].map((product) => {
    const quantity = chance.weighted(quantities)
    return { product, quantity, cents: product.cents * quantity }
  })
}

interface Purchase {
  readonly id: string
  readonly placedAt: number
  readonly cents: number
  readonly customer: string | null
}

const channels = [
  ['WEB', 58],
  ['APP', 31],
  ['STORE', 11],
] as const

function orderRow(base: Base, { id, placedAt, cents, customer }: Purchase, chance: Chance): RowOf<'orders'> {
  const channel = chance.weighted(channels)
  const refund = chance.percent(6)
    ? unlessLater(placedAt + chance.between(1, 21 * 24) * 3_600_000, base)
    : null
  const shipped = unlessLater(placedAt + (channel === 'STORE' ? 0 : chance.between(4, 60) * 3_600_000), base)
  const pending = chance.percent(30) && placedAt > base.now - 2 * dayMs
  return {
    tenant_id: base.shop.id,
    order_id: id,
    customer_id: customer,
    placed_at: instant(placedAt),
    status: refund ? 'REFUNDED' : pending ? 'PENDING' : 'PAID',
    channel,
    currency: base.shop.place.currency,
    amount_local: local(cents, base.shop.place.currency),
    amount_usd: dollars(cents),
    discount_code: discount(chance),
    shipped_at: pending ? null : shipped,
    refunded_at: refund,
    loaded_at: base.loadedAt,
  }
}

function discount(chance: Chance): Cell {
  return chance.percent(12) ? chance.pick(['WELCOME10', 'FRIENDS', 'SEASON15', 'SORRY5']) : null
}

function itemRow({ shop, loadedAt }: Base, order: string, number: number, line: Line): RowOf<'order_items'> {
  return {
    tenant_id: shop.id,
    order_item_id: `${order}-${number}`,
    order_id: order,
    line_number: number,
    product_id: line.product.id,
    sku: line.product.sku,
    quantity: line.quantity,
    unit_price_usd: dollars(line.product.cents),
    amount_usd: dollars(line.cents),
    loaded_at: loadedAt,
  }
}

function remember(buyer: Buyer, order: RowOf<'orders'>, placedAt: number, cents: number): void {
  buyer.lastOrder = Math.max(buyer.lastOrder, placedAt)
  if (order.status === 'PAID') buyer.paid += cents
}
