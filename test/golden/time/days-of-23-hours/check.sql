-- rows of orderMetrics.rows
select '2026-03-29T00:00:00+01:00' as "placedAt", count(*) as "orderCount"
from trade.orders where tenant_id = $1 and shop_time::date = '2026-03-29';
