import type { FreshDatabase } from '../../support/database.ts'

export interface Claims {
  readonly region?: string
  readonly plans?: readonly string[]
  readonly category?: string
  readonly least?: number
}

export interface Customer {
  readonly id: number
  readonly name: string
  readonly plan: string
  readonly region: string | null
  readonly referrer: number | null
}

export interface Order {
  readonly id: number
  readonly status: string
  readonly note: string | null
  readonly customer: number | null
}

export interface Item {
  readonly order: number
  readonly line: number
  readonly sku: string
  readonly quantity: number
}

export interface Product {
  readonly sku: string
  readonly category: string | null
}

/** Rows of one tenant in memory: all of them, or those that somebody sees. */
export class Shelf {
  readonly customers: readonly Customer[]
  readonly orders: readonly Order[]
  readonly items: readonly Item[]
  readonly products: readonly Product[]

  constructor(rows: Pick<Shelf, 'customers' | 'orders' | 'items' | 'products'>) {
    this.customers = rows.customers
    this.orders = rows.orders
    this.items = rows.items
    this.products = rows.products
  }

  customer(id: number | null | undefined): Customer | undefined {
    return this.customers.find((one) => one.id === id)
  }

  order(id: number | null | undefined): Order | undefined {
    return this.orders.find((one) => one.id === id)
  }

  product(sku: string): Product | undefined {
    return this.products.find((one) => one.sku === sku)
  }
}

/** A tenant's rows of the small shop, as its owner reads them. */
export async function readShelf(database: FreshDatabase, tenant: string): Promise<Shelf> {
  const rows = async <Row>(text: string): Promise<readonly Row[]> =>
    (await database.query(text, text.includes('$1') ? [tenant] : [])).rows as Row[]
  const [customers, orders, items, products] = await Promise.all([
    rows<Customer>(
      'select customer_id as id, name, plan, region, referrer_id as referrer from shop.customers where tenant_id = $1 order by 1',
    ),
    rows<Order>(
      'select order_id::int as id, status::text, note, customer_id as customer from shop.orders where tenant_id = $1 order by 1',
    ),
    rows<Item>(
      'select i.order_id::int as "order", i.line, i.sku, i.quantity from shop.order_items i join shop.orders using (order_id) where tenant_id = $1 order by 1, 2',
    ),
    rows<Product>('select sku, category from shop.products order by 1'),
  ])
  return new Shelf({ customers, orders, items, products })
}
