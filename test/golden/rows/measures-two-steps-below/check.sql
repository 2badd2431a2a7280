-- rows of customers.nodes
select name, i.units as "itemMetrics.units", i.orders as "itemMetrics.ordersWith", i.lines as "itemMetrics.lineCount"
from trade.customers c,
lateral (select sum(quantity) as units, count(distinct order_id) as orders, count(*) as lines
  from trade.orders o join trade.order_items using (order_id) where o.tenant_id = $1 and o.customer_id = c.customer_id) i
where tenant_id = $1 and plan <> 'FREE' order by customer_id;
