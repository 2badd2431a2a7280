-- rows of orderMetrics.rows
with has as (select distinct order_id, category from trade.order_items join trade.products using (sku))
select category as "items.product.category", count(*) as "orderCount", sum(amount) filter (where status = 'PAID') as revenue
from trade.orders o left join has using (order_id) where tenant_id = $1 group by category order by category;
-- rows of orderMetrics.totals
select count(*) as "orderCount", sum(amount) filter (where status = 'PAID') as revenue from trade.orders where tenant_id = $1;
-- rows of orderMetrics.meta
select 'items' as overlapping;
