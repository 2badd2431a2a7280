-- rows of visitMetrics.rows
with seen as (
  select source, customer_id, exists (select from trade.orders o where o.tenant_id = $1 and o.customer_id = v.customer_id and o.status = 'PAID'
    and o.placed_at >= v.seen_at and o.placed_at <= v.seen_at + interval '7 days') as bought
  from trade.visits v where tenant_id = $1)
select source, count(distinct customer_id) as visitors, count(distinct customer_id) filter (where bought) as converted,
  count(distinct customer_id) filter (where bought)::numeric / nullif(count(distinct customer_id), 0) as "conversionRate"
from seen group by source order by source;
-- rows of visitMetrics.totals
with seen as (
  select customer_id, exists (select from trade.orders o where o.tenant_id = $1 and o.customer_id = v.customer_id and o.status = 'PAID'
    and o.placed_at >= v.seen_at and o.placed_at <= v.seen_at + interval '7 days') as bought
  from trade.visits v where tenant_id = $1)
select count(distinct customer_id) as visitors, count(distinct customer_id) filter (where bought) as converted,
  count(distinct customer_id) filter (where bought)::numeric / count(distinct customer_id) as "conversionRate" from seen;
