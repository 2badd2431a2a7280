-- rows of orderMetrics.rows
select channel, count(*) as "orderCount", sum(amount) filter (where status = 'PAID') as revenue
from trade.orders where tenant_id = $1 group by channel having count(*) >= 6 order by channel;
-- rows of orderMetrics.totals
select count(*) as "orderCount", sum(amount) filter (where status = 'PAID') as revenue from trade.orders where tenant_id = $1;
