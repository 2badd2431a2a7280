-- rows of orderMetrics.rows
select plan as "customer.plan", name as "customer.name", count(*) as "orderCount"
from trade.orders join trade.customers using (tenant_id, customer_id)
where tenant_id = $1 and plan <> 'FREE' group by plan, name order by plan, name;
