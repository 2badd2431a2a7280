-- rows of customers.nodes
select c.name, checks.iso(o.placed_at) as "orders.nodes.placedAt", i.sku as "orders.nodes.items.nodes.sku"
from (select * from trade.customers where tenant_id = $1 order by customer_id limit 3) c
left join lateral (
  select * from trade.orders o where o.tenant_id = $1 and o.customer_id = c.customer_id order by placed_at desc, order_id desc limit 2) o on true
left join lateral (select sku from trade.order_items i where i.order_id = o.order_id order by line desc limit 1) i on true
order by c.customer_id, o.placed_at desc, o.order_id desc;
