-- rows of orderMetrics.rows
-- From 16 April 2026, 10:00, to 15 July 2026, 10:00.
select count(*) as "orderCount", sum(amount) filter (where status = 'PAID') as revenue
from trade.orders where tenant_id = $1 and placed_at >= '2026-04-16T10:00:00Z' and placed_at < '2026-07-15T10:00:00Z';
