-- rows of metrics.rows
with events as (
  select placed_at as at, customer_id, 'order' as kind from trade.orders where tenant_id = $1
  union all select seen_at, customer_id, 'visit' from trade.visits where tenant_id = $1)
select checks.iso(date_trunc('month', at at time zone 'UTC') at time zone 'UTC') as time, region as "customer.region", count(*) filter (where kind = 'order') as "orderMetrics.orderCount",
  count(distinct customer_id) filter (where kind = 'visit') as "visitMetrics.visitors", count(*) filter (where kind = 'visit') as "visitMetrics.visitCount"
from events left join (select customer_id, region from trade.customers where tenant_id = $1) c using (customer_id)
where at >= '2026-01-01T00:00:00Z' and at < '2026-04-01T00:00:00Z' group by 1, 2 order by 1, 2;
