-- rows of orderMetrics.rows
-- Gus has ordered nothing. Nobody is a guest's customer.
select name as "customer.name", count(*) as "orderCount", case when name is not null then sum(amount) filter (where status = 'PAID') end as "revenuePerCustomer"
from trade.orders left join trade.customers using (tenant_id, customer_id) where tenant_id = $1 group by name order by name;
