-- rows of paris.totals
select count(*) as "orderCount", checks.iso(min(placed_at), 'Europe/Paris') as "firstOrder" from trade.orders
where tenant_id = $1 and shop_time >= '2026-03-29T00:45:00' and placed_at < '2026-03-29T22:45:00Z';
-- rows of utc.totals
select count(*) as "orderCount", checks.iso(min(placed_at)) as "firstOrder" from trade.orders
where tenant_id = $1 and placed_at >= '2026-03-28T22:45:00Z' and placed_at < '2026-03-29T22:45:00Z';
