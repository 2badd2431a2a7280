-- rows of products.nodes
with mine as (select i.* from trade.order_items i join trade.orders o using (order_id) where o.tenant_id = $1)
select p.title, m.order_id as "items.nodes.orderId", m.quantity as "items.nodes.quantity",
  (select count(*) from mine where mine.sku = p.sku) as "items.totalCount", (select sum(quantity) from mine where mine.sku = p.sku) as "itemMetrics.units"
from trade.products p
left join lateral (select * from mine where mine.sku = p.sku order by order_id, line limit 2) m on true
order by p.sku, m.order_id, m.line;
