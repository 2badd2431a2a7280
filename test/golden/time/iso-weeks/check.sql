-- rows of orderMetrics.rows
select to_char(to_date(to_char(placed_at at time zone 'UTC', 'IYYY-IW'), 'IYYY-IW'), 'YYYY-MM-DD"T00:00:00Z"') as "placedAt", count(*) as "orderCount"
from trade.orders where tenant_id = $1 and placed_at >= '2026-01-01T00:00:00Z' group by 1 order by 1;
