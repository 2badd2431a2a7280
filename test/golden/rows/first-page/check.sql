-- rows of orders.nodes
select order_id as id, checks.iso(placed_at) as "placedAt", status, channel
from trade.orders where tenant_id = $1 order by order_id limit 4;
