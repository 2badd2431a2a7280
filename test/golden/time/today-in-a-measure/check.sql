-- rows of orderMetrics.totals
select count(*) filter (where shop_time::date = '2026-07-15') as today, sum(amount) filter (where shop_time::date = '2026-07-14' and status = 'PAID') as yesterday,
  count(*) filter (where shop_time >= '2026-07-08T12:00:00' and shop_time < '2026-07-15T12:00:00') as week, count(*) as all
from trade.orders where tenant_id = $1;
