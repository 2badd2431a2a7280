-- rows of orderMetrics.rows
select checks.iso(placed_at) as "placedAt", count(*) as "orderCount"
from trade.orders where tenant_id = $1 and extract(month from placed_at at time zone 'UTC') = 2 and extract(year from placed_at at time zone 'UTC') = 2026
group by placed_at order by placed_at;
