-- rows of orderMetrics.day
select '2026-11-01T00:00:00-04:00' as "placedAt", count(*) as "orderCount"
from trade.orders where tenant_id = $1 and placed_at >= '2026-11-01T04:00:00Z';
-- rows of orderMetrics.hours
select case when placed_at < '2026-11-01T06:00:00Z' then '2026-11-01T01:00:00-04:00' else '2026-11-01T01:00:00-05:00' end as "placedAt",
  count(*) as "orderCount"
from trade.orders where tenant_id = $1 and placed_at >= '2026-11-01T04:00:00Z' group by 1 order by 1;
