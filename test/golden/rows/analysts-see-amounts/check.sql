-- rows of orders.nodes
select order_id as id, amount, amount >= 30 as large from trade.orders where tenant_id = $1 order by trade.orders.amount desc, order_id desc limit 3;
