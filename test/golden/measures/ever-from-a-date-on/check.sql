-- rows of orderMetrics.rows
with web as (select date_trunc('month', placed_at at time zone 'UTC') as month from trade.orders where tenant_id = $1 and channel = 'WEB')
select checks.iso(month at time zone 'UTC') as "placedAt", count(*) as "orderCount",
  (select count(*) from web before where before.month <= web.month) as "ordersEver"
from web where month >= '2026-03-01' group by month order by month;
