-- rows of same.nodes
select order_id as id from trade.orders where tenant_id = $1
  and exists (select from trade.order_items i where i.order_id = orders.order_id and sku = 'A1' and quantity >= 5) order by order_id;
-- rows of any.nodes
select order_id as id from trade.orders where tenant_id = $1
  and order_id in (select order_id from trade.order_items where sku = 'A1')
  and order_id in (select order_id from trade.order_items where quantity >= 2) order by order_id;
