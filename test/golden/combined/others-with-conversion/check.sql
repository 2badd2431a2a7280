-- rows of visitMetrics.rows
with seen as (
  select coalesce(source = 'AD', false) as ad, customer_id, exists (select from trade.orders o where o.tenant_id = $1 and o.customer_id = v.customer_id and o.status = 'PAID'
    and o.placed_at >= v.seen_at and o.placed_at <= v.seen_at + interval '7 days') as bought
  from trade.visits v where tenant_id = $1)
select not ad as _others, case when ad then 'AD' end as source, count(*) as "visitCount", count(distinct customer_id) as visitors,
  count(distinct customer_id) filter (where bought) as converted, count(distinct customer_id) filter (where bought)::numeric / count(distinct customer_id) as "conversionRate"
from seen group by ad order by not ad;
