-- rows of year.totals
-- In Paris it is the first of April 2026 already, one o'clock.
select count(*) as "orderCount", checks.iso(min(placed_at), 'Europe/Paris') as "firstOrder" from trade.orders
where tenant_id = $1 and shop_time >= '2026-04-01' and shop_time < '2027-04-01';
-- rows of before.totals
select count(*) as "orderCount", checks.iso(min(placed_at)) as "firstOrder" from trade.orders
where tenant_id = $1 and placed_at >= '2025-04-01T00:00:00Z' and placed_at < '2026-04-01T00:00:00Z';
-- rows of week.totals
select count(*) as "orderCount", checks.iso(min(placed_at)) as "firstOrder" from trade.orders
where tenant_id = $1 and placed_at >= '2026-03-29T00:00:00Z' and placed_at < '2026-04-05T00:00:00Z';
