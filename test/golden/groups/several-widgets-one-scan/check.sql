-- rows of kpi.totals
select sum(amount) as revenue from trade.orders where tenant_id = $1 and placed_at >= '2026-01-01T00:00:00Z' and status = 'PAID';
-- rows of byStatus.rows
select status, count(*) as "orderCount" from trade.orders where tenant_id = $1 and placed_at >= '2026-01-01T00:00:00Z' group by status order by status;
-- rows of byMonth.rows
select checks.iso(date_trunc('quarter', placed_at at time zone 'UTC') at time zone 'UTC') as "placedAt",
  sum(amount) filter (where status = 'PAID') as revenue, count(*) as "orderCount"
from trade.orders where tenant_id = $1 and placed_at >= '2026-01-01T00:00:00Z' group by 1 order by 1;
