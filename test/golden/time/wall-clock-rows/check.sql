-- rows of orders.nodes
select order_id as id, checks.iso(placed_at) as "shopTime", checks.iso(placed_at) as "placedAt"
from trade.orders where tenant_id = $1 and placed_at >= '2025-12-31T23:00:00Z' and placed_at < '2026-03-29T01:00:00Z'
order by trade.orders.placed_at desc, order_id desc;
