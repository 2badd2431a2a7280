-- rows of customer.orders.nodes
select order_id as id, checks.iso(placed_at) as "placedAt" from trade.orders where tenant_id = $1 and customer_id = 1
order by trade.orders.placed_at desc, order_id desc;
