-- rows of orderMetrics.rows
select channel, count(*) as "orderCount", sum(amount) filter (where status = 'PAID') as revenue
from trade.orders where tenant_id = $1 and order_id in (select order_id from trade.order_items) group by channel order by channel;
-- rows of orderMetrics.totals
select count(*) as "orderCount", sum(amount) filter (where status = 'PAID') as revenue
from trade.orders where tenant_id = $1 and order_id in (select order_id from trade.order_items);
