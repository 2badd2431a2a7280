-- rows of orders.nodes
select order_id as id, status, checks.iso(placed_at) as "placedAt"
from trade.orders where tenant_id = $1 order by trade.orders.status, trade.orders.placed_at desc, order_id;
