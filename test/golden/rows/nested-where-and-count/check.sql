-- rows of customers.nodes
select name, (select count(*) from trade.orders o where o.tenant_id = $1 and o.customer_id = c.customer_id and status = 'PAID') as "orders.totalCount",
  (select checks.iso(min(placed_at)) from trade.orders o where o.tenant_id = $1 and o.customer_id = c.customer_id and status = 'PAID') as "orders.nodes.placedAt"
from trade.customers c where tenant_id = $1 and plan = 'PRO' order by customer_id;
