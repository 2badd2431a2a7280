-- rows of customers.nodes
select name, checks.iso(created_at, 'America/New_York') as "createdAt",
  (select checks.iso(max(placed_at), 'America/New_York') from trade.orders o where o.tenant_id = $1 and o.customer_id = c.customer_id) as "orders.nodes.placedAt"
from trade.customers c where tenant_id = $1 order by customer_id limit 2;
