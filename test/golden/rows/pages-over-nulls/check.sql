-- rows of orders.nodes
select order_id as id, channel from trade.orders where tenant_id = $1 order by channel, order_id;
