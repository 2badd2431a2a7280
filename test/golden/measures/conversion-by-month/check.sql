-- rows of visitMetrics.rows
with seen as (
  select date_trunc('month', seen_at at time zone 'UTC') as month, source, customer_id,
    (select min(placed_at) - seen_at from trade.orders o where o.tenant_id = $1 and o.customer_id = v.customer_id and o.placed_at >= v.seen_at and status = 'PAID') as paid_after,
    (select min(placed_at) - seen_at from trade.orders o where o.tenant_id = $1 and o.customer_id = v.customer_id and o.placed_at >= v.seen_at) as bought_after
  from trade.visits v where tenant_id = $1)
select checks.iso(month at time zone 'UTC') as "seenAt", count(*) as "visitCount",
  count(distinct customer_id) filter (where paid_after <= interval '7 days') as converted,
  count(distinct customer_id) filter (where source = 'AD' and bought_after <= interval '14 days')::numeric
    / nullif(count(distinct customer_id) filter (where source = 'AD'), 0) as "adRate"
from seen group by month order by month;
