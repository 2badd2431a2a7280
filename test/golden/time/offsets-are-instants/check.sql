-- rows of orderMetrics.rows
select checks.iso(placed_at) as "placedAt", count(*) as "orderCount" from trade.orders
where tenant_id = $1 and placed_at >= '2026-03-29T01:30:00Z' and placed_at < '2026-03-29T21:59:00Z'
group by placed_at order by placed_at;
