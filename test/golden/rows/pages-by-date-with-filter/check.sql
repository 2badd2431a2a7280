-- rows of orders.nodes
select order_id as id, due_on as "dueOn", channel from trade.orders join trade.customers using (tenant_id, customer_id)
where tenant_id = $1 and due_on is not null and plan = 'PRO' order by due_on, channel desc nulls last, order_id;
