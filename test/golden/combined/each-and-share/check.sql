-- rows of orderMetrics.rows
select tag_id as "tagged.tag.id", count(*) as "orderCount", count(*)::numeric / (select count(*) from trade.orders where tenant_id = $1) as "orderCountShare",
  sum(amount) filter (where status = 'PAID') / (select sum(amount) from trade.orders where tenant_id = $1 and status = 'PAID') as part
from trade.orders left join trade.order_tags using (tenant_id, order_id) where tenant_id = $1 group by tag_id order by tag_id;
