-- rows of orderMetrics.rows
select to_char(placed_at at time zone 'UTC', 'YYYY-MM-01"T00:00:00Z"') as "placedAt", count(*) as "orderCount",
  sum(amount) filter (where status = 'PAID') as revenue
from trade.orders where tenant_id = $1 group by 1 order by 1;
