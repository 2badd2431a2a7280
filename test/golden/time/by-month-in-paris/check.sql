-- rows of orderMetrics.rows
-- The shop's own clock shows Paris; summer is April to October at a month's start.
select to_char(shop_time, 'YYYY-MM-01"T00:00:00"') || case when extract(month from shop_time) between 4 and 10 then '+02:00' else '+01:00' end as "placedAt",
  count(*) as "orderCount"
from trade.orders where tenant_id = $1 group by 1 order by 1;
