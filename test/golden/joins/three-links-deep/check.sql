-- rows of orderItemMetrics.rows
with people as (select * from trade.customers where tenant_id = $1)
select r.name as "order.customer.referrer.name", sum(i.quantity) as units
from trade.orders o join trade.order_items i using (order_id)
left join people c on c.customer_id = o.customer_id left join people r on r.customer_id = c.referrer_id
where o.tenant_id = $1 group by 1 order by 1;
