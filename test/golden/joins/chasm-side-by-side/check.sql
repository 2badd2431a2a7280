-- rows of orderItemMetrics.rows
select order_id as "order.id", sum(quantity) as units from trade.order_items
where order_id in (select order_id from trade.orders where tenant_id = $1) group by order_id order by order_id;
-- rows of refundMetrics.rows
select order_id as "order.id", sum(amount) as refunded, count(*) as "refundCount"
from trade.refunds where tenant_id = $1 group by order_id order by order_id;
