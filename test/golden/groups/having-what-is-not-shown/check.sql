-- rows of orderMetrics.rows
select c.name as "customer.name", count(*) as "orderCount"
from trade.orders o left join trade.customers c using (tenant_id, customer_id) where tenant_id = $1
group by c.name
having sum(amount) filter (where status = 'PAID') is null or (max(amount) < 20 and count(distinct customer_id) > 0) order by c.name;
