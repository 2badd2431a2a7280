-- rows of orderTagMetrics.rows
select name as "tag.name", channel as "order.channel", count(*) as taggings
from trade.order_tags t join trade.tags using (tenant_id, tag_id) join trade.orders o using (tenant_id, order_id)
where tenant_id = $1 group by name, channel order by name, channel;
-- rows of orderTagMetrics.totals
select count(*) as taggings from trade.order_tags where tenant_id = $1;
