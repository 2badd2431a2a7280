-- rows of orderMetrics.rows
select checks.iso(shop_time::date::timestamp at time zone 'Europe/Paris', 'Europe/Paris') as "placedAt", count(*) as "orderCount"
from trade.orders where tenant_id = $1 and shop_time >= '2026-03-29' and shop_time < '2026-04-28' group by shop_time::date order by shop_time::date;
-- rows of orderMetrics.totals
-- Thirty days before the 28th of April, midnight in Paris, is the 29th of March, midnight: 23 hours longer ago than 29 days.
select sum(amount) filter (where status = 'PAID') as "revenue30Days" from trade.orders where tenant_id = $1 and shop_time >= '2026-03-29' and shop_time < '2026-04-28';
