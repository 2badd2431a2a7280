-- rows of customers.nodes
select name, o.n as "orderMetrics.orderCount", o.paid as "orderMetrics.revenue", o.paid / nullif(o.n, 0) as "orderMetrics.averageOrder",
  (select count(*) from trade.visits v where v.tenant_id = $1 and v.customer_id = c.customer_id) as "visitMetrics.visitCount"
from trade.customers c,
lateral (select count(*) as n, sum(amount) filter (where status = 'PAID') as paid from trade.orders o
  where o.tenant_id = $1 and o.customer_id = c.customer_id) o
where tenant_id = $1 order by customer_id limit 20;
