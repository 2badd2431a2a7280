-- rows of orderMetrics.rows
-- Customers who never bought count below the line.
with people as (select plan, count(*) as n from trade.customers where tenant_id = $1 group by plan)
select c.plan as "customer.plan", sum(amount) filter (where status = 'PAID') as revenue,
  sum(amount) filter (where status = 'PAID') / (select n from people where people.plan = c.plan) as "revenuePerCustomer"
from trade.orders o left join trade.customers c using (tenant_id, customer_id) where tenant_id = $1 group by c.plan order by c.plan;
-- rows of orderMetrics.totals
select sum(amount) / (select count(*) from trade.customers where tenant_id = $1) as "revenuePerCustomer"
from trade.orders where tenant_id = $1 and status = 'PAID';
