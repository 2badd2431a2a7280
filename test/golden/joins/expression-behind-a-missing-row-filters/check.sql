-- rows of keen.nodes
select order_id as id from trade.orders join trade.customers using (tenant_id, customer_id) where tenant_id = $1 and score % 1000 >= 50 order by order_id;
-- rows of not.nodes
select order_id as id from trade.orders join trade.customers using (tenant_id, customer_id) where tenant_id = $1 and coalesce(score % 1000, 0) < 50 order by order_id;
-- rows of none.nodes
select order_id as id from trade.orders where tenant_id = $1 and customer_id is null order by order_id;
