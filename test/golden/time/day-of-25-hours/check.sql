-- rows of orderMetrics.rows
-- From Saturday 22:00 to Sunday 23:00 in UTC.
select '2026-10-25T00:00:00+02:00' as "placedAt", count(*) as "orderCount", sum(amount) filter (where status = 'PAID') as revenue
from trade.orders where tenant_id = $1 and placed_at >= '2026-10-24T22:00:00Z' and placed_at < '2026-10-25T23:00:00Z';
