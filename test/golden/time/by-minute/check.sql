-- rows of orderMetrics.rows
select '2026-02-10T10:00:00Z' as "placedAt", count(*) as "orderCount"
from trade.orders where tenant_id = $1 and placed_at::date = '2026-02-10';
