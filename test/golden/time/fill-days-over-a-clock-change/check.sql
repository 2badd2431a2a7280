-- rows of orderMetrics.rows
select d || 'T00:00:00' || o as "placedAt", count(order_id) as "orderCount", sum(amount) filter (where status = 'PAID') as revenue
from (values ('2026-10-24', '+02:00'), ('2026-10-25', '+02:00'), ('2026-10-26', '+01:00'), ('2026-10-27', '+01:00')) days (d, o)
left join trade.orders on tenant_id = $1 and shop_time::date = d::date
group by d, o order by d;
