-- rows of orderMetrics.rows
select (select name from trade.tags t where t.tenant_id = $1 and t.tag_id = a.tag_id) as "tagged.tag.name", count(*) as "orderCount", count(distinct customer_id) as buyers
from trade.orders left join trade.order_tags a using (tenant_id, order_id) where tenant_id = $1 group by a.tag_id order by 1;
