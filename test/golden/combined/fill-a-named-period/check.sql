-- rows of orderMetrics.rows
-- The fiscal year before the one that July 2026 is in: April 2025 to March 2026.
select checks.iso(m at time zone 'Europe/Paris', 'Europe/Paris') as "placedAt", count(order_id) as "orderCount", sum(amount) filter (where status = 'PAID') as revenue
from generate_series(timestamp '2025-04-01', timestamp '2026-03-01', interval '1 month') m
left join trade.orders on tenant_id = $1 and date_trunc('month', shop_time) = m group by m order by m;
