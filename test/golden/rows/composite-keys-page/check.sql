-- rows of orderItems.nodes
select order_id as "orderId", line, sku from trade.order_items join trade.orders using (order_id)
where tenant_id = $1 order by sku, order_id, line;
