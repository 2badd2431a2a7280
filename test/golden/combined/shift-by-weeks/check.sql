-- rows of orderMetrics.rows
-- One week has orders: from Saturday, the 28th of March. A week before there were none, and in the week after neither.
select '2026-03-28T00:00:00Z' as "placedAt", count(*) as "orderCount", 0 as before, 0 as after
from trade.orders where tenant_id = $1 and placed_at >= '2026-03-28T00:00:00Z' and placed_at < '2026-04-04T00:00:00Z';
