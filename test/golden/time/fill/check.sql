-- rows of orderMetrics.rows
select '2026-0' || m || '-01T00:00:00Z' as "placedAt", count(order_id) as "orderCount", sum(amount) filter (where status = 'PAID') as revenue
from generate_series(1, 9) m
left join trade.orders on tenant_id = $1 and extract(year from placed_at at time zone 'UTC') = 2026 and extract(month from placed_at at time zone 'UTC') = m
group by m order by m;
