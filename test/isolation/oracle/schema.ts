import { shopSchema, shopTenants } from '../../support/shop.ts'
import { canaries } from './canary.ts'

/** The shop with every kind of measure, and with further ways in. Nobody in the oracle's requests is an auditor. */
export const schema = `${shopSchema
  .replace(
    'type Customer @model(source: "shop.customers", key: "customer_id", tenant: "tenant_id") {',
    'type Customer @model(source: "shop.customers", key: "customer_id", tenant: "tenant_id") @freshness(column: "loaded_at", warn: "P1D") {',
  )
  .replace(
    '  region: String\n',
    `  region: String
  profile: JSON
  joinedAt: DateTime! @time
  levels: [Level!]! @link(to: "customer_id")
  visits: [Visit!]! @link(to: "customer_id")
`,
  )
  .replace(
    '  customerCount: Int! @measure(count: true)\n',
    `  customerCount: Int! @measure(count: true)
  customersEver: Int! @measure(count: true, cumulative: {over: "joinedAt"})
  lastName: String @measure(max: "{name}")
  ordersEach: Decimal @measure(expr: "{Order.orderCount} / {customerCount}")
  activation: Decimal @measure(conversion: {per: "{id}", at: "joinedAt", to: "Order", toPer: "{customer.id}", toAt: "placedAt", toWhere: "{status} = 'PAID'", within: "P30D"})
  activated: Int! @measure(conversion: {per: "{id}", at: "joinedAt", to: "Order", toPer: "{customer.id}", toAt: "placedAt", within: "P30D", take: COUNT})
`,
  )
  .replace(
    '  buyers: Int!',
    `  localAt: DateTime @time(zone: "America/New_York")
  medianAmount: Decimal @measure(median: "{amount}")
  highAmount: Decimal @measure(percentile: "{amount}", p: 0.9, where: "{status} <> 'PENDING'")
  lastNote: String @measure(max: "{note}")
  lastPlaced: DateTime @measure(max: "{placedAt}")
  kinds: BigInt! @measure(approxCountDistinct: "{status}")
  revenueEver: Decimal @measure(sum: "{amount}", cumulative: {over: "placedAt"})
  revenueTrailing: Decimal @measure(sum: "{amount}", cumulative: {over: "placedAt", window: "P30D"})
  ordersToDate: Int! @measure(count: true, cumulative: {over: "placedAt", toDate: YEAR})
  again: Decimal @measure(conversion: {per: "{customer.id}", at: "placedAt", toWhere: "{status} <> 'PAID'", within: "P60D"}, where: "{status} = 'PAID'")
  perCustomer: Decimal @measure(expr: "{orderCount} / {Customer.customerCount}")
  audited: Decimal @measure(expr: "{Audit.auditCount} / {orderCount}")
  buyers: Int!`,
  )
  .replace(
    '  units: BigInt @measure(sum: "{quantity}")',
    `  units: BigInt @measure(sum: "{quantity}")
  medianUnits: Decimal @measure(median: "{quantity}")
  unitsAnOrder: Decimal @measure(expr: "{units} / {Order.orderCount}")`,
  )
  .replace(
    '  category: String\n',
    '  category: String\n  items: [OrderItem!]! @link(to: "sku")\n  productCount: Int! @measure(count: true)\n',
  )}
type Sale @model(source: "shop.sales", key: "order_id", tenant: "tenant_id") {
  id: ID! @column(name: "order_id")
  note: String
  order: Order @link(from: "order_id")
  saleCount: Int! @measure(count: true)
}
type Region @model(sql: "select tenant_id, region, count(*)::int as people, max(name) as last from shop.customers where region is not null group by 1, 2", key: "region", tenant: "tenant_id") {
  region: ID!
  people: Int!
  last: String
}

"How much lies where, a row each day. Both tenants call their places the same."
type Level @model(source: "shop.levels", key: ["place", "day"], tenant: "tenant_id") @freshness(column: "loaded_at") {
  place: String!
  day: Date! @time
  level: Int!
  note: String
  customer: Customer @link(from: "customer_id")
  product: Product @link(from: "sku")
  levelRows: Int! @measure(count: true)
  levelLast: BigInt @measure(sum: "{level}", semiAdditive: {over: "day", take: LAST})
  levelFirst: BigInt @measure(max: "{level}", semiAdditive: {over: "day", take: FIRST})
  levelMean: Decimal @measure(sum: "{level}", semiAdditive: {over: "day", take: AVG}, where: "{customer.plan} <> 'FREE'")
  levelMedian: Decimal @measure(median: "{level}", semiAdditive: {over: "day", take: LAST})
  "Levels over a hundred are the second tenant's alone."
  jumps: Int! @measure(conversion: {per: "{place}", at: "day", toWhere: "{level} > 100", within: "P7D", take: COUNT})
  lastWord: String @measure(max: "{note}", semiAdditive: {over: "day", take: LAST})
}

type Visit @model(source: "shop.visits", key: "visit_id", tenant: "tenant_id") {
  id: ID! @column(name: "visit_id")
  at: DateTime! @time(zone: "Europe/Paris")
  page: String
  customer: Customer @link(from: "customer_id")
  visitCount: Int! @measure(count: true)
  visitors: Int! @measure(countDistinct: "{customer.id}")
  visitorsEver: Int! @measure(countDistinct: "{customer.id}", cumulative: {over: "at"})
  bought: Decimal @measure(conversion: {per: "{customer.id}", at: "at", to: "Order", toPer: "{customer.id}", toAt: "placedAt", within: "P14D"})
  customersSeen: Decimal @measure(expr: "{visitors} / {Customer.customerCount}")
}

type Audit @model(source: "shop.audits", key: "audit_id", tenant: "tenant_id") @allow(roles: ["auditor"]) @freshness(column: "found_at") {
  id: ID! @column(name: "audit_id")
  foundAt: DateTime! @time
  finding: String
  order: Order @link(from: "order_id")
  auditCount: Int! @measure(count: true)
}
`

// What a page's cursors and look-ups are marked with looks like this: data that tries to pass for it stays data.
const mark = JSON.stringify(['0123456789abcdef0123456789abcdef', '>0', '1'])

const widening = `
alter table shop.customers add profile jsonb, add joined_at timestamptz, add loaded_at timestamptz;
update shop.customers set profile = jsonb_build_object('token', $TOKEN, 'list', '${mark}'::jsonb, 'text', '${mark}',
  'page', U&'</script>\\2028\\2029', 'digits', 12345678901234567890.10),
  joined_at = timestamptz '2025-12-20T09:00:00Z' + $PLACE * interval '3 hours' + (customer_id % 1000) * interval '9 days',
  loaded_at = timestamptz '2026-03-28T00:00:00Z' + $PLACE * interval '36 hours';
update shop.customers set name = name || ' ' || $TOKEN, region = $TOKEN where region is not null;
update shop.customers set name = name || ' ' || $TOKEN where region is null;
alter table shop.customers alter joined_at set not null;
alter table shop.orders add local_at timestamp;
update shop.orders set note = note || ' ' || $TOKEN, big = $BLOCK, local_at = placed_at at time zone 'America/New_York' + $PLACE * interval '20 minutes';
create view shop.sales with (security_invoker = true) as select tenant_id, order_id, note from shop.orders where status = 'PAID';
create table shop.levels (tenant_id text not null, place text not null, day date not null, level int not null, note text, customer_id int, sku text, loaded_at timestamptz not null, primary key (tenant_id, place, day));
insert into shop.levels select tenant_id, place, date '2026-01-05' + 9 * n, (n + length(place)) * $UNIT, case when n <> 3 then place || ' ' || $TOKEN end,
  $PLACE * 1000 + 1 + n % 4, (array['A1', 'B2', 'C3'])[1 + n % 3], timestamptz '2026-03-29T00:00:00Z' + $PLACE * interval '1 hour'
  from unnest(array['acme', 'globex']) tenant_id, unnest(array['east', 'north']) place, generate_series(0, 8) n where n <> 4 or place = 'east';
create table shop.visits (tenant_id text not null, visit_id int primary key, at timestamp not null, page text, customer_id int);
insert into shop.visits select tenant_id, $PLACE * 1000 + n, timestamp '2026-01-02 00:30' + n * interval '76 hours' + $PLACE * interval '1 hour', $TOKEN || n % 3, $PLACE * 1000 + nullif(n % 5, 0)
  from unnest(array['acme', 'globex']) tenant_id, generate_series(1, 24) n;
create table shop.audits (tenant_id text not null, audit_id int primary key, found_at timestamptz not null, finding text, order_id bigint);
insert into shop.audits select tenant_id, $PLACE * 1000 + n, timestamptz '2026-02-01T00:00:00Z' + n * interval '5 days', 'secret5a17 ' || $TOKEN, $PLACE * 1000 + n
  from unnest(array['acme', 'globex']) tenant_id, generate_series(1, 4) n;
`

/** Every tenant's texts hold its token, its ids and numbers live in digits of their own, its times differ by minutes. */
export function widened(): string {
  const per = (of: (tenant: string, place: number) => string) =>
    `case tenant_id ${shopTenants.map((tenant, i) => `when '${tenant}' then ${of(tenant, i)}`).join(' ')} end`
  return widening
    .replaceAll(
      '$TOKEN',
      per((tenant) => `'${canaries[tenant]}'`),
    )
    .replaceAll(
      '$BLOCK',
      per((_, place) => String(7 * 1000 ** place)),
    )
    .replaceAll(
      '$UNIT',
      per((_, place) => String(1000 ** place)),
    )
    .replaceAll(
      '$PLACE',
      per((_, place) => String(place)),
    )
}

/** Removes all that a tenant has. */
export function removal(tenant: string): string {
  const own = ['audits', 'visits', 'levels', 'orders', 'customers']
  return `delete from shop.order_items where order_id in (select order_id from shop.orders where tenant_id = '${tenant}');
    ${own.map((table) => `delete from shop.${table} where tenant_id = '${tenant}'`).join(';\n')}`
}
