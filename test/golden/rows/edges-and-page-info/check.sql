-- rows of start.edges
select order_id as "node.id" from trade.orders where tenant_id = $1 order by order_id limit 2;
-- rows of end.edges
select order_id as "node.id" from (select order_id from trade.orders where tenant_id = $1 order by order_id desc limit 2) o order by order_id;
-- rows of start.pageInfo
select true as "hasNextPage", false as "hasPreviousPage";
-- rows of end.pageInfo
select false as "hasNextPage", true as "hasPreviousPage";
