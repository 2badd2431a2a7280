-- rows of none.nodes
select where false;
-- rows of some.nodes
select order_id as id from trade.orders where tenant_id = $1 and channel ~ '^(APP|STORE)$' order by order_id;
-- rows of rest.nodes
select order_id as id from trade.orders where tenant_id = $1 and channel is null order by order_id;
