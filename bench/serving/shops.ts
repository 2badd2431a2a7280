import { ask } from '../ground.ts'
import type { Shop } from './workloads/index.ts'

/** The tenants, the largest first, each with the customer who bought last. */
export function readShops(url: string): Promise<readonly Shop[]> {
  return ask<Shop>(
    url,
    `select shops.tenant_id as tenant, customer_id as customer
     from bench.shops cross join lateral (
       select customer_id from bench.orders where tenant_id = shops.tenant_id order by placed_at desc limit 1
     ) last order by size desc, shops.tenant_id`,
  )
}
