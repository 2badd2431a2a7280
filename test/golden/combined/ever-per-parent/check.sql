-- rows of customers.nodes
select name, count(*) as "orderMetrics.ordersEver", count(*) filter (where placed_at >= '2025-06-01T00:00:00Z') as "orderMetrics.orderCount",
  sum(amount) filter (where placed_at >= '2026-01-01T00:00:00Z' and status = 'PAID') as "orderMetrics.revenueThisYear", count(*) filter (where placed_at >= '2026-01-01T00:00:00Z') as "orderMetrics.orders2Months"
from trade.customers c join trade.orders using (tenant_id, customer_id) where tenant_id = $1 and plan = 'PRO' and placed_at < '2026-03-01T00:00:00Z' group by customer_id, name order by customer_id;
