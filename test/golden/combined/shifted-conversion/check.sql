-- rows of visitMetrics.totals
with seen as (
  select customer_id, extract(month from seen_at at time zone 'UTC') as m, exists (select from trade.orders o where o.tenant_id = $1 and o.customer_id = v.customer_id and o.status = 'PAID'
    and o.placed_at >= v.seen_at and o.placed_at <= v.seen_at + interval '7 days') as bought
  from trade.visits v where tenant_id = $1)
select count(distinct customer_id) filter (where m = 3) as visitors, count(distinct customer_id) filter (where m = 3 and bought) as converted,
  count(distinct customer_id) filter (where m = 2 and bought) as before, count(*) filter (where m = 2) as "visitsBefore"
from seen;
