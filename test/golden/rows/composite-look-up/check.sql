-- rows of orderItem
select sku, quantity, 'Brush' as "product.title", date '2026-02-12' as "shipments.nodes.shippedOn"
from trade.order_items join trade.orders using (order_id) where tenant_id = $1 and order_id = 9 and line = 2;
