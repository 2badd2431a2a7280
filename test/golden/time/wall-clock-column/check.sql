-- rows of orderMetrics.rows
select to_char(shop_time, 'YYYY-MM-DD"T00:00:00') || case when shop_time::date > '2026-03-29' then '+02:00' else '+01:00' end as "shopTime", count(*) as "orderCount"
from trade.orders where tenant_id = $1 and placed_at >= '2026-03-01T00:00:00Z' and placed_at < '2026-07-01T00:00:00Z' group by 1 order by 1;
