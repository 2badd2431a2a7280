-- rows of orders.nodes
select order_id as id, status from trade.orders join trade.customers using (tenant_id, customer_id)
where tenant_id = $1 and status <> 'REFUNDED' and plan = 'FREE' order by trade.orders.placed_at desc, order_id desc;
