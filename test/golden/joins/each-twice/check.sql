-- rows of orderMetrics.rows
with bought as (select distinct order_id, sku from trade.order_items),
labelled as (select order_id, name from trade.order_tags join trade.tags using (tenant_id, tag_id) where tenant_id = $1)
select sku as "items.sku", name as "tagged.tag.name", count(*) as "orderCount", sum(amount) filter (where status = 'PAID') as revenue
from trade.orders left join bought using (order_id) left join labelled using (order_id)
where tenant_id = $1 and placed_at < '2026-03-01T00:00:00Z' group by sku, name order by sku, name;
-- rows of orderMetrics.meta
select unnest(array['items', 'tagged']) as overlapping;
