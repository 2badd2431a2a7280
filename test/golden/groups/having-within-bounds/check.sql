-- rows of orderMetrics.rows
select name as "customer.name", checks.iso(min(placed_at)) as "firstOrder", count(*) as "orderCount"
from trade.orders left join trade.customers using (tenant_id, customer_id) where tenant_id = $1
group by name
having min(placed_at) < '2025-12-31T00:00:00Z' and count(*) >= 2 and bool_or(status = 'PAID') order by name;
