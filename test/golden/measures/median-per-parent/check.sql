-- rows of customers.nodes
with sorted as (
  select c.name, customer_id, array_agg(amount order by amount) as a, count(*) as n, 0.9 * (count(*) - 1) as at,
    count(*) filter (where placed_at < '2026-07-15T10:00:00Z') as ever
  from trade.orders join trade.customers c using (tenant_id, customer_id) where tenant_id = $1 group by c.name, customer_id)
select name, (a[(n + 1) / 2] + a[(n + 2) / 2]) / 2 as "orderMetrics.medianAmount",
  a[floor(at)::int + 1] + (at - floor(at)) * (a[ceil(at)::int + 1] - a[floor(at)::int + 1]) as "orderMetrics.highAmount", ever as "orderMetrics.ordersEver"
from sorted order by customer_id;
