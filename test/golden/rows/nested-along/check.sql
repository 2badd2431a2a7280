-- rows of customers.nodes
select name, sku as "items.nodes.sku", quantity as "items.nodes.quantity"
from trade.customers c
left join (trade.orders o join trade.order_items i using (order_id)) on o.tenant_id = c.tenant_id and o.customer_id = c.customer_id
where c.tenant_id = $1 and plan = 'TEAM' order by c.customer_id, order_id, line;
