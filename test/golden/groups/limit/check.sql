-- rows of orderMetrics.rows
select name as "customer.name", sum(amount) filter (where status = 'PAID') as revenue
from trade.orders left join trade.customers using (tenant_id, customer_id) where tenant_id = $1 group by name order by revenue desc nulls last limit 2;
-- rows of orderMetrics.totals
select sum(amount) filter (where status = 'PAID') as revenue, count(distinct customer_id) as buyers from trade.orders where tenant_id = $1;
