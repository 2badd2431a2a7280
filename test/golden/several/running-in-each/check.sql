-- rows of metrics.rows
with people as (select customer_id, plan from trade.customers where tenant_id = $1),
o as (select plan, placed_at at time zone 'UTC' as at from trade.orders left join people using (customer_id) where tenant_id = $1 and placed_at >= '2026-01-01T00:00:00Z' and placed_at < '2026-10-01T00:00:00Z'),
v as (select plan, customer_id, seen_at at time zone 'UTC' as at from trade.visits left join people using (customer_id) where tenant_id = $1 and seen_at >= '2026-01-01T00:00:00Z' and seen_at < '2026-10-01T00:00:00Z')
select p.plan as "customer.plan", checks.iso(q at time zone 'UTC') as time,
  (select count(*) from o where o.plan is not distinct from p.plan and at < q + interval '3 months') as "orderMetrics.orders",
  (select count(distinct customer_id) from v where v.plan is not distinct from p.plan and at < q + interval '3 months') as "visitMetrics.seen"
from (select plan from o union select plan from v) p cross join generate_series(timestamp '2026-01-01', timestamp '2026-07-01', interval '3 months') q order by p.plan, q;
