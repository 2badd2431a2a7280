-- rows of orderMetrics.rows
-- As of the upper bound, the first of April; only tags that orders of the quarter have show.
with mine as (select tag_id, placed_at from trade.orders left join trade.order_tags using (tenant_id, order_id) where tenant_id = $1 and placed_at < '2026-04-01T00:00:00Z')
select '2026-01-01T00:00:00Z' as "placedAt", tag_id as "tagged.tag.id", count(*) filter (where placed_at >= '2026-01-01T00:00:00Z') as "orderCount", count(*) as "ordersEver"
from mine group by tag_id having count(*) filter (where placed_at >= '2026-01-01T00:00:00Z') > 0 order by tag_id;
