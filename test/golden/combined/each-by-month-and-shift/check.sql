-- rows of orderMetrics.rows
with has as (select distinct order_id, sku from trade.order_items)
select '2026-01-01T00:00:00Z' as "placedAt", sku as "items.sku", count(*) filter (where placed_at >= '2026-01-01T00:00:00Z') as "orderCount", count(*) filter (where placed_at < '2026-01-01T00:00:00Z') as before
from trade.orders left join has using (order_id)
where tenant_id = $1 and (placed_at < '2025-04-01T00:00:00Z' or placed_at >= '2026-01-01T00:00:00Z' and placed_at < '2026-04-01T00:00:00Z') group by sku order by sku;
