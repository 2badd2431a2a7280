-- rows of orders.nodes
select 'Order' as __typename, order_id as number, plan as "customer.plan", name as "customer.name"
from trade.orders left join trade.customers using (tenant_id, customer_id) where tenant_id = $1 order by order_id limit 2;
