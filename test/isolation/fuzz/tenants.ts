/** Tenants whose names are easily taken for each other, each with a canary of its own in every text. */
export interface Fuzzed {
  readonly tenant: string
  readonly canary: string
}

const names = [
  't1',
  'T1',
  't1 ',
  't',
  't10',
  't11',
  'tenant',
  "t'1",
  't%',
  't_',
  'null',
  '0',
  'т1',
  't\u00a01',
]

export const fuzzed: readonly Fuzzed[] = names.map((tenant, i) => ({
  tenant,
  canary: `canary${(0xc0de0000 + i * 0x1111).toString(16)}`,
}))

/**
 * Rows of all of them: ids that everybody has, and numbers that only one has. Keys are unique over all, as the shop's are.
 */
export function rowsOfAll(): string {
  return fuzzed.map(({ tenant, canary }, i) => rowsOf(tenant, canary, (i + 2) * 1000)).join('\n')
}

function rowsOf(tenant: string, canary: string, from: number): string {
  const name = `'${tenant.replaceAll("'", "''")}'`
  return `
    insert into shop.customers (tenant_id, customer_id, name, plan, region, referrer_id, joined_at)
      select ${name}, ${from} + n, 'n' || n || ' ${canary}', (array['PRO', 'FREE', 'TEAM'])[1 + n % 3], case when n % 2 = 0 then '${canary}' end, case when n > 1 then ${from} + n - 1 end,
        timestamptz '2025-12-20T09:00Z' + n * interval '9 days' from generate_series(1, 6) n;
    insert into shop.orders (tenant_id, order_id, customer_id, placed_at, status, amount, big, note)
      select ${name}, ${from} + n, ${from} + 1 + n % 6, timestamptz '2026-01-03T10:00Z' + n * interval '5 days', (array['PAID', 'PENDING', 'REFUNDED'])[1 + n % 3]::shop.order_status, n, ${from}, '${canary} ' || n
      from generate_series(1, 12) n;
    insert into shop.order_items select ${from} + n, 1, (array['A1', 'B2', 'C3'])[1 + n % 3], n from generate_series(1, 12) n;
    insert into shop.visits select ${name}, ${from} + n, timestamp '2026-01-02 00:30' + n * interval '76 hours', '${canary}', ${from} + 1 + n % 6 from generate_series(1, 8) n;
    insert into shop.levels select ${name}, 'east', date '2026-01-05' + n, n, '${canary}', ${from} + 1, 'A1', now() from generate_series(1, 6) n;`
}

const canary = /canary[0-9a-f]{8}/g

/** The canaries in `told` that aren't this tenant's. */
export function strangers(own: string, told: string): readonly string[] {
  return [...new Set(told.match(canary))].filter((found) => found !== own)
}
