-- rows of orderMetrics.rows
-- A month before the 31st of March is the 28th of February.
select count(*) as "orderCount" from trade.orders where tenant_id = $1 and placed_at between '2026-02-28T09:00:00Z' and '2026-03-31T08:59:59Z';
-- rows of day.rows
select count(*) as "orderCount" from trade.orders where tenant_id = $1 and placed_at >= '2026-03-29T21:00:00Z' and placed_at < '2026-03-31T09:00:00Z';
