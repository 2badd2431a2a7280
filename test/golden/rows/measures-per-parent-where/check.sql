-- rows of customers.nodes
select c.name, count(*) filter (where channel = 'WEB') as "web.orderCount", count(*) filter (where channel = 'APP') as "app.orderCount",
  sum(amount) filter (where channel = 'APP' and status = 'PAID') as "app.revenue"
from trade.customers c join trade.orders using (tenant_id, customer_id) where tenant_id = $1 group by customer_id, c.name order by customer_id;
