-- rows of orderMetrics.rows
select plan as "customer.plan", count(*) as "orderCount", sum(amount) filter (where status = 'PAID') as revenue
from trade.orders o left join trade.customers c on c.tenant_id = o.tenant_id and c.customer_id = o.customer_id
where o.tenant_id = $1 group by plan order by plan;
