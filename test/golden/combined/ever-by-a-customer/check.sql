-- rows of orderMetrics.rows
select name as "customer.name", count(*) as "ordersEver", count(*) as "orderCount",
  sum(amount) filter (where status = 'PAID' and placed_at >= '2026-01-30T00:00:00Z') as "revenue30Days"
from trade.orders left join trade.customers using (tenant_id, customer_id) where tenant_id = $1 and placed_at < '2026-03-01T00:00:00Z' group by name order by name;
