-- rows of shipments.nodes
select shipped_on as "shippedOn", sku as "item.sku", checks.iso(placed_at) as "item.order.placedAt", case when sku is not null then 1 end as "item.shipments.totalCount"
from trade.shipments s left join (trade.order_items i join trade.orders o on o.order_id = i.order_id and o.tenant_id = $1) on i.order_id = s.order_id and i.line = s.line
where s.tenant_id = $1 order by shipment_id;
