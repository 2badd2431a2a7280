-- rows of orders.nodes
select order_id as id, checks.iso(placed_at) as "placedAt", plan as "customer.plan"
from trade.orders left join trade.customers using (tenant_id, customer_id)
where tenant_id = $1 order by plan desc nulls last, trade.orders.placed_at, order_id desc;
