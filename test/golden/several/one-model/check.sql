-- rows of metrics.rows
select channel as "order.channel", count(*) as "orderMetrics.orderCount", sum(amount) filter (where status = 'PAID') as "orderMetrics.revenue"
from trade.orders where tenant_id = $1 group by channel order by channel;
-- rows of orderMetrics.rows
select channel, count(*) as "orderCount", sum(amount) filter (where status = 'PAID') as revenue
from trade.orders where tenant_id = $1 group by channel order by channel;
