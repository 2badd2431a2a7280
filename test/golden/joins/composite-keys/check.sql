-- rows of shipmentMetrics.rows
select i.sku as "item.sku", i.quantity as "item.quantity", count(*) as "shipmentCount"
from trade.shipments s
left join (trade.order_items i join trade.orders o on o.order_id = i.order_id and o.tenant_id = $1) on i.order_id = s.order_id and i.line = s.line
where s.tenant_id = $1 group by 1, 2 order by 1, 2;
