-- rows of orderMetrics.rows
with told as (
  select (extract(year from shop_time) - case when extract(month from shop_time) < 4 then 1 else 0 end)::text || '-04-01T00:00:00+02:00' as year,
    date_trunc('quarter', shop_time) as quarter from trade.orders where tenant_id = $1)
select year, to_char(quarter, 'YYYY-MM-DD"T00:00:00') || case when extract(month from quarter) between 4 and 10 then '+02:00' else '+01:00' end as quarter,
  count(*) as "orderCount"
from told group by year, told.quarter order by year, told.quarter;
