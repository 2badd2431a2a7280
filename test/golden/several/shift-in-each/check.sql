-- rows of metrics.rows
with people as (select customer_id, plan from trade.customers where tenant_id = $1),
o as (select order_id, plan, extract(year from placed_at at time zone 'UTC') as y, placed_at at time zone 'UTC' as at from trade.orders left join people using (customer_id) where tenant_id = $1),
r as (select plan, extract(year from refunded_at at time zone 'UTC') as y, refunded_at at time zone 'UTC' as at, amount from trade.refunds join o using (order_id) where tenant_id = $1)
select p.plan as "customer.plan",
  (select count(*) from o where o.plan is not distinct from p.plan and y = 2026 and at < '2026-10-01') as "orderMetrics.orderCount",
  (select count(*) from o where o.plan is not distinct from p.plan and y = 2025 and at < '2025-10-01') as "orderMetrics.before",
  (select count(*) from r where r.plan is not distinct from p.plan and y = 2026) as "refundMetrics.refundCount",
  (select sum(amount) from r where r.plan is not distinct from p.plan and y = 2025) as "refundMetrics.before"
from (values ('FREE'), ('PRO'), ('TEAM'), (null)) p (plan) order by p.plan;
