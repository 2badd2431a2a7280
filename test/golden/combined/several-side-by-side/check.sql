-- rows of refunded.rows
select checks.iso(date_trunc('quarter', placed_at at time zone 'UTC') at time zone 'UTC') as time, count(*) as "orderMetrics.orderCount"
from trade.orders where tenant_id = $1 and status = 'REFUNDED' group by 1 order by 1;
-- rows of all.rows
select extract(year from placed_at at time zone 'UTC') || '-01-01T00:00:00Z' as time, count(*) as "orderMetrics.orderCount" from trade.orders where tenant_id = $1 group by 1 order by 1;
