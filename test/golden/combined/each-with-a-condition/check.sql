-- rows of orderMetrics.rows
select tag_id as "tagged.tag.id", count(*) as "orderCount", sum(amount) filter (where status = 'PAID') as revenue
from trade.orders join trade.order_tags using (tenant_id, order_id)
where tenant_id = $1 and order_id in (select order_id from trade.order_tags where tenant_id = $1 and tag_id = 2) group by tag_id order by tag_id;
