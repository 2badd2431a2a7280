-- rows of orders.nodes
select order_id as id from trade.orders where tenant_id = $1 and status = 'PAID' order by order_id limit 2;
-- rows of orders
select order_id as "nodes.id", (select count(*) from trade.orders where tenant_id = $1 and status = 'PAID') as "totalCount"
from (select order_id from trade.orders where tenant_id = $1 and status = 'PAID' order by order_id limit 2) page order by order_id;
