-- rows of orderMetrics.rows
select '2026-03-29T00:00:00+01:00' as "placedAt", count(*) as "orderCount" from trade.orders where tenant_id = $1 and shop_time::date = '2026-03-29';
-- rows of orderMetrics.totals
-- From the 29th to the 31st of March in Paris; the days before are the 28th to the 30th, the days after the 30th to the 1st of April.
select count(*) filter (where day between '2026-03-29' and '2026-03-31') as "orderCount", count(*) filter (where day between '2026-03-28' and '2026-03-30') as "dayBefore",
  count(*) filter (where day between '2026-03-30' and '2026-04-01') as "dayAfter"
from (select shop_time::date as day from trade.orders where tenant_id = $1) o;
