-- rows of customers.nodes
-- Ada's order of one o'clock at night in Paris is yesterday's in UTC.
select name, checks.iso(placed_at, 'Europe/Paris') as "orders.nodes.placedAt", count(*) over (partition by customer_id) as "orderMetrics.orderCount", sum(amount) over (partition by customer_id) as "orderMetrics.revenue"
from trade.orders o join trade.customers c using (tenant_id, customer_id) where tenant_id = $1 and shop_time::date = '2026-07-15' order by customer_id, order_id;
