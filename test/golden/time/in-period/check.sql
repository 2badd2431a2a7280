-- rows of month.totals
select count(*) as "orderCount", checks.iso(min(placed_at)) as "firstOrder" from trade.orders
where tenant_id = $1 and placed_at >= '2026-07-01T00:00:00Z' and placed_at < '2026-08-01T00:00:00Z';
-- rows of lastYear.totals
select count(*) as "orderCount", checks.iso(min(placed_at)) as "firstOrder" from trade.orders
where tenant_id = $1 and extract(year from placed_at at time zone 'UTC') = 2025;
-- rows of quarter.totals
select count(*) as "orderCount", checks.iso(min(placed_at)) as "firstOrder" from trade.orders
where tenant_id = $1 and placed_at >= '2026-04-01T00:00:00Z' and placed_at < '2026-07-01T00:00:00Z';
-- rows of due.totals
select count(*) as "orderCount", checks.iso(min(placed_at)) as "firstOrder" from trade.orders
where tenant_id = $1 and due_on between '2026-07-01' and '2026-07-31';
