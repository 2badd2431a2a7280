-- rows of tags.nodes
select t.name, checks.iso(o.placed_at) as "tagged.nodes.order.placedAt",
  (select count(*) from trade.order_tags a where a.tenant_id = $1 and a.tag_id = t.tag_id) as "tagged.totalCount"
from trade.tags t
left join lateral (
  select placed_at, order_id from trade.order_tags a join trade.orders o using (tenant_id, order_id)
  where a.tenant_id = $1 and a.tag_id = t.tag_id order by order_id limit 3) o on true
where t.tenant_id = $1 order by t.tag_id, o.order_id;
