-- rows of orders.nodes
select order_id as id, due_on as "dueOn", channel from trade.orders
where tenant_id = $1 order by due_on desc nulls first, channel nulls first, order_id desc;
