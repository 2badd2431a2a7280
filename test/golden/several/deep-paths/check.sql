-- rows of metrics.rows
with people as (select customer_id, region from trade.customers where tenant_id = $1),
bought as (select order_id, region from trade.orders left join people using (customer_id) where tenant_id = $1),
events as (
  select region, quantity as units, 0 as tags, 0 as refunds, 0 as shipments from trade.order_items join bought using (order_id)
  union all select region, null, 1, 0, 0 from trade.order_tags join bought using (order_id) where tenant_id = $1
  union all select region, null, 0, 1, 0 from trade.refunds join bought using (order_id) where tenant_id = $1
  union all select region, null, 0, 0, 1 from trade.shipments s left join (trade.order_items i join bought using (order_id)) on i.order_id = s.order_id and i.line = s.line where tenant_id = $1)
select region as "customer.region", sum(units) as "orderItemMetrics.units", sum(tags) as "orderTagMetrics.taggings", sum(refunds) as "refundMetrics.refundCount", sum(shipments) as "shipmentMetrics.shipmentCount"
from events group by region order by region;
