-- rows of orderMetrics.rows
with mine as (select placed_at >= '2026-10-01T00:00:00Z' as last, amount, status from trade.orders where tenant_id = $1 and placed_at >= '2026-01-01T00:00:00Z')
select not last as _others, case when last then '2026-10-01T00:00:00Z' end as "placedAt", count(*) as "orderCount", sum(amount) filter (where status = 'PAID') as revenue,
  case when last then (select sum(amount) from trade.orders where tenant_id = $1 and status = 'PAID') end as "revenueEver"
from mine group by last order by not last;
