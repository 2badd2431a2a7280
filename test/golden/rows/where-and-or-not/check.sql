-- rows of orders.nodes
select order_id as id, status, channel, amount >= 30 as large from trade.orders
where tenant_id = $1 and (amount >= 30 or (status in ('PENDING', 'REFUNDED') and channel is not null)) order by order_id;
